-- What the flows took in since a moment, by event type.
-- Relies on: message_type.
select type, count(*)::int as taken
from message
where type = any ($3::text[]) and message_id >= $4::uuid and home = $1 and ($2::text[] is null or plant = any ($2))
group by type
