import type { OdooWorld } from '../../test/support/odoo-world.ts'

/** What stands in Odoo's own tables for each order, without the ids that differ anyway: equal work leaves equal rows. */
export async function rowsOf({ rows }: OdooWorld, records: readonly number[]): Promise<readonly string[]> {
  const found = await rows(
    `select o.state, o.qty_producing::float as made,
       (select json_agg(json_build_array(m.item, m.state, m.planned, m.moved, m.lot, m.source, m.target) order by m.item, m.state, m.planned, m.moved, m.lot)
        from (
          select p.default_code as item, m.state, m.product_uom_qty::float as planned, l.quantity_product_uom::float as moved,
            t.name as lot, l.location_id as source, l.location_dest_id as target
          from stock_move m join product_product p on p.id = m.product_id left join stock_move_line l on l.move_id = m.id
          left join stock_lot t on t.id = l.lot_id where o.id in (m.raw_material_production_id, m.production_id)
        ) as m) as moves,
       (select json_agg(json_build_array(w.name, w.state, w.qty_produced, (select count(*) || ' ' || sum(duration) from mrp_workcenter_productivity where workorder_id = w.id)) order by w.name)
        from mrp_workorder w where w.production_id = o.id) as work,
       (select json_object_agg(x_operation, many) from (
          select x_operation, count(*) as many from x_millwright_effect where x_order = o.id group by 1 order by 1) as e) as effects
     from mrp_production o where o.id = any($1) order by o.id`,
    [records],
  )
  return found.map((row) => JSON.stringify(row))
}

/** How many effects Odoo remembers for these orders: committed there, or not in the count. */
export async function effectsOf({ rows }: OdooWorld, records: readonly number[]): Promise<number> {
  const [found] = await rows('select count(*)::int as count from x_millwright_effect where x_order = any($1)', [
    records,
  ])
  return found!['count']
}
