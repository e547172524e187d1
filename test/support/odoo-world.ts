import pg from 'pg'
import { z } from 'zod'
import { days } from '#kernel/time'
import { type OdooClient, odooClient } from '../../src/connectors/odoo/client.ts'
import type { TestOdoo } from './odoo.ts'
import { columnsOf } from './odoo-columns.ts'
import { wordsOf } from './odoo-words.ts'

type Tracking = 'none' | 'lot' | 'serial'
type Method = 'standard' | 'average' | 'fifo'

interface Wish {
  readonly tracking?: Tracking
  readonly ordered?: number
  /** How the frame is costed; steel and paint are at average cost. */
  readonly method?: Method
  /** Whether the components are issued by hand at their operations, or used up with the goods. */
  readonly issue?: 'by hand' | 'with the goods'
  /** Whether chips come beside the frames. */
  readonly byproduct?: boolean
  /** Whether something lies in stock that the order does not need. */
  readonly spare?: boolean
  /** Whether the order is a draft still. */
  readonly draft?: boolean
  /** Another order of so many, which comes after it. */
  readonly rival?: number
  /** Until when the paint may be used, where Odoo keeps such dates. */
  readonly expires?: string
  /** Whether postings go into the ledger at once. */
  readonly perpetual?: boolean
}

export interface Item {
  readonly id: number
  readonly code: string
}

export interface Recipe {
  readonly item: Item
  /** Issued by hand at the operation named by its place in the list; used up with the goods where that is `goods`. */
  readonly components: readonly (readonly [item: Item, perUnit: number, at?: number | 'goods'])[]
  readonly byproducts?: readonly (readonly [item: Item, perUnit: number, costShare: number])[]
  readonly operations?: readonly (readonly [name: string, workCenter: number, minutesPerUnit: number])[]
}

