-- Keeps what was sent, byte by byte; the same bytes of the same plant are kept once.
-- Relies on: wire_record (home, plant, sha256).
insert into wire_record (home, plant, sha256, system, field_table, bytes, received_at)
select $1, plant, sha256, system, field_table, bytes, received_at
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[])
  as row (plant, sha256, system, field_table, bytes, received_at)
order by plant, sha256
on conflict (home, plant, sha256) do nothing
