import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { Effect } from '#model/ports/port'
import { odoo, odooClient } from '../src/connectors/odoo/index.ts'
import { odooWorld } from '../test/support/odoo-world.ts'

/**
 * What one posting costs on a real Odoo: one, 20 and 60 per call, one caller and two, beside the same postings written
 * by hand as one recordset operation without keys, checks or receipts. Prints, asserts nothing.
 */
const {
  ODOO_URL: url,
  ODOO_DB: database,
  ODOO_API_KEY: hubKey,
  ODOO_ADMIN_KEY: adminKey,
  ODOO_LOGIN: login,
  ODOO_SQL: sql,
} = process.env
if (!url || !database || !hubKey || !adminKey || !login || !sql)
  throw new Error('Name an Odoo by ODOO_URL, ODOO_DB, ODOO_LOGIN, ODOO_API_KEY, ODOO_ADMIN_KEY and ODOO_SQL')
const access = { url, database, timeout: 120_000 }
const integration = { ...access, login, apiKey: hubKey }
const world = await odooWorld({
  integration,
  administrator: { ...access, login: 'admin', apiKey: adminKey },
  login,
  sql,
  [Symbol.asyncDispose]: async () => {},
})
const ORDERS = Number(process.env['ORDERS'] ?? 60)
const connector = odoo.connect(odoo.settings.parse({ ...integration, plant: 'P1' }))
const ledger = connector.provides[0]!
type Bench = Awaited<ReturnType<typeof world.bench>>

/** Two products with components of their own: two callers at once each have theirs, as two lanes of a plant would. */
const plants = await Promise.all([plant(), plant()])

const kinds: Record<string, { readonly make: (order: string, bench: Bench) => Effect; readonly byHand?: string }> = {
  'output received': {
    make: (order) => effect('receiveOutput', { order, quantity: pieces(1), lot: 'F1' }),
    byHand: `
lots = env['stock.lot']
values = []
for mo in orders:
    planned = mo.move_finished_ids.filtered(lambda m: m.state not in ('done', 'cancel') and not m.additional)[0]
    lot = lots.search([('product_id', '=', mo.product_id.id), ('name', '=', 'F1')], limit=1) or lots.create({'product_id': mo.product_id.id, 'name': 'F1'})
    one = planned.copy_data({'product_uom_qty': 1})[0]
    one.update({'production_id': mo.id, 'state': 'confirmed', 'additional': True, 'picked': True, 'move_line_ids': [Command.create({
        'product_id': mo.product_id.id, 'product_uom_id': mo.product_id.uom_id.id, 'quantity': 1, 'lot_id': lot.id, 'picked': True,
        'location_id': planned.location_id.id, 'location_dest_id': planned.location_dest_id.id})]})
    values.append(one)
    planned.write({'product_uom_qty': planned.product_uom_qty - 1})
moves = env['stock.move'].create(values)
moves._action_done()`,
  },
  'material issued': {
    make: (order, { steel }) => effect('issueMaterial', { order, item: steel, quantity: pieces(2) }),
    byHand: `
values = []
for mo in orders:
    planned = mo.move_raw_ids.filtered(lambda m: m.state not in ('done', 'cancel') and not m.additional and m.product_id.tracking == 'none')[0]
    one = planned.copy_data({'product_uom_qty': 2})[0]
    one.update({'raw_material_production_id': mo.id, 'state': 'confirmed', 'additional': True, 'picked': True, 'move_line_ids': [Command.create({
        'product_id': planned.product_id.id, 'product_uom_id': planned.product_uom.id, 'quantity': 2, 'picked': True,
        'location_id': planned.location_id.id, 'location_dest_id': planned.location_dest_id.id})]})
    values.append(one)
    planned.write({'product_uom_qty': planned.product_uom_qty - 2})
moves = env['stock.move'].create(values)
moves._action_done()`,
  },
  'material issued by lot': {
    make: (order, { paint }) => effect('issueMaterial', { order, item: paint, quantity: pieces(1), lot: 'LB' }),
  },
  'operation completed': {
    make: (order) => effect('completeOperation', { order, operation: '10', good: pieces(1), machineTime: '1' }),
    byHand: `
loss = env['mrp.workcenter.productivity.loss'].search([('loss_type', '=', 'productive')], limit=1)
values = []
for mo in orders:
    step = mo.workorder_ids[0]
    end = datetime.datetime.now().replace(microsecond=0)
    values.append({'workorder_id': step.id, 'workcenter_id': step.workcenter_id.id, 'company_id': step.company_id.id, 'loss_id': loss.id,
        'date_start': end - datetime.timedelta(minutes=1), 'date_end': end})
    step._fields['qty_produced'].write(step, step.qty_produced + 1)
    step.write({'state': 'progress'})
env['mrp.workcenter.productivity'].create(values)`,
  },
  'order closed': { make: (order) => effect('closeOrder', { order }) },
}

