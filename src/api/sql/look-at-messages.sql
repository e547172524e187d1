-- What was accepted since a moment, by plant.
-- Relies on: message (message_id), whose ids begin with their time.
select message_id as id, plant
from message
where message_id > $2::uuid and home = $1
order by message_id
limit 2000
