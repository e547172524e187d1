import type { Book, Columns } from './book.ts'

const OPEN = "('draft', 'waiting', 'confirmed', 'partially_available', 'assigned')"
/** What was finished shortly ago is likely to be touched again. */
const LATELY = "(now() at time zone 'utc' - interval '1 day')"

/** The first order of the chain that `p` belongs to: the hub's name for all of it. */
const firstOf = (chain: string): string =>
  `coalesce((select c.id from mrp_production c where c.${chain} = p.${chain} order by c.backorder_sequence, c.id limit 1), p.id)`

const warehouseOf =
  '(select w.code from stock_picking_type t join stock_warehouse w on w.id = t.warehouse_id where t.id = p.picking_type_id)'

/** What is watched in Odoo. A field is added here, with its name for people in `model/erp-change.ts`. */
export const booksWith = (words: Columns): readonly Book[] => {
  const { start, end, lots, lotModel, used, quantity, counted, itemName } = words
  const order = { order: firstOf(words.chain), warehouse: warehouseOf }
  const header = 'production-order.header'
  const actuals = 'production-order.actuals'
  const item = `(select coalesce(i.default_code, ${itemName}) from product_product i join product_template n on n.id = i.product_tmpl_id where i.id = r.product_id)`
  return [
    {
      name: 'orders',
      model: 'mrp.production',
      where: 'true',
      joins: 'join mrp_production p on p.id = r.id',
      object: "'production-order'",
      label: 'p.name',
      ...order,
      born: 'silent',
      fields: [
        { field: 'state', group: header, kind: 'state', ours: true, sql: 'r.state' },
        { field: 'ordered', group: header, kind: 'number', sql: 'r.product_qty' },
        { field: 'plannedStart', group: header, kind: 'moment', ours: true, sql: `r.${start}` },
        { field: 'plannedEnd', group: header, kind: 'moment', ours: true, sql: `r.${end}` },
        { field: 'produced', group: actuals, kind: 'number', ours: true, sql: 'r.qty_producing' },
      ],
    },
    {
      name: 'components',
      model: 'stock.move',
      where: `(r.raw_material_production_id is not null or r.production_id is not null or ${counted})`,
      near: `(r.state in ${OPEN} or r.date >= ${LATELY})`,
      joins: 'left join mrp_production p on p.id = coalesce(r.raw_material_production_id, r.production_id)',
      object:
        "case when r.raw_material_production_id is not null then 'order-component'" +
        " when r.production_id is not null then 'order-output' else 'stock-adjustment' end",
      label: `coalesce(p.name || ', ', '') || ${item}`,
      ...order,
      born: 'in-order',
      fields: [
        {
          field: 'needed',
          group: header,
          kind: 'number',
          ours: true,
          sql: "case when p.id is not null and r.state <> 'cancel' then r.product_uom_qty end",
        },
        {
          field: 'quantity',
          group: 'stock.quantity',
          kind: 'number',
          sql:
            "case when p.id is null and r.state = 'done' then r.product_uom_qty" +
            " * (case when (select l.usage from stock_location l where l.id = r.location_id) = 'inventory' then 1 else -1 end) end",
        },
      ],
    },
    {
      name: 'uses',
      model: 'stock.move.line',
      where: 'true',
      near: `r.move_id in (select m.id from stock_move m where m.state in ${OPEN} or m.date >= ${LATELY})`,
      joins:
        'left join stock_move m on m.id = r.move_id left join mrp_production p on p.id = coalesce(m.raw_material_production_id, m.production_id)',
      object:
        "case when m.raw_material_production_id is not null then 'material-use' when m.production_id is not null then 'goods-receipt' end",
      label: `p.name || ', ' || ${item}`,
      ...order,
      born: 'in-order',
      fields: [
        { field: 'quantity', group: actuals, kind: 'number', ours: true, sql: used(quantity) },
        {
          field: 'lot',
          group: actuals,
          kind: 'text',
          ours: true,
          sql: used(`coalesce((select l.name from ${lots} l where l.id = r.lot_id), r.lot_name)`),
        },
      ],
    },
    {
      name: 'operations',
      model: 'mrp.workorder',
      where: 'true',
      joins: 'join mrp_production p on p.id = r.production_id',
      object: "'operation'",
      label: "p.name || ', ' || r.name",
      ...order,
      born: 'in-order',
      fields: [
        {
          field: 'workCenter',
          group: header,
          kind: 'text',
          sql: '(select w.name from mrp_workcenter w where w.id = r.workcenter_id)',
        },
        { field: 'plannedMinutes', group: header, kind: 'number', sql: 'r.duration_expected' },
        { field: 'plannedStart', group: header, kind: 'moment', ours: true, sql: `r.${start}` },
        { field: 'plannedEnd', group: header, kind: 'moment', ours: true, sql: `r.${end}` },
        { field: 'good', group: actuals, kind: 'number', ours: true, sql: 'r.qty_produced' },
      ],
    },
    {
      name: 'times',
      model: 'mrp.workcenter.productivity',
      where: 'r.workorder_id is not null',
      joins: 'join mrp_workorder o on o.id = r.workorder_id join mrp_production p on p.id = o.production_id',
      object: "'time-entry'",
      label: "p.name || ', ' || o.name",
      ...order,
      born: 'told',
      fields: [
        { field: 'started', group: actuals, kind: 'moment', ours: true, sql: 'r.date_start' },
        { field: 'ended', group: actuals, kind: 'moment', ours: true, sql: 'r.date_end' },
      ],
    },
    {
      name: 'lots',
      model: lotModel,
      where: 'true',
      joins: '',
      object: "'lot'",
      label: `r.name || ' of ' || ${item}`,
      order: 'null',
      warehouse: 'null',
      born: 'silent',
      fields: [
        { field: 'name', group: 'lot.identity', kind: 'text', ours: true, sql: 'r.name' },
        { field: 'reference', group: 'lot.identity', kind: 'text', sql: 'r.ref' },
      ],
    },
    {
      name: 'items',
      model: 'product.template',
      where: 'true',
      joins: '',
      object: "'item'",
      label: `coalesce(r.default_code, ${itemName.replace('n.', 'r.')})`,
      order: 'null',
      warehouse: 'null',
      born: 'silent',
      fields: [
        { field: 'tracking', group: 'item.tracking', kind: 'text', sql: 'r.tracking' },
        { field: 'active', group: 'item.tracking', kind: 'flag', sql: 'r.active' },
      ],
    },
  ]
}
