import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderCost } from '#model/order-cost'
import type { ProductionOrder } from '#model/production'
import { Failure } from '#kernel/failure'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type Command, command, effectsOf } from '../support/ledger-commands.ts'
import { testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { odooWorld } from '../support/odoo-world.ts'
import { simulatedBooks } from '../support/simulated-odoo.ts'
import { type Bench, type Books, call, effect, pieces } from './production-ledger.ts'

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])
/** A quick run tells a few stories, and says at once where one ends differently; a full one looks for the shortest. */
const runs = isFull ? { numRuns: 300 } : { numRuns: 6, endOnFailure: true }

const stack = new AsyncDisposableStack()
let real: Pick<Books, 'keeper' | 'bench' | 'look'>
let simulated: Books

beforeAll(async () => {
  const there = stack.use(await testOdoo())
  const world = await odooWorld(there)
  stack.defer(() => world.close())
  const connector = odoo.connect(odoo.settings.parse({ ...there.integration, plant: 'P1' }))
  stack.defer(() => connector.close())
  real = { keeper: connector.provides[0]!, bench: (wish) => world.bench(wish), look: (bench) => lookInto(world, bench) }
  simulated = stack.use(await simulatedBooks()).books
})
afterAll(() => stack[Symbol.asyncDispose]())

const story = fc.record({
  tracking: fc.constantFrom('lot' as const, 'none' as const),
  commands: fc.array(command, { minLength: 5, maxLength: 16, size: 'max' }),
})

test(
  'SYS-27: whatever a plant does to an order, the simulated Odoo says and keeps the same as Odoo 19',
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ tracking, commands }) => {
        const name = randomUUID()
        const [theirs, ours] = await Promise.all(
          [real, simulated].map((books) => toldTo(books, tracking, commands, name)),
        )
        expect(ours).toEqual(theirs)
      }),
      runs,
    )
  },
)

/** What the books answer to each effect, and what is in them before and after the order is closed; without names and dates. */
async function toldTo(
  { keeper, bench: benchOf, look }: Pick<Books, 'keeper' | 'bench' | 'look'>,
  tracking: 'lot' | 'none',
  commands: readonly (Command | 'again')[],
  name: string,
): Promise<object> {
  const bench = await benchOf({ tracking, byproduct: true, spare: true })
  const perform = async (effects: ReturnType<typeof effectsOf>): Promise<object[]> => {
    const answers = await keeper.perform(effects, call())
    return answers.map((answer, nth) => ({
      operation: effects[nth]!.operation,
      ...(answer instanceof Failure
        ? { refused: answer.code }
        : {
            known: answer.known,
            before: answer.before,
            after: answer.after,
            kinds: answer.documents.map(({ kind }) => kind),
          }),
    }))
  }
  const seen = async (): Promise<object> => {
    const [order] = (await keeper.read('order', [bench.order], call())) as [ProductionOrder]
    const [cost] = (await keeper.read('cost', [bench.order], call())) as [OrderCost]
    const wish = { order: bench.order, item: bench.paint, lot: 'LB', quantity: pieces(1) }
    const [lot] = await keeper.read('lot', [wish], call())
    return { look: await look(bench), order, cost, lot: lot instanceof Failure ? lot.code : lot }
  }
  const answers = await perform(effectsOf(commands, bench, name))
  const open = await seen()
  const closing = await perform([effect('closeOrder', { order: bench.order }, `${name} closed`)])
  return anonymous({ answers, open, closing, closed: await seen() }, bench)
}

/** Dates, labels and versions are each ledger's own; so are numbers behind the second decimal. */
const OWN = new Set([
  'id',
  'label',
  'link',
  'version',
  'plannedStart',
  'plannedEnd',
  'start',
  'end',
  'order',
  'plant',
  'workCenter',
  'itemName',
  'currency',
])

function anonymous(told: object, { steel, paint, frame, chips, spare }: Bench): object {
  const text = JSON.stringify(told, (name, value: unknown) =>
    OWN.has(name) && typeof value !== 'object'
      ? undefined
      : typeof value === 'number'
        ? Math.round(value * 100) / 100
        : value,
  )
  const names = { steel, paint, frame, chips, spare }
  return JSON.parse(Object.entries(names).reduce((said, [name, code]) => said.replaceAll(code!, name), text)) as object
}
