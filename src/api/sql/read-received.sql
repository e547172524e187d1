-- What was sent to a field table, as it was received: the latest, or the one of a certain hash.
-- Relies on: wire_record_latest; wire_record (home, plant, sha256).
select sha256, field_table, plant, system, received_at, bytes
from wire_record
where bytes is not null and home = $1
  and ($2::text is null or field_table = $2)
  and ($3::text[] is null or plant = any ($3))
  and ($4::text is null or sha256 = $4)
order by received_at desc
limit 1
