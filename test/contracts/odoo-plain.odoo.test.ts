import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { milliseconds } from '#kernel/time'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { recordsOf } from '../support/odoo-records.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { withoutProcedures } from '../support/plain-ground.ts'
import { type Proxy, proxyTo } from '../support/proxy.ts'
import { cutAfterEveryChange, stories } from './plain-cuts.ts'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'
import { eventually } from '../support/eventually.ts'

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])
const version = inject('odooVersion')
/**
 * In a quick run one story, cut after one change of three. In full all stories, each cut after one change of eight, which
 * ones the seed says; `MILLWRIGHT_CUT_EVERY=1` is all of them and takes most of an hour.
 */
const stride = Number(process.env['MILLWRIGHT_CUT_EVERY'] ?? (isFull ? 8 : 3))
const first = Number(process.env['MILLWRIGHT_SEED'] ?? 0) % stride

describe(`plain mode in real Odoo ${version}`, () => {
  let real: TestOdoo
  let world: OdooWorld
  let wire: Proxy
  let books: Books
  let findingsAtFirst: readonly string[]
  const stack = new AsyncDisposableStack()

  const plain = (line: string, over: object = {}) => {
    const settings = { ...real.integration, url: line, plant: 'P1', mode: 'plain', requestLimit: 50, ...over }
    return odoo.connect(odoo.settings.parse(settings))
  }
  const hub = (line = wire.url, over: object = {}) => {
    const { provides, close } = plain(line, over)
    return { keeper: provides[0]!, close }
  }
  const findings = async (): Promise<readonly string[]> => {
    const { diagnose, close } = plain(real.integration.url)
    try {
      return (await diagnose()).findings.map(({ kind, what }) => `${kind}: ${what}`)
    } finally {
      close()
    }
  }

  beforeAll(async () => {
    real = stack.use(await testOdoo())
    world = await odooWorld(real)
    stack.defer(() => world.close())
    await world.labour(30)
    findingsAtFirst = await findings()
    await withoutProcedures(world, real)
    wire = stack.use(await proxyTo(real.integration.url))
    const undisturbed = hub(real.integration.url)
    stack.defer(() => undisturbed.close())
    books = {
      keeper: undisturbed.keeper,
      bench: (wish) => world.bench(wish),
      look: async (bench) => ({ ...(await lookInto(world, bench)), ...(await recordsOf(world, bench)) }),
    }
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  test('the doctor names each right that is missing, and none once they are given', async () => {
    expect(findingsAtFirst.toSorted()).toEqual(
      version === '19'
        ? []
        : [
            'create stock.valuation.layer',
            'read stock.valuation.layer',
            'write product.product',
            'write stock.valuation.layer',
          ].map((right) => `missing: right to ${right}`),
    )
    expect(await findings()).toEqual([])
  })

  test('goods whose ledger only a procedure could keep are refused, and nothing is changed', async () => {
    const bench = await world.bench({ perpetual: true })
    const { order, steel } = bench
    const before = await books.look(bench)

    const answers = await books.keeper.perform(
      [
        effect('receiveOutput', { order, quantity: pieces(10) }),
        effect('issueMaterial', { order, item: steel, quantity: pieces(5) }),
      ],
      call(),
    )

    expect(answers.map(outcome)).toEqual(['LEDGER_NEEDS_PROCEDURES', 'LEDGER_NEEDS_PROCEDURES'])
    expect(await books.look(bench)).toEqual(before)
  })

  test('a movement that Odoo commits after two hubs gave it up is booked once', async () => {
    const bench = await world.bench({ tracking: 'lot' })
    const { order } = bench
    const came = effect('receiveOutput', { order, quantity: pieces(10), lot: 'F1' })
    const somebody = new pg.Client({ connectionString: real.sql })
    await somebody.connect()
    try {
      await somebody.query('begin')
      await somebody.query('select from mrp_production where id = $1 for update', [Number(order.slice('odoo.'.length))])
      // Each knows nothing of the other, and gives up long before Odoo does.
      for (const _hub of [1, 2]) {
        const impatient = hub(real.integration.url, { timeout: milliseconds(1_500) })
        expect((await impatient.keeper.perform([came], call())).map(outcome)).toEqual(['DEADLINE'])
        impatient.close()
      }
      expect(await working()).toBeGreaterThan(0)
      await somebody.query('rollback')
    } finally {
      await somebody.end()
    }
    await eventually(async () => expect(await working()).toBe(0))

    const third = hub(real.integration.url)
    booked((await third.keeper.perform([came], call()))[0])
    third.close()
    expect(await books.look(bench)).toMatchObject({ output: { net: 10, documents: 1 }, onHand: { [bench.frame]: 10 } })
  })

  /** Calls that Odoo is at. */
  const working = async (): Promise<number> => {
    const [row] = await world.rows(
      "select count(*)::int as many from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()",
    )
    return row!['many'] as number
  }

  test.for(isFull ? stories : stories.slice(0, 1))(
    'cut after every change, nothing is booked twice or by half: $name',
    { timeout: 3_600_000 },
    async (story, { annotate }) => {
      const from = (nth: number) => cutAfterEveryChange(story, books, hub, wire, { stride, first: nth })
      const some = await from(first)
      // A story may have fewer changes than that.
      const { changes, cuts, cut, whole } = some.cuts > 0 ? some : await from(0)
      await annotate(`${changes} changes, ${cuts} cuts`)

      expect(cuts).toBeGreaterThan(0)
      expect(cut).toEqual(whole)
    },
  )
})
