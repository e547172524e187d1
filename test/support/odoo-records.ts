import type { Bench } from '../contracts/production-ledger.ts'
import type { OdooWorld } from './odoo-world.ts'

/** How many records Odoo has of an order, kind by kind, and what somebody planned of it: nothing that is made twice stays hidden. */
export async function recordsOf({ rows, columns }: OdooWorld, { order, frame }: Bench): Promise<object> {
  const [records] = await rows(
    `with moves as (
       select m.id, m.state from stock_move m left join stock_move o on o.id = m.origin_returned_move_id
       where $1 in (m.raw_material_production_id, m.production_id, o.raw_material_production_id, o.production_id)
     )
     select (select jsonb_object_agg(state, many) from (select state, count(*) as many from moves group by 1) as s) as moves,
       (select count(*)::int from stock_move_line where move_id in (select id from moves)) as lines,
       (select count(*)::int from (${columns.layers}) as l) as layers,
       (select count(*)::int from mrp_workorder where production_id = $1) as steps,
       (select count(*)::int from mrp_workcenter_productivity t join mrp_workorder w on w.id = t.workorder_id
        where w.production_id = $1) as times,
       (select count(*)::int from mrp_workcenter_productivity
        where workorder_id is null and description like p.name || ' %') as standstills,
       (select count(*)::int from stock_scrap where production_id = $1) as scraps,
       (select count(*)::int from mail_message where model = 'mrp.production' and res_id = $1 and body <> ''
          and subtype_id = (select res_id from ir_model_data where module = 'mail' and name = 'mt_note')) as notes,
       (select count(*)::int from ir_attachment where res_model = 'millwright.order.' || $1::int) as plans,
       (select count(*)::int from ${columns.lots} where product_id = p.product_id) as lots,
       p.product_qty::float as ordered,
       to_json(case when ${columns.plannedStart} > now() + interval '30 days' then ${columns.plannedStart} end) as starts,
       to_json(case when ${columns.plannedEnd} > now() + interval '30 days' then ${columns.plannedEnd} end) as ends
     from mrp_production p where p.id = $1`,
    [Number(order.slice('odoo.'.length))],
  )
  const [item] = await rows(columns.cost, [frame])
  return { records, cost: Number(item?.['cost'] ?? 0).toFixed(4) }
}
