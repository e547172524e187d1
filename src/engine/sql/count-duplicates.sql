-- Counts deliveries of events that were accepted before, and tells which message each was and what it said.
-- Relies on: seen (id, source).
update seen set duplicates = seen.duplicates + given.times
from (
  select source, id, count(*)::int as times
  from unnest($1::text[], $2::text[]) as row (source, id)
  group by source, id
  order by source, id
) as given
where seen.source = given.source and seen.id = given.id
returning seen.source, seen.id, seen.message_id, encode(seen.payload_hash, 'hex') as payload_hash
