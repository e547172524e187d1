import type pg from 'pg'
import { keepVolumes, migrate } from '#engine'
import { days, instant } from '#kernel/time'
import { type TestApi, testApi, type TestPerson } from '../test/support/api.ts'
import { historyOf } from '../test/support/history.ts'
import { inVolumes } from '../test/support/volumes.ts'
import { lifeOfEvents } from './harness/life-of-events.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import type { Wish } from './harness/wish.ts'

const FEW = 10_000
/** Of each order in both histories, so that its page shows the same. */
const MESSAGES_AN_ORDER = 100
/** How often a question is asked for one measurement. */
const ASKED = 20
const EVENTS = 400

/** What the console asks, as it asks it; of a history with so many orders. */
const questions = (orders: number): Readonly<Record<string, string>> => ({
  'newest messages': '/api/v1/messages',
  'messages by id': '/api/v1/messages?q=e5000',
  'messages by lot': '/api/v1/messages?q=L3000',
  'messages of an order': '/api/v1/messages?q=odoo.77',
  'messages stopped': '/api/v1/messages?progress=stopped',
  'messages by code': '/api/v1/messages?code=OVER_COMPLETION',
  'messages of a type': '/api/v1/messages?type=mfg.production.material.issued.v1',
  orders: '/api/v1/orders',
  'orders by name': `/api/v1/orders?q=odoo.${orders - 1}`,
  exceptions: '/api/v1/exceptions',
  approvals: '/api/v1/approvals',
})

interface Side extends AsyncDisposable {
  readonly pool: pg.Pool
  readonly person: TestPerson
  readonly questions: Readonly<Record<string, string>>
}

/** What an event and each question of the console cost over a long history, beside a short one. */
export async function growth({ postgres, times, messages, tell, say }: Wish): Promise<void> {
  const against = `over ${FEW.toLocaleString('en')} messages; ours over ${messages.toLocaleString('en')}`
  say(`${messages.toLocaleString('en')} messages …`)
  await using long = await sideWith('long', messages)
  await using short = await sideWith('short', FEW)

  const beside = async (name: string, unit: string, measure: (side: Side) => Promise<number>) => {
    const [ours, other] = await inTurn(
      times,
      () => measure(long),
      () => measure(short),
    )
    tell(rowOf({ name, unit, against, goal: { atMost: 1.2 } }, ours!, other!))
  }
  await beside('growth.event', 'ms/event', ({ pool }) => lifeOfEvents(pool, EVENTS))
  for (const name of Object.keys(long.questions))
    await beside(`growth: ${name}`, 'ms', ({ person, questions: asked }) => milliseconds(person, asked[name]!))

  async function sideWith(name: string, count: number): Promise<Side> {
    const { pool } = await postgres.database(name)
    await migrate(pool)
    // Volumes as the hub would have bound them, had it been there.
    const began = Date.now() - count * 3400
    await inVolumes(pool, [instant(Math.max(began + days(30), Date.now() - days(300)))])
    await keepVolumes(pool, instant(Date.now()))
    await historyOf(pool, { messages: count, orders: count / MESSAGES_AN_ORDER })
    const silent = { receive: async () => [], wake: () => {} }
    const api: TestApi = await testApi({ pool }, silent)
    return {
      pool,
      questions: questions(count / MESSAGES_AN_ORDER),
      person: await api.person('eva', { role: 'admin', plant: '*' }),
      [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
    }
  }
}

async function milliseconds(person: TestPerson, path: string): Promise<number> {
  const from = performance.now()
  for (let time = 0; time < ASKED; time++) {
    const { statusCode, body } = await person.get(path)
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${body.slice(0, 200)}`)
  }
  return (performance.now() - from) / ASKED
}
