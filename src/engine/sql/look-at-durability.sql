-- How the database keeps what it acknowledges, and the standbys that follow it. Who takes a backup or reads changes
-- follows it too, and takes nothing over; what this role may not see of a follower could be a standby.
select
  (select json_object_agg(name, setting) from pg_settings where name = any ($1)) as settings,
  (
    select coalesce(json_agg(coalesce(follower.application_name, 'one that this role may not see')), '[]'::json)
    from pg_stat_replication as follower
    where coalesce(follower.state, '') <> 'backup'
      and coalesce(follower.application_name, '') not in ('pg_basebackup', 'pg_receivewal')
      and not exists (select from pg_stat_progress_basebackup as backup where backup.pid = follower.pid)
      and not exists (
        select from pg_replication_slots as slot
        where slot.active_pid = follower.pid and (slot.slot_type = 'logical' or slot.temporary)
      )
  ) as standbys
