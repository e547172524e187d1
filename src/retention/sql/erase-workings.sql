-- Erases by which facts it was judged and what was decided in full; the verdict and its sentence stay.
-- Relies on: run (message_id, attempt).
with gone as (
  select message_id, attempt, encode(sha256((facts::text || outcome::text)::bytea), 'hex') as hash
  from run where message_id = any ($2::uuid[]) and facts is not null
),
erased as (
  update run set facts = null, outcome = null, erasure = $1
  from gone where run.message_id = gone.message_id and run.attempt = gone.attempt
)
select encode(sha256(string_agg(
  message_id || '/' || attempt || ' ' || hash, e'\n' order by message_id, attempt
)::bytea), 'hex') as digest
from gone
