-- Writes new messages down once and queues them in their lanes; a known (source, id) is left out of the result.
-- The lane row is locked by the upsert, so a message's place in its lane is the order of the commits.
-- Sorted by key, as every statement that locks several lanes, so that two of them never wait for each other in a ring.
-- Relies on: seen (source, id); lane (home, plant, stream, key).
with given as (
  select *
  from unnest(
    $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[],
    $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::text[], $15::uuid[], $16::text[], $17::text[],
    $18::text[], $19::text[], $20::text[], $21::json[], $22::float8[], $23::text[]
  ) with ordinality as row (
    message_id, plant, source, id, type, stream, key, nature, urgency,
    occurred_at, recorded_at, received_at, correlation, causation, traceparent, origin,
    actor, received_from, payload_hash, event, after, wire, place
  )
),
fresh as (
  insert into seen (source, id, plant, home, message_id, payload_hash)
  select source, id, plant, $1, message_id, payload_hash from given order by source, id
  on conflict (source, id) do nothing
  returning message_id
),
placed as (
  select given.*, row_number() over (partition by plant, stream, key order by place) as nth
  from given join fresh using (message_id)
),
taken as (
  insert into lane (plant, home, stream, key, tail, urgency, ready_at)
  select plant, $1, stream, key, count(*), min(urgency),
    clock_timestamp() + min(coalesce(after, 0)) * interval '1 millisecond'
  from placed group by plant, stream, key order by plant, stream, key
  on conflict (home, plant, stream, key) do update set
    tail = lane.tail + excluded.tail,
    urgency = case when lane.ready_at is null then excluded.urgency else least(lane.urgency, excluded.urgency) end,
    ready_at = least(lane.ready_at, excluded.ready_at)
  returning lane_id, plant, stream, key, tail
),
numbered as (
  select placed.*, taken.lane_id,
    taken.tail - count(*) over (partition by placed.plant, placed.stream, placed.key) + nth as seq
  from placed join taken using (plant, stream, key)
),
journalled as (
  insert into message (
    message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at, recorded_at,
    received_at, correlation, causation, traceparent, origin, actor, received_from, payload_hash, event, wire
  )
  select
    message_id, plant, $1, source, id, type, stream, key, seq, nature, urgency, occurred_at, recorded_at,
    received_at, correlation, causation, traceparent, origin, actor, received_from, payload_hash, event, wire
  from numbered
),
queued as (
  insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at)
  select message_id, plant, $1, lane_id, seq, nature, urgency, 'received',
    clock_timestamp() + coalesce(after, 0) * interval '1 millisecond'
  from numbered
)
select message_id from fresh
