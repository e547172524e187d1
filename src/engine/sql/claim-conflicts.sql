-- Takes conflict keys of one system that have something to send and no living owner; each taking moves the fence.
-- Relies on: conflict_ready.
with chosen as (
  select conflict_id from conflict
  where system = $2
    and ready_at <= clock_timestamp()
    and urgency = any ($3::smallint[])
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $6
  order by urgency, ready_at
  limit $4
  for update skip locked
)
update conflict set
  owner = $1,
  epoch = epoch + 1,
  lease_until = clock_timestamp() + $5 * interval '1 millisecond'
from chosen
where conflict.conflict_id = chosen.conflict_id
returning conflict.conflict_id, conflict.epoch, conflict.urgency
