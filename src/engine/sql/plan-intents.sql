-- Plans effects once: a known key stays as it is, unless it was refused and a person had its message judged again.
-- What stands in its system already has its receipt: it is confirmed, and nobody sends it.
-- The conflict row is locked by the upsert, so an effect's place is the order in which it was decided.
-- Relies on: conflict (home, plant, system, key); intent (effect_key).
with given as (
  select *
  from unnest(
    $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::text[], $10::uuid[],
    $11::bigint[], $12::text[], $13::boolean[], $14::text[], $15::text[], $16::text[], $17::timestamptz[], $18::json[],
    $19::text[], $20::timestamptz[], $21::json[]
  ) with ordinality as row (
    intent_id, effect_key, plant, system, port, operation, urgency, conflict, message_id,
    lane_id, flow, answers, correlation, traceparent, actor, occurred_at, body,
    mode, planned_at, receipt, place
  )
),
taken as (
  insert into conflict (plant, home, system, key, tail, urgency, ready_at)
  select plant, $1, system, conflict, count(*), min(urgency), clock_timestamp()
  from given group by plant, system, conflict order by plant, system, conflict
  on conflict (home, plant, system, key) do update set
    tail = conflict.tail + excluded.tail,
    urgency = case when conflict.ready_at is null then excluded.urgency else least(conflict.urgency, excluded.urgency) end,
    ready_at = least(conflict.ready_at, excluded.ready_at)
  returning conflict_id, plant, system, key, tail
)
insert into intent (
  intent_id, effect_key, plant, home, system, port, operation, urgency, conflict_id, seq, message_id, lane_id,
  flow, answers, correlation, traceparent, actor, occurred_at, body, mode, state, ready_at, planned_at,
  receipt, answered_at
)
select
  intent_id, effect_key, given.plant, $1, given.system, port, operation, urgency, conflict_id,
  taken.tail - count(*) over same + row_number() over (same order by place), message_id, lane_id,
  flow, answers, correlation, traceparent, actor, occurred_at, body, mode,
  case when receipt is not null then 'confirmed' when mode = 'shadow' then 'shadowed' else 'planned' end,
  clock_timestamp(), planned_at, receipt, case when receipt is not null then planned_at end
from given
join taken on taken.plant = given.plant and taken.system = given.system and taken.key = given.conflict
window same as (partition by given.plant, given.system, given.conflict)
on conflict (effect_key) do update set
  state = excluded.state, mode = excluded.mode, seq = excluded.seq, body = excluded.body,
  ready_at = excluded.ready_at, failure = null, doubted_at = null, receipt = excluded.receipt,
  answered_at = excluded.answered_at
where intent.state = 'refused' or (intent.state = 'shadowed' and excluded.state <> 'shadowed')
