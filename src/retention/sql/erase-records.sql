-- Erases the bytes; their hash is the record's name and stays.
-- Relies on: wire_record (home, plant, sha256).
with gone as (
  update wire_record set bytes = null, erasure = $1
  where home = $3 and plant = $4 and sha256 in (select split_part(item, ' ', 2) from unnest($2::text[]) as item)
  returning sha256
)
select encode(sha256(string_agg(sha256, e'\n' order by sha256)::bytea), 'hex') as digest from gone
