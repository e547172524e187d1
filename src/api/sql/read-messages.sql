-- Messages by their ids, as people see them.
-- Relies on: message (message_id).
select
  message_id, plant, type, source, id, stream, key, occurred_at, received_at, correlation, duplicates, progress,
  verdict, code, sentence, subject
from message_row
where home = $1 and ($2::text[] is null or plant = any ($2)) and message_id = any ($3::uuid[])
order by message_id desc
