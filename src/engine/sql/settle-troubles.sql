-- Closes what the hub had reminded somebody of, when it is over: only where nothing of its message waits for a person.
-- Relies on: exception_open (plant, code); inbox (message_id); message (message_id).
with given as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) as row (plant, subject, code, reminder, at)
)
update exception set closed_at = given.at, closed_by = 'hub', resolution = 'healed'
from given, message
where exception.home = $1 and exception.plant = given.plant and exception.code = given.code
  and exception.subject = given.subject and exception.closed_at is null and exception.intent_id is null
  and message.message_id = exception.message_id and message.event -> 'data' ->> 'name' = given.reminder
  and not exists (select from inbox where inbox.message_id = exception.message_id)
