import type pg from 'pg'

export interface History {
  readonly messages: number
  /** Orders they are about, in two plants. */
  readonly orders: number
}

/**
 * Reports, one every 3.4 s until now: booked but for a few that wait, are stopped, or are on their way. Written past
 * the engine, into home `hub`, as it would have left them.
 */
export async function historyOf(pool: pg.Pool, history: History): Promise<void> {
  await pool.query(fill(history))
  await pool.query('vacuum analyze')
}

const fill = ({ messages, orders }: History): string => `
create temp table made as
select
  n, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid as id,
  at, 'odoo.' || (n % ${orders}) as key, (array['A', 'B'])[1 + n % 2] as plant, n > ${messages - 60} as open
from (select n, now() - (${messages} - n) * interval '3.4 seconds' as at from generate_series(1, ${messages}) n) as each;

insert into lane (plant, home, stream, key, urgency)
select plant, 'hub', 'production-order', key, 1 from made group by plant, key;
insert into conflict (plant, home, system, key, urgency)
select plant, 'hub', 'odoo', key, 1 from made group by plant, key;
insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
select plant, 'hub', 'production-order', key, 'started', 1, json_build_object(
  'order', json_build_object('label', 'WH/MO/' || key, 'item', 'BRACKET-A', 'itemName', 'Bracket A',
    'ordered', '{"value":"100","uom":"H87"}'::json),
  'received', '{"value":"60","uom":"H87"}'::json, 'receivedBefore', '{"value":"0","uom":"H87"}'::json
), min(at), max(at) from made group by plant, key;
insert into seen (source, id, message_id, payload_hash, duplicates)
select '/plants/' || plant || '/systems/mes', 'e' || n, id, 'x', (n % 1000 = 0)::int from made;
insert into message_name (name, message_id) select 'L' || n, id from made where n % 3 = 0;
insert into message (message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at,
  received_at, correlation, origin, received_from, event)
select id, plant, 'hub', '/plants/' || plant || '/systems/mes', 'e' || n,
  case when n % 10 = 0 then 'mfg.production.material.issued.v1' else 'mfg.production.output.received.v1' end,
  'production-order', key, n, 'movement', 1, at, at, 'c' || n, 'live', 'mes',
  json_build_object('data', json_build_object('order', key, 'lot', case when n % 3 = 0 then 'L' || n end)) from made;
insert into run (message_id, attempt, plant, home, flow, flow_version, verdict, code, sentence, facts, outcome, decided_at)
select id, 1, plant, 'hub', 'finished-goods-receipt', '1', 'accepted',
  case when n % 20 = 0 then 'OVER_COMPLETION' end, 'Booked.', '[]', '{}', at from made;
insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress)
select id, made.plant, 'hub', lane_id, n, 'movement', 1, case when n % 2 = 0 then 'waiting' else 'stopped' end
from made join lane on lane.plant = made.plant and lane.key = made.key where open and n % 3 > 0;
insert into exception (exception_id, plant, home, code, owner_role, message_id, flow, subject, sentence, opened_at)
select gen_random_uuid(), made.plant, 'hub', 'UNKNOWN_LOT', 'supervisor', id, 'x', key, 'No lot.', at
from made join inbox on inbox.message_id = id where progress = 'stopped';
insert into intent (intent_id, effect_key, plant, home, system, port, operation, urgency, conflict_id, seq, message_id,
  lane_id, flow, answers, correlation, occurred_at, body, mode, state, ready_at, planned_at, answered_at)
select gen_random_uuid(), 'k' || n, made.plant, 'hub', 'odoo', 'production-ledger', 'receiveOutput', 1, conflict_id, n, id,
  lane_id, 'finished-goods-receipt', false, 'c', at, '{"quantity":{"value":"1","uom":"H87"}}', 'live',
  case when open then 'planned' else 'confirmed' end, at, at, case when not open then at + interval '2 seconds' end
from made
join lane on lane.plant = made.plant and lane.key = made.key
join conflict on conflict.plant = made.plant and conflict.key = made.key
where not open or n % 3 = 0;
`
