-- The messages that were made of what was sent, in the order of their making.
-- Relies on: message_wire; message (message_id).
select made.message_id, made.type, made.id, made.progress
from message m
join message_row made on made.message_id = m.message_id
where m.home = $1 and m.plant = $2 and m.wire = $3
order by m.message_id
limit 1001