for (const [name, { make, byHand }] of Object.entries(kinds)) {
  const closing = name === 'order closed'
  if (byHand) print(name, 'by hand', '60 per call', 1, await handBatched(byHand))
  for (const [size, callers] of closing
    ? ([[60, 1]] as const)
    : ([
        [1, 1],
        [20, 1],
        [60, 1],
        [1, 2],
        [20, 2],
        [60, 2],
      ] as const)) {
    const used = plants.slice(0, callers)
    const took = await stopwatch(() =>
      Promise.all(
        used.map(async ({ bench, orders }) => {
          for (const batch of chunks(
            orders.map((order) => make(order, bench)),
            size,
          ))
            await performed(batch)
        }),
      ),
    )
    print(name, 'procedure', `${size} per call`, callers, took / (ORDERS * callers))
  }
}
connector.close()
await world.close()

async function plant() {
  const bench = await world.bench({ tracking: 'lot' })
  await world.inStock(bench.items.steel, 100_000)
  const records = await world.orders(bench.items.frame, bench.recipe, 100, ORDERS)
  return { bench, records, orders: records.map((id) => `odoo.${id}`) }
}

async function performed(batch: readonly Effect[]): Promise<void> {
  const answers = await ledger.perform(batch, { signal: AbortSignal.timeout(120_000), urgency: 'bulk' })
  const failed = answers.find((answer) => answer instanceof Failure)
  if (failed) throw failed
}

/** The same for the orders of one plant in one call, as somebody would write it who trusts everything. */
async function handBatched(body: string): Promise<number> {
  const model = await world.find('ir.model', [['model', '=', 'mrp.production']])
  const code = `orders = env['mrp.production'].browse(env.context['orders'])\n${body}\nenv.flush_all()`
  const action = await world.create('ir.actions.server', { name: 'by hand', model_id: model[0], state: 'code', code })
  const client = odooClient(integration)
  const took = await stopwatch(() =>
    client.call(
      'ir.actions.server',
      'run',
      { ids: [action], context: { orders: plants[0]!.records } },
      z.unknown(),
      {},
    ),
  )
  client.close()
  await world.call('ir.actions.server', 'unlink', { ids: [action] })
  return took / ORDERS
}

async function stopwatch(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function print(name: string, how: string, size: string, callers: number, each: number): void {
  console.log(
    `${name.padEnd(24)} ${how.padEnd(10)} ${size.padEnd(12)} ${callers} at once ${each.toFixed(1).padStart(8)} ms each`,
  )
}

function effect(operation: string, body: object): Effect {
  const key = createHash('sha256').update(randomUUID()).digest('hex')
  return {
    key,
    operation,
    body,
    message: randomUUID(),
    correlation: randomUUID(),
    occurredAt: new Date().toISOString(),
  }
}

function pieces(value: number) {
  return { value: `${value}`, uom: 'H87' }
}

function chunks<T>(of: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(of.length / size) }, (_, at) => of.slice(at * size, (at + 1) * size))
}
