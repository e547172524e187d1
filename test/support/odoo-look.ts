import type { Bench, Look } from '../contracts/production-ledger.ts'
import type { OdooWorld } from './odoo-world.ts'

const STATES: Record<string, string> = {
  draft: 'planned',
  confirmed: 'released',
  progress: 'started',
  to_close: 'completed',
  done: 'closed',
  cancel: 'cancelled',
}

/** Looks at an order in Odoo's own tables, not through the connector. */
export async function lookInto(
  { rows, columns }: OdooWorld,
  { order, steel, paint, frame, spare }: Bench,
): Promise<Look> {
  const record = Number(order.slice('odoo.'.length))
  const [state] = await rows('select state from mrp_production where id = $1', [record])
  const moves = await rows(
    `select p.default_code as item, abs(${columns.value})::float as value, m.raw_material_production_id is not null as raw, l.${columns.done}::float as quantity,
       t.name as lot, m.id, ${columns.scrapOf('m')} as scrap_id, o.id as original, ${columns.scrapOf('o')} as original_scrap,
       coalesce(o.raw_material_production_id, m.raw_material_production_id) is not null as use
     from stock_move m join stock_move_line l on l.move_id = m.id join product_product p on p.id = m.product_id
     left join ${columns.lots} t on t.id = l.lot_id left join stock_move o on o.id = m.origin_returned_move_id
     where m.state = 'done' and $1 in (m.raw_material_production_id, m.production_id, o.raw_material_production_id, o.production_id)
     order by m.id`,
    [record],
  )
  const sign = (row: Record<string, any>): number => (row['original'] === null ? 1 : -1)
  const booked = moves.filter((row) => row['scrap_id'] === null && row['original_scrap'] === null)
  const told = (of: Record<string, any>[]) => ({
    net: sum(of.map((row) => sign(row) * row['quantity'])),
    documents: new Set(of.map((row) => row['id'])).size,
    value: sum([...new Map(of.map((row) => [row['id'], sign(row) * (row['value'] ?? 0)])).values()]),
  })
  const output = booked.filter((row) => !row['use'])
  const steps = await rows(
    `select o.sequence, w.qty_produced::float as good, w.state, c.code,
       (select coalesce(sum(duration), 0)::float from mrp_workcenter_productivity where workorder_id = w.id) as minutes
     from mrp_workorder w join mrp_workcenter c on c.id = w.workcenter_id
     left join mrp_routing_workcenter o on o.id = w.operation_id where w.production_id = $1 order by o.sequence`,
    [record],
  )
  const genealogy = await rows(
    `select distinct up.default_code || ' ' || coalesce(ut.name, '') || ' in ' || coalesce(mt.name, '') as edge
     from stock_move_line_consume_rel r join stock_move_line made on made.id = r.consume_line_id
     join stock_move m on m.id = made.move_id left join ${columns.lots} mt on mt.id = made.lot_id
     join stock_move_line used on used.id = r.produce_line_id join product_product up on up.id = used.product_id
     left join ${columns.lots} ut on ut.id = used.lot_id where m.production_id = $1 order by 1`,
    [record],
  )
  const planned = await rows(
    `select p.default_code as item, sum(m.product_qty)::float as open,
       sum(case when m.raw_material_production_id is null then 0
         else coalesce((select sum(${columns.reserved}) from stock_move_line l where move_id = m.id), 0) end)::float as reserved
     from stock_move m join product_product p on p.id = m.product_id
     where m.state not in ('done', 'cancel') and $1 in (m.raw_material_production_id, m.production_id) group by 1`,
    [record],
  )
  const [shown] = await rows(
    `select qty_producing::float as quantity, (select string_agg(t.name, ' ' order by t.name) from ${columns.lots} t
       where t.id in (${columns.lotsOfOrder})) as lot from mrp_production p where id = $1`,
    [record],
  )
  const [muddle] = await rows(
    `select p.default_code as item, q.location_id, q.lot_id, sum(q.reserved_quantity)::float as shelf, (select coalesce(sum(${columns.reserved}), 0)::float
       from stock_move_line l join stock_move m on m.id = l.move_id where l.product_id = q.product_id and l.location_id = q.location_id
       and l.lot_id is not distinct from q.lot_id and m.state not in ('done', 'cancel', 'draft')) as lines
     from stock_quant q join product_product p on p.id = q.product_id join stock_location o on o.id = q.location_id
     where p.default_code = any($1) and o.usage = 'internal' group by 1, 2, 3, q.product_id
     having abs(sum(q.reserved_quantity) - (select coalesce(sum(${columns.reserved}), 0) from stock_move_line l join stock_move m on m.id = l.move_id
       where l.product_id = q.product_id and l.location_id = q.location_id and l.lot_id is not distinct from q.lot_id
       and m.state not in ('done', 'cancel', 'draft'))) > 0.000001`,
    [[steel, paint, frame, ...(spare ? [spare] : [])]],
  )
  if (muddle) throw new Error(`Odoo's reservations do not add up: ${JSON.stringify(muddle)}`)
  const byLot = await rows(
    `select t.name as lot, sum(q.quantity)::float as quantity from stock_quant q join ${columns.lots} t on t.id = q.lot_id
     join product_product p on p.id = q.product_id join stock_location l on l.id = q.location_id
     where l.usage = 'internal' and p.default_code = $1 group by 1 having sum(q.quantity) <> 0`,
    [frame],
  )
  const becomes = await rows(
    `select distinct used.name || ' becomes ' || made.name as edge from stock_move_line_consume_rel r
     join stock_move_line m on m.id = r.consume_line_id join ${columns.lots} made on made.id = m.lot_id
     join stock_move_line u on u.id = r.produce_line_id join ${columns.lots} used on used.id = u.lot_id
     join product_product p on p.id = made.product_id
     where used.product_id = made.product_id and p.default_code = $1 order by 1`,
    [frame],
  )
  const values = await rows(
    `select p.default_code as item, sum(${columns.value})::float as value from stock_move m join product_product p on p.id = m.product_id
     where m.state = 'done' and m.production_id = $1 group by 1`,
    [record],
  )
  const stock = await rows(
    `select p.default_code as item, sum(q.quantity)::float as quantity from stock_quant q join stock_location l on l.id = q.location_id
     join product_product p on p.id = q.product_id where l.usage = 'internal' and p.default_code = any($1) group by 1`,
    [[steel, paint, frame, ...(spare ? [spare] : [])]],
  )
  return {
    state: STATES[state!['state']]!,
    used: Object.fromEntries(
      [steel, paint, ...(spare ? [spare] : [])].map((item) => [
        item,
        told(booked.filter((row) => row['use'] && row['item'] === item)),
      ]),
    ),
    output: told(output),
    planned: Object.fromEntries(planned.map((row) => [row['item'], { open: row['open'], reserved: row['reserved'] }])),
    shown: { quantity: shown!['quantity'] ?? 0, lot: shown!['lot'] ?? '' },
    lots: Object.fromEntries(
      [...new Set(output.map((row) => row['lot']).filter(Boolean))].map((lot) => [
        lot,
        sum(output.filter((row) => row['lot'] === lot).map((row) => sign(row) * row['quantity'])),
      ]),
    ),
    genealogy: genealogy.map((row) => row['edge']),
    operations: Object.fromEntries(
      steps
        .filter((step) => step['sequence'] !== null)
        .map(({ sequence, good, minutes, state: is }) => [`${sequence}`, { good, minutes, over: is === 'done' }]),
    ),
    labourMinutes: sum(steps.filter((step) => step['code'] === 'LABOUR').map((step) => step['minutes'])),
    scrapped: sum(
      moves
        .filter((row) => row['scrap_id'] !== null || row['original_scrap'] !== null)
        .map((row) => sign(row) * row['quantity']),
    ),
    stockByLot: Object.fromEntries(byLot.map(({ lot, quantity }) => [lot, quantity])),
    becomes: becomes.map(({ edge }) => edge),
    values: Object.fromEntries(values.map(({ item, value }) => [item, Math.round(value * 100) / 100])),
    onHand: Object.fromEntries(
      [steel, paint, frame, ...(spare ? [spare] : [])].map((item) => [
        item,
        stock.find((row) => row['item'] === item)?.['quantity'] ?? 0,
      ]),
    ),
  }
}

const sum = (of: number[]): number => Math.round(of.reduce((total, one) => total + one, 0) * 1e6) / 1e6
