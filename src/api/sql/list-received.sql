-- The latest records that were sent to a field table, as they were received.
-- Relies on: wire_record_latest.
select sha256, plant, system, received_at, bytes
from wire_record
where bytes is not null and home = $1 and field_table = $2 and ($3::text[] is null or plant = any ($3))
order by received_at desc
limit 5
