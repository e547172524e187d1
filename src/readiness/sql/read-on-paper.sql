-- The effects of a flow that stayed on paper in a time.
-- Relies on: run_mode; intent_message; ids of messages begin with their time.
select distinct intent.message_id, intent.effect_key, intent.operation, intent.body::text as body
from run
join intent on intent.message_id = run.message_id and intent.flow = run.flow and intent.state = 'shadowed'
where run.home = $1 and run.plant = $2 and run.flow = $3 and run.mode = 'shadow'
  and run.message_id >= $4::uuid and run.message_id < $5::uuid
