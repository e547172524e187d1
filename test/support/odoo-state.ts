import { columnsOf } from './odoo-columns.ts'

/**
 * The business state of an order and of what it touches, from Odoo's own tables alone: what a plant's people and its
 * accountants would call the same. Nothing of the hub is asked or imported; documents, dates and numbers are left out,
 * because a reversal is booked beside its original and never in its place; so is work beside the routing without time.
 */
export interface BusinessState {
  readonly stock: Rows
  readonly worth: Rows
  readonly ledger: Rows
  readonly order: Rows
  readonly operations: Rows
  readonly toCome: Rows
}

type Rows = readonly Readonly<Record<string, unknown>>[]
type Ask = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Where the same thing stands, by version of Odoo. */
const tablesOf = (version: number) =>
  version < 19
    ? {
        lots: columnsOf(version).lots,
        worth:
          'select p.default_code as item, sum(v.value)::numeric(16, 2)::text as worth from stock_valuation_layer v' +
          ' join product_product p on p.id = v.product_id where p.default_code = any ($1)' +
          ' group by 1 having abs(sum(v.value)) > 0.004 order by 1',
      }
    : {
        lots: 'stock_lot',
        worth:
          "select p.default_code as item, sum(case when f.usage <> 'internal' then m.value when t.usage <> 'internal'" +
          ' then -m.value else 0 end)::numeric(16, 2)::text as worth from stock_move m' +
          ' join product_product p on p.id = m.product_id join stock_location f on f.id = m.location_id' +
          ' join stock_location t on t.id = m.location_dest_id' +
          " where m.state = 'done' and (f.usage = 'internal') <> (t.usage = 'internal') and p.default_code = any ($1)" +
          ' group by 1 order by 1',
      }

export async function businessState(
  ask: Ask,
  version: number,
  { order, items }: { readonly order: number; readonly items: readonly string[] },
): Promise<BusinessState> {
  const tables = tablesOf(version)
  return {
    stock: await ask(
      `select p.default_code as item, o.usage, coalesce(t.name, '') as lot, sum(q.quantity)::numeric(16, 4)::text as quantity
       from stock_quant q join product_product p on p.id = q.product_id join stock_location o on o.id = q.location_id
       left join ${tables.lots} t on t.id = q.lot_id
       where p.default_code = any ($1) and o.usage in ('internal', 'production', 'inventory')
       group by 1, 2, 3 having abs(sum(q.quantity)) > 0.0001 order by 1, 2, 3`,
      [items],
    ),
    worth: await ask(tables.worth, [items]),
    ledger: await ask(
      `select a.id as account, sum(l.balance)::numeric(16, 2)::text as balance
       from account_move_line l join account_account a on a.id = l.account_id
       where l.parent_state = 'posted' group by 1 having abs(sum(l.balance)) > 0.004 order by 1`,
    ),
    order: await ask(
      `select state, qty_producing::numeric(16, 4)::text as producing, product_qty::numeric(16, 4)::text as ordered
       from mrp_production where id = $1`,
      [order],
    ),
    operations: await ask(
      `select w.name, w.state, w.qty_produced::numeric(16, 4)::text as made,
         (select coalesce(sum(t.duration), 0)::numeric(16, 2)::text from mrp_workcenter_productivity t
          where t.workorder_id = w.id) as minutes
       from mrp_workorder w where w.production_id = $1
         and (w.operation_id is not null or exists (select from mrp_workcenter_productivity t
           where t.workorder_id = w.id and t.duration > 0)) order by w.id`,
      [order],
    ),
    toCome: await ask(
      `select p.default_code as item, sum(m.product_qty)::numeric(16, 4)::text as planned
       from stock_move m join product_product p on p.id = m.product_id
       where m.state not in ('done', 'cancel') and $1 in (m.raw_material_production_id, m.production_id)
       group by 1 having sum(m.product_qty) > 0.0001 order by 1`,
      [order],
    ),
  }
}
