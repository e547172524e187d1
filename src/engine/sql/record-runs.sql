-- What was judged, with the facts it was judged by.
-- Relies on: run (message_id, attempt).
insert into run (
  message_id, attempt, plant, home, flow, flow_version, verdict, code, sentence, facts, outcome, decided_at, mode, rules
)
select message_id, attempt, plant, $1, flow, flow_version, verdict, code, sentence, facts, outcome, decided_at,
  mode, rules
from unnest(
  $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::json[],
  $11::json[], $12::timestamptz[], $13::text[], $14::bigint[]
) as row (message_id, attempt, plant, flow, flow_version, verdict, code, sentence, facts, outcome, decided_at, mode, rules)
