-- The next events of a plant that are older than the rule, and whether their lane is at rest and not held. Locking the
-- lane keeps out a message that would come to it meanwhile.
-- Relies on: message (message_id); lane (home, plant, stream, key).
with old as (
  select message_id, stream, key, received_at, event is null as is_gone from message
  where message_id >= $3::uuid and message_id < $4::uuid and home = $1 and plant = $2
  order by message_id
  limit $5
),
resting as materialized (
  select lane.stream, lane.key
  from (select distinct stream, key from old where not is_gone) as one
  join lane on lane.home = $1 and lane.plant = $2 and lane.stream = one.stream and lane.key = one.key
  where is_at_rest(lane, $4::uuid) and not is_held($1, $2, lane.stream, lane.key)
  for update of lane skip locked
)
select
  old.message_id::text as item, old.received_at as at, old.is_gone,
  exists (select from resting where resting.stream = old.stream and resting.key = old.key) as may_go
from old
order by old.message_id
