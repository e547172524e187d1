-- One message with everything the journey says of it but its runs, effects and exceptions.
-- Relies on: message (message_id); erasure (erasure_id).
select m.*, inbox.waits_for, inbox.wait_until, erasure.erased_at, erasure.kept_for
from message m
left join inbox on inbox.message_id = m.message_id
left join erasure on erasure.erasure_id = m.erasure
where m.home = $1 and m.message_id = $2
