import { expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { Unavailable } from '#kernel/failure'
import type { Effect } from '#model/ports/port'
import { type Difference, reconciliationBook } from '#reconciliation'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password } from '../../../test/support/api.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { millwright } from '../../../test/support/command.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { call } from '../../../test/contracts/production-ledger.ts'
import { eventually } from '../../../test/support/eventually.ts'

const ledger = ledgerDouble(anOrder({ id: 'odoo.1' }), anOrder({ id: 'odoo.2', plant: 'B' }))
let away: Unavailable | undefined
const ask = async (_plant: string, { operation, argument }: { operation: string; argument: unknown }) =>
  (away ?? (await ledger.read(operation, [argument], call()))[0]) as never
const { database, engine, api } = await apiGround(ledger, { parts: { ask } })
const anna = await api.person('anna', { role: 'supervisor', plant: 'A' })

const since = new Date(Date.now() - 3_600_000).toISOString()
const body = { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } }
const receipt = (id: string, order = 'odoo.1', plant = 'A') =>
  aMessage('output.received', { ...body, order }, { id, plant, source: `/plants/${plant}/systems/mes` })
/** What a hub booked that has forgotten it since. */
const bookedBefore = (id: string, source = '/plants/A/systems/mes'): Effect => ({
  ...{
    key: `key of ${id}`,
    port: 'production-ledger',
    operation: 'receiveOutput',
    body,
    message: `${source} ${id}`,
    correlation: 'c',
  },
  occurredAt: new Date().toISOString(),
})
const settled = (...messages: readonly { readonly messageId: string }[]) =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      `select 1 from message_row where message_id = any ($1) and progress in ('received', 'waiting')
        union all select 1 from intent where state not in ('confirmed', 'refused')`,
      [messages.map(({ messageId }) => messageId)],
    )
    expect(rows).toEqual([])
  })
const page = async (more = '') => {
  const answer = await anna.get(`/api/v1/reconciliation?plant=A&since=${since}${more}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const all = async () => {
  const items: Difference[] = []
  for (let next = ''; ;) {
    const told = await page(next)
    items.push(...told.items)
    if (told.next === null) return items
    next = `&until=${told.until}&after=${told.next}`
  }
}

it('R17: what stands in one of the two books alone is named with what to do, and nothing else is', async () => {
  const reports = ['r1', 'r2', 'r3', 'r4', 'r5'].map((id) => receipt(id))
  const [elsewhere, stopped] = [receipt('b1', 'odoo.2', 'B'), receipt('s1', 'odoo.404')]
  await engine.receive([...reports, elsewhere, stopped])
  await settled(...reports, elsewhere, stopped)
  expect(await all()).toEqual([])

  await ledger.perform(
    ['f1', 's1'].map((id) => bookedBefore(id)),
    call(),
  )
  await ledger.perform(
    [bookedBefore('b2', '/plants/B/systems/mes'), bookedBefore('h1', '/plants/A/systems/hub.hub')],
    call(),
  )
  const gone = ledger.booked.findIndex(({ message }) => message.endsWith(' r3'))
  ledger.booked.splice(gone, 1)

  const found = await all()
  expect(found.map(({ kind, event, whatNow }) => [kind, event.id, whatNow])).toEqual([
    ['forgotten', 'f1', expect.stringMatching(/^Have mes send again what it reported from /)],
    ['forgotten', 's1', expect.stringContaining('see Exceptions')],
    ['forgotten', 'h1', expect.stringContaining('nobody tells it again')],
    ['lost', 'r3', expect.stringContaining('Put a later backup of Odoo in its place')],
  ])
  expect(found.map(({ messageId }) => messageId)).toEqual([null, stopped.messageId, null, reports[2]!.messageId])

  // The same in small pages.
  const inPages: Difference[] = []
  const parts = { database: databaseOf(database.pool), home: 'hub', ask, atOnce: { books: 2, journal: 2 } }
  const small = reconciliationBook(parts)
  const period = { plant: 'A', since, until: new Date().toISOString() }
  let pages = 1
  for (let one = await small.page(period); ; one = await small.page(period, one.next), pages++) {
    inPages.push(...one.differences)
    if (!one.next) break
  }
  expect(inPages).toEqual(found)
  expect(pages).toBeGreaterThan(6)
})

it('R17: the command line says the same, and ends with 1 while something differs', async () => {
  const run = millwright({ MILLWRIGHT_URL: await api.app.listen({ port: 0 }), MILLWRIGHT_LOGIN: 'anna' })
  const told = await run(['reconcile', '--since', since], { answers: [password] })
  expect(told).toMatchObject({ code: 1, said: expect.stringMatching(/Plant A, .*: 12 compared, 4 differ\./) })
  expect(told.out).toMatch(
    /odoo\.1 {2}receiveOutput {2}\/plants\/A\/systems\/mes f1: in Odoo, not in the journal\. Have mes/,
  )
  const before = ['--since', '2020-01-01T00:00:00Z', '--until', '2020-01-02T00:00:00Z']
  expect(await run(['reconcile', '--plant', 'B', ...before], { answers: [password] })).toMatchObject({ code: 1 })
})

it('R17: a place that no page has told is refused, and so is a ledger that cannot be asked', async () => {
  expect((await anna.get('/api/v1/reconciliation?after=books-x')).statusCode).toBe(422)
  away = new Unavailable('ODOO_AWAY', 'Odoo does not answer')
  const answer = await anna.get('/api/v1/reconciliation')
  expect([answer.statusCode, answer.json().detail]).toEqual([503, expect.stringContaining('Odoo does not answer')])
})
