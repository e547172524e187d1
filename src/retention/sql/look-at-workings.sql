-- The next messages of a plant whose runs are older than the rule, and whether their lane is at rest and not held.
-- Relies on: run (message_id); message (message_id); lane (home, plant, stream, key).
with old as (
  select message_id, max(decided_at) as at, bool_and(facts is null) as is_gone from run
  where message_id >= $3::uuid and message_id < $4::uuid and home = $1 and plant = $2
  group by message_id
  order by message_id
  limit $5
),
resting as materialized (
  select lane.stream, lane.key
  from (select distinct stream, key from old join message using (message_id) where not is_gone) as one
  join lane on lane.home = $1 and lane.plant = $2 and lane.stream = one.stream and lane.key = one.key
  where is_at_rest(lane, $4::uuid) and not is_held($1, $2, lane.stream, lane.key)
  for update of lane skip locked
)
select
  old.message_id::text as item, old.at, old.is_gone,
  exists (select from resting where resting.stream = message.stream and resting.key = message.key) as may_go
from old join message using (message_id)
order by old.message_id
