-- Erases what the events said; that they were there, and the hash of what they said, stays.
-- Relies on: message (message_id); seen (id, source).
with gone as (
  update message set event = null, erasure = $1 where message_id = any ($2::uuid[])
  returning message_id, id, source
)
select encode(sha256(string_agg(
  gone.message_id || ' ' || encode(seen.payload_hash, 'hex'), e'\n' order by gone.message_id
)::bytea), 'hex') as digest
from gone join seen on seen.id = gone.id and seen.source = gone.source
