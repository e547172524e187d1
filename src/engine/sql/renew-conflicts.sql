-- Somebody works on them: their leases go on. One that was let go or taken over meanwhile is left alone.
-- Relies on: conflict (conflict_id).
with held as (
  select conflict.conflict_id
  from conflict
  join unnest($1::bigint[], $2::bigint[]) as held (conflict_id, epoch) using (conflict_id, epoch)
  where owner is not null
  order by plant, system, key
  for update of conflict
)
update conflict set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
from held
where conflict.conflict_id = held.conflict_id
