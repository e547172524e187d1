-- One message with everything the journey says of it but its runs, effects and exceptions.
-- Relies on: message (message_id).
select m.*, inbox.waits_for, inbox.wait_until
from message m
left join inbox on inbox.message_id = m.message_id
where m.home = $1 and m.message_id = $2