/** Test data in a real Odoo, made with the administrator's key; every name is new, so worlds never meet. */
export async function odooWorld(odoo: TestOdoo) {
  const admin: OdooClient = odooClient(odoo.administrator)
  const sql = new pg.Pool({ connectionString: odoo.sql, max: 4 })
  // A pool is closed before its sessions are; one that is still going when its database is dropped says so to nobody.
  sql.on('error', () => {})
  sql.on('connect', (session) => session.on('error', () => {}))
  const tag = Math.random().toString(36).slice(2, 8)
  let count = 0

  const call = (model: string, method: string, body: object): Promise<unknown> =>
    admin.call(model, method, body, z.unknown(), {})
  const create = async (model: string, values: object, context: object = {}): Promise<number> => {
    const made = await admin.call(model, 'create', { vals_list: [values], context }, z.array(z.int()), {})
    return made[0]!
  }
  const find = (model: string, domain: unknown[]): Promise<number[]> =>
    admin.call(model, 'search', { domain, limit: 1 }, z.array(z.int()), {})
  const rows = async (text: string, values: unknown[] = []): Promise<Record<string, any>[]> =>
    (await sql.query(text, values)).rows

  const version = await admin.version({})
  const words = wordsOf(version)
  const [company] = await find('res.company', [])
  const stock = (
    await find('stock.location', [
      ['usage', '=', 'internal'],
      ['complete_name', '=', 'WH/Stock'],
    ])
  )[0]!
  const categories = new Map<string, number>()

  async function category(method: Method, perpetual: boolean): Promise<number> {
    const name = `${method}${perpetual ? ' perpetual' : ''} ${tag}`
    const known = categories.get(name)
    if (known !== undefined) return known
    const id = await create('product.category', {
      name,
      property_cost_method: method,
      property_valuation: perpetual ? 'real_time' : words.periodic,
    })
    categories.set(name, id)
    return id
  }

  /** Where production is while its cost is in the ledger: a production location with an account of its own. */
  async function workInProgress(): Promise<number> {
    const known = categories.get('wip')
    if (known !== undefined) return known
    const account = await create('account.account', {
      name: `WIP ${tag}`,
      code: `WIP${tag}`,
      ...(await words.workInProgress.account(world.reference)),
    })
    const place = words.workInProgress.place(account)
    const values = { name: `WIP ${tag}`, usage: 'production', company_id: company, ...place }
    categories.set('wip', await create('stock.location', values))
    return categories.get('wip')!
  }

  let maker: number | undefined
  /** Orders with the components and operations of their recipes, not confirmed yet. */
  async function drafts(values: readonly object[]): Promise<number[]> {
    const code = `${words.orders}\naction = {'type': 'ir.actions.act_window_close', 'infos': records.ids}`
    maker ??= await create('ir.actions.server', {
      name: `orders ${tag}`,
      model_id: (await find('ir.model', [['model', '=', 'mrp.production']]))[0],
      state: 'code',
      code,
    })
    const made = z.looseObject({ infos: z.array(z.int()) })
    return (await admin.call('ir.actions.server', 'run', { ids: [maker], context: { values } }, made, {})).infos
  }

  /** Goods are bought in the unit they are stocked in. */
  const inUnit = async (unit: string): Promise<object> => {
    const id = await world.reference(unit)
    return version < 19 ? { uom_id: id, uom_po_id: id } : { uom_id: id }
  }

  const keepsDates = async (): Promise<boolean> =>
    (
      await find('ir.model.fields', [
        ['model', '=', words.lot],
        ['name', '=', 'expiration_date'],
      ])
    ).length > 0

  const world = {
    columns: columnsOf(version),
    drafts,
    admin,
    tag,
    stock,
    rows,
    call,
    create,
    find,

    async item(
      name: string,
      {
        tracking = 'none',
        cost = 0,
        method = 'average',
        perpetual = false,
        unit,
      }: { tracking?: Tracking; cost?: number; method?: Method; perpetual?: boolean; unit?: string } = {},
    ): Promise<Item> {
      const code = `${name}-${tag}-${++count}`
      const values = {
        name,
        default_code: code,
        ...words.storable,
        tracking,
        categ_id: await category(method, perpetual),
        ...(perpetual ? { property_stock_production: await workInProgress() } : {}),
        standard_price: cost,
        ...(unit ? await inUnit(unit) : {}),
      }
      return { id: await create('product.product', values), code }
    },

    async reference(externalId: string): Promise<number> {
      const [module, name] = externalId.split('.')
      const found = await rows('select res_id from ir_model_data where module = $1 and name = $2', [module, name])
      return found[0]!['res_id']
    },

    async inStock(item: Item, quantity: number, lot?: string, dates: object = {}): Promise<void> {
      const named = { name: lot, product_id: item.id, company_id: company, ...dates }
      const lotId = lot === undefined ? false : await create(words.lot, named)
      const values = { product_id: item.id, location_id: stock, lot_id: lotId, ...words.counted(quantity) }
      const counted = await create('stock.quant', values, { inventory_mode: true })
      if (words.countsAreApplied) await call('stock.quant', 'action_apply_inventory', { ids: [counted] })
    },

    /** Goods on their way from a supplier, as what is bought becomes; returns the record of the move. */
    async incoming(item: Item, quantity: number, date: string): Promise<number> {
      const from = await world.reference('stock.stock_location_suppliers')
      const [type] = await find('stock.picking.type', [['code', '=', 'incoming']])
      const way = { picking_type_id: type, location_id: from, location_dest_id: stock }
      const receipt = await create('stock.picking', { ...way, scheduled_date: date })
      const [product] = await rows(
        'select t.uom_id from product_template t join product_product p on p.product_tmpl_id = t.id where p.id = $1',
        [item.id],
      )
      const goods = { product_id: item.id, product_uom: product!['uom_id'], product_uom_qty: quantity, date }
      const name = version < 19 ? { name: item.code } : {}
      const move = await create('stock.move', { ...way, ...goods, ...name, picking_id: receipt })
      await call('stock.picking', 'action_confirm', { ids: [receipt] })
      return move
    },

    workCenter: (name: string, costsHour: number, code = `${name}-${tag}`): Promise<number> =>
      create('mrp.workcenter', { name: `${name} ${tag}`, code, costs_hour: costsHour }),

    /** The work centre whose rate labour is costed with. */
    async labour(costsHour: number): Promise<void> {
      const there = await rows("select from mrp_workcenter where code = 'LABOUR' limit 1")
      if (there.length === 0) await create('mrp.workcenter', { name: 'Labour', code: 'LABOUR', costs_hour: costsHour })
    },

    async recipe({ item, components, byproducts = [], operations = [] }: Recipe): Promise<number> {
      const [template] = await rows('select product_tmpl_id as id from product_product where id = $1', [item.id])
      const kept = await rows(
        'select p.id, t.uom_id from product_product p join product_template t on t.id = p.product_tmpl_id where p.id = any($1)',
        [byproducts.map(([product]) => product.id)],
      )
      const units = new Map(kept.map((row) => [row['id'] as number, { product_uom_id: row['uom_id'] as number }]))
      const recipe = await create('mrp.bom', {
        product_tmpl_id: template!['id'],
        product_qty: 1,
        type: 'normal',
        consumption: 'flexible',
        bom_line_ids: components.map(([component, quantity]) => [
          0,
          0,
          { product_id: component.id, product_qty: quantity },
        ]),
        byproduct_ids: byproducts.map(([product, quantity, share]) => [
          0,
          0,
          {
            product_id: product.id,
            product_qty: quantity,
            ...units.get(product.id),
            ...(version < 15 ? {} : { cost_share: share }),
          },
        ]),
        operation_ids: operations.map(([name, workCenter, minutes], at) => [
          0,
          0,
          { name, workcenter_id: workCenter, time_mode: 'manual', time_cycle_manual: minutes, sequence: (at + 1) * 10 },
        ]),
      })
      const steps = await rows('select id from mrp_routing_workcenter where bom_id = $1 order by sequence', [recipe])
      const lines = await rows('select id from mrp_bom_line where bom_id = $1 order by id', [recipe])
      for (const [nth, [, , at = 0]] of components.entries()) {
        const step = at === 'goods' ? undefined : steps[at]
        if (step) await call('mrp.bom.line', 'write', { ids: [lines[nth]!['id']], vals: { operation_id: step['id'] } })
      }
      return recipe
    },

    /** A confirmed and reserved order; returns Odoo's record id. */
    async order(item: Item, recipe: number, quantity: number): Promise<number> {
      const [id] = await world.orders(item, recipe, quantity, 1)
      await call('mrp.production', 'action_assign', { ids: [id] })
      return id!
    },

    /** Many orders alike. */
    async orders(item: Item, recipe: number, quantity: number, count: number): Promise<number[]> {
      const values = { product_id: item.id, product_qty: quantity, bom_id: recipe }
      const ids = await drafts(Array.from({ length: count }, () => values))
      await call('mrp.production', 'action_confirm', { ids })
      return ids
    },

    /** The plant of the contract suite: frames of 2 steel, cut at 10, and 1 paint, welded at 20. */
    /** Plans orders from a day on that is still to come: nothing then depends on the hour at which a story is told. */
    async plan(...records: readonly number[]): Promise<void> {
      const day = new Date(Date.now() + days(3)).toISOString().slice(0, 10)
      const field = world.columns.plannedStart.replace('p.', '')
      await call('mrp.production', 'write', { ids: records, vals: { [field]: `${day} 00:00:00` } })
      for (const record of records) await call('mrp.production', 'button_plan', { ids: [record] })
    },

    async bench({
      tracking = 'none',
      ordered = 100,
      method = 'average',
      perpetual = false,
      issue = 'by hand',
      byproduct = false,
      draft = false,
      spare: withSpare = false,
      rival,
      expires,
    }: Wish = {}) {
      const steel = await world.item('steel', { cost: 2, perpetual })
      const paint = await world.item('paint', { tracking: 'lot', cost: 3, perpetual })
      const frame = await world.item('frame', {
        tracking,
        method,
        perpetual,
        ...(method === 'standard' ? { cost: 5 } : {}),
      })
      await world.inStock(steel, 1000)
      await world.inStock(paint, 1000, 'LB', expires && (await keepsDates()) ? { expiration_date: expires } : {})
      const chips = byproduct ? await world.item('chips', { unit: 'uom.product_uom_kgm' }) : undefined
      const spare = withSpare ? await world.item('spare', { cost: 4 }) : undefined
      if (spare) await world.inStock(spare, 1000)
      const saw = await world.workCenter('saw', 60)
      await world.labour(30)
      const recipe = await world.recipe({
        item: frame,
        components: [
          [steel, 2, issue === 'by hand' ? 0 : 'goods'],
          [paint, 1, issue === 'by hand' ? 1 : 'goods'],
        ],
        byproducts: chips ? [[chips, 0.08, 5]] : [],
        operations: [
          ['Cut', saw, 1],
          ['Weld', saw, 2],
        ],
      })
      const record = draft
        ? (await drafts([{ product_id: frame.id, product_qty: ordered, bom_id: recipe }]))[0]!
        : await world.order(frame, recipe, ordered)
      if (rival) await world.order(frame, recipe, rival)
      return {
        order: `odoo.${record}`,
        steel: steel.code,
        paint: paint.code,
        frame: frame.code,
        ...(chips ? { chips: chips.code } : {}),
        ...(spare ? { spare: spare.code } : {}),
        recipe,
        saw,
        items: { steel, paint, frame },
      }
    },

    async close(): Promise<void> {
      admin.close()
      await sql.end()
    },
  }
  return world
}
export type OdooWorld = Awaited<ReturnType<typeof odooWorld>>
