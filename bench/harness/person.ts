import { setTimeout as pause } from 'node:timers/promises'
import type { BenchOdoo } from './odoo.ts'
import { sampleOf } from './sample.ts'

const SAVES = 15
const REST = 100

export interface Person {
  /** Saves a form again and again, with a little rest between; answers how long one save took (median, milliseconds). */
  save(): Promise<number>
}

/** A planner at the web client who has a production order of their own open. */
export async function plannerAt(
  { integration: { url, database }, plannerPassword }: BenchOdoo,
  record: number,
): Promise<Person> {
  let cookie = ''
  async function call(path: string, params: object): Promise<void> {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
    })
    const told = (await answer.json()) as { error?: { data?: { message?: string } } }
    if (told.error) throw new Error(`Odoo refused the planner: ${told.error.data?.message}`)
    const set = answer.headers.getSetCookie().find((one) => one.startsWith('session_id='))
    if (set) cookie = set.split(';')[0]!
  }
  await call('/web/session/authenticate', { db: database, login: 'planner', password: plannerPassword })
  let saves = 0
  return {
    async save() {
      const took: number[] = []
      for (let nth = 0; nth < SAVES; nth++) {
        const from = performance.now()
        await call('/web/dataset/call_kw/mrp.production/web_save', {
          model: 'mrp.production',
          method: 'web_save',
          args: [[record], { origin: `note ${++saves}` }],
          kwargs: { specification: { origin: {}, state: {} } },
        })
        took.push(performance.now() - from)
        await pause(REST)
      }
      return sampleOf(took).median
    },
  }
}
