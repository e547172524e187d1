-- The clock was put back: what waits for a moment waits as long as it would have, and leases are as short as they were.
-- Nobody is given a moment but as a time from now, so all of them move by the same. What was written since is early by it.
-- Takes its locks as everybody does: lanes before conflict keys, both in their order. As slow as the tables are long.
with held_lane as (
  select lane_id from lane
  where home = $1 and (ready_at > clock_timestamp() or lease_until > clock_timestamp())
  order by lane_id
  for update
),
held_conflict as (
  select conflict_id from conflict
  where home = $1 and (ready_at > clock_timestamp() or lease_until > clock_timestamp())
    and (select count(*) from held_lane) >= 0 -- so that lanes are first
  order by plant, system, key
  for update
),
moved_lane as (
  update lane set
    ready_at = case when ready_at > clock_timestamp() then ready_at - $2 * interval '1 millisecond' else ready_at end,
    lease_until = lease_until - $2 * interval '1 millisecond'
  from held_lane
  where lane.lane_id = held_lane.lane_id
),
moved_conflict as (
  update conflict set
    ready_at = case when ready_at > clock_timestamp() then ready_at - $2 * interval '1 millisecond' else ready_at end,
    lease_until = lease_until - $2 * interval '1 millisecond'
  from held_conflict
  where conflict.conflict_id = held_conflict.conflict_id
),
moved_intent as (
  update intent set ready_at = ready_at - $2 * interval '1 millisecond'
  where home = $1 and state in ('planned', 'sent', 'in-doubt') and ready_at > clock_timestamp()
)
update inbox set ready_at = ready_at - $2 * interval '1 millisecond'
where home = $1 and ready_at > clock_timestamp()
