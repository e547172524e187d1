-- Writes new messages down once, at the end of their lanes. When one of them is known already, nothing is written and no
-- row is counted; of two that bring the same name at the same time, the second fails on `seen_once`.
-- Updating the lane locks it, so a message's place in its lane is the order of the commits. Lanes are given in the order
-- of their numbers, in which all are locked, and messages in the order of their names, so that two of these never wait
-- for each other in a ring. A lane that is not there fails on the message's missing place.
-- What is alike for many messages (their manner) is given once.
-- For sessions that never walk through a table (openPool, `steady`): in others, a plan that was made while tables were
-- tiny may take the lanes in another order, or read all that was ever seen, until the planner has heard of the growth.
-- Relies on: seen (id, source); lane (lane_id).
with known as (
  select from seen
  where seen.id = any ($6::text[])
    and exists (
      select from unnest($6::text[], $7::text[]) as given (id, source)
      where given.id = seen.id and given.source = seen.source
    )
),
remembered as (
  insert into seen (id, source, message_id, payload_hash)
  select * from unnest($6::text[], $7::text[], $8::uuid[], $9::bytea[])
  where not exists (select from known)
),
taken as (
  update lane set
    tail = lane.tail + given.messages,
    unread_from = case when lane.tail > lane.read_to then least(lane.unread_from, given.first) else given.first end,
    urgency = case when lane.ready_at is null then given.urgency else least(lane.urgency, given.urgency) end,
    ready_at = least(lane.ready_at, clock_timestamp() + given.after * interval '1 millisecond')
  from unnest($2::bigint[], $3::bigint[], $27::uuid[], $4::smallint[], $5::float8[])
    as given (lane_id, messages, first, urgency, after)
  where lane.lane_id = given.lane_id and not exists (select from known)
  returning lane.lane_id, lane.tail, lane.plant, lane.stream, lane.key
)
insert into message (
  message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at, recorded_at,
  received_at, correlation, causation, traceparent, origin, actor, received_from, event, wire
)
select
  message_id, plant, $1, source, id, type, stream, key, tail - behind, nature, urgency, occurred_at, recorded_at,
  received_at, correlation, causation, traceparent, origin, actor, received_from, event, wire
from unnest($8::uuid[], $7::text[], $6::text[], $10::bigint[], $11::bigint[], $12::timestamptz[], $13::json[], $14::bigint[])
  as given (message_id, source, id, lane_id, behind, occurred_at, event, manner)
left join taken using (lane_id)
join unnest(
  $15::text[], $16::text[], $17::smallint[], $18::timestamptz[], $19::timestamptz[], $20::text[], $21::uuid[], $22::text[],
  $23::text[], $24::text[], $25::text[], $26::text[]
) with ordinality as manner (
  type, nature, urgency, recorded_at, received_at, correlation, causation, traceparent, origin, actor, received_from,
  wire, manner
) using (manner)
where not exists (select from known)
