-- What is to be acted on: where it is, and what kind of event it is about.
-- Relies on: exception (exception_id); message (message_id).
select e.exception_id, e.plant, e.code, m.type, m.key
from exception e join message m on m.message_id = e.message_id
where e.home = $1 and e.exception_id = any ($2::uuid[])
