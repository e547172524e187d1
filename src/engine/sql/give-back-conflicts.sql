-- Lets conflict keys go of which a living process could not commit anything: what it marked as sent is in doubt, and as
-- ready as it was. One that was let go or taken over meanwhile is left alone.
-- Relies on: conflict (conflict_id).
with held as (
  select conflict.conflict_id
  from conflict
  join unnest($1::bigint[], $2::bigint[]) as held (conflict_id, epoch) using (conflict_id, epoch)
  where owner is not null
  order by plant, system, key
  for update of conflict
)
update conflict set owner = null, lease_until = null
from held
where conflict.conflict_id = held.conflict_id
