import { createHash, randomUUID } from 'node:crypto'
import type { Effect } from '#model/ports/port'
import { Failure } from '#kernel/failure'
import { odoo } from '../src/connectors/odoo/index.ts'
import { testOdoo } from '../test/support/odoo.ts'
import { odooWorld } from '../test/support/odoo-world.ts'

/** What one posting costs on a real Odoo: one, 20 and 60 per call, one caller and two. Prints, asserts nothing. */
const real = await testOdoo()
if (!real) throw new Error('Name an Odoo by ODOO_URL, ODOO_DB, ODOO_API_KEY, ODOO_ADMIN_KEY and ODOO_SQL')
const ORDERS = Number(process.env['ORDERS'] ?? 60)
const world = await odooWorld(real)
const connector = odoo.connect(odoo.settings.parse({ ...real.integration, plant: 'P1' }))
const ledger = connector.provides[0]!

const lines: string[] = []
const kinds: Record<string, (order: string, bench: Awaited<ReturnType<typeof world.bench>>) => Effect> = {
  receiveOutput: (order) => effect('receiveOutput', { order, quantity: pieces(1), lot: 'F1' }),
  issueMaterial: (order, { steel }) => effect('issueMaterial', { order, item: steel, quantity: pieces(2) }),
  'issueMaterial by lot': (order, { paint }) =>
    effect('issueMaterial', { order, item: paint, quantity: pieces(1), lot: 'LB' }),
  completeOperation: (order) =>
    effect('completeOperation', { order, operation: '10', good: pieces(1), machineTime: '1' }),
}
const first = await world.bench({ tracking: 'lot' })
await world.inStock(first.items.steel, 100_000)
const record = await world.orders(first.items.frame, first.recipe, 100, ORDERS)
const orders = record.map((id) => `odoo.${id}`)

for (const [name, make] of Object.entries(kinds)) {
  for (const [size, callers] of [
    [1, 1],
    [20, 1],
    [60, 1],
    [1, 2],
    [20, 2],
    [60, 2],
  ] as const) {
    const batches = chunks(
      orders.map((order) => make(order, first)),
      size,
    )
    const start = performance.now()
    await Promise.all(
      Array.from({ length: callers }, async () => {
        for (let batch = batches.shift(); batch; batch = batches.shift()) {
          const answers = await ledger.perform(batch, { signal: AbortSignal.timeout(120_000), urgency: 'bulk' })
          const failed = answers.find((answer) => answer instanceof Failure)
          if (failed) throw failed
        }
      }),
    )
    const each = (performance.now() - start) / ORDERS
    lines.push(`${name.padEnd(22)} ${`${size} per call`.padEnd(12)} ${callers} callers  ${each.toFixed(1)} ms each`)
    console.log(lines.at(-1))
  }
}
connector.close()
await world.close()

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
