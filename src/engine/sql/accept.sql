-- Writes new messages down once, at the end of their lanes. When one of them is known already, nothing is written and no
-- row is counted; of two that bring the same name at the same time, the second fails on `seen_once`.
-- Updating the lane locks it, so a message's place in its lane is the order of the commits. Lanes are given in the order
-- of their numbers, in which all are locked, and messages in the order of their names, so that two of these hardly ever
-- wait for each other in a ring; where a tiny table makes the planner take lanes in another order, PostgreSQL breaks the
-- ring, and whoever lost tries again. A lane that is not there fails on the message's missing place.
-- Each name is looked up by itself, whatever the planner thinks of a table that was empty when it planned.
-- Relies on: seen (id, source); lane (lane_id).
with known as (
  select from unnest($6::text[], $7::text[]) as given (id, source)
  cross join lateral (select from seen where seen.id = given.id and seen.source = given.source limit 1) as found
),
remembered as (
  insert into seen (id, source, message_id, payload_hash)
  select * from unnest($6::text[], $7::text[], $8::uuid[], $9::bytea[])
  where not exists (select from known)
),
taken as (
  update lane set
    tail = lane.tail + given.messages,
    urgency = case when lane.ready_at is null then given.urgency else least(lane.urgency, given.urgency) end,
    ready_at = least(lane.ready_at, clock_timestamp() + given.after * interval '1 millisecond')
  from unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::float8[]) as given (lane_id, messages, urgency, after)
  where lane.lane_id = given.lane_id and not exists (select from known)
  returning lane.lane_id, lane.tail
)
insert into message (
  message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at, recorded_at,
  received_at, correlation, causation, traceparent, origin, actor, received_from, event, wire
)
select
  message_id, plant, $1, source, id, type, stream, key, taken.tail - behind, nature, urgency, occurred_at, recorded_at,
  received_at, correlation, causation, traceparent, origin, actor, received_from, event, wire
from unnest(
  $8::uuid[], $7::text[], $6::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
  $15::text[], $16::text[], $17::smallint[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[], $21::text[],
  $22::uuid[], $23::text[], $24::text[], $25::text[], $26::text[], $27::json[],
  $28::text[]
) as given (
  message_id, source, id, lane_id, behind, plant, type, stream, key, nature, urgency, occurred_at, recorded_at,
  received_at, correlation, causation, traceparent, origin, actor, received_from, event, wire
)
left join taken using (lane_id)
where not exists (select from known)
