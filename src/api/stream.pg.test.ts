import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import type { Database } from '#kernel/sql'
import { later, minutes } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { apiGround } from '../../test/support/api-ground.ts'
import { type TestPerson } from '../../test/support/api.ts'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import { Changed } from './contract.ts'
import { everyTopic } from './live/topics.ts'
import { eventually } from '../../test/support/eventually.ts'

let looks = 0
let ahead = 0

const watched = (sql: Database): Database => ({
  ...sql,
  all: (statement, values) => {
    if (statement.name.endsWith('look-at-open')) looks++
    return sql.all(statement, values)
  },
})
const { engine, api } = await apiGround(
  ledgerDouble(anOrder({ id: 'odoo.1' }), anOrder({ id: 'odoo.2', plant: 'B' })),
  { parts: ({ pool }) => ({ now: () => later(systemClock.now(), ahead), database: watched(databaseOf(pool)) }) },
)
await api.app.listen({ host: '127.0.0.1', port: 0 })

/** Listens as a browser does; what came is kept as text. */
async function listen({ cookie }: Pick<TestPerson, 'cookie'>, headers = {}) {
  const heard = { status: 0, text: '', ended: false, close: () => {} }
  await new Promise<void>((resolve, reject) => {
    const { port } = api.app.server.address() as { port: number }
    const asked = request({ port, path: '/api/v1/stream', headers: { cookie, ...headers } }, (response) => {
      heard.status = response.statusCode ?? 0
      response.setEncoding('utf8').on('data', (text: string) => {
        heard.text += text
      })
      response.on('close', () => {
        heard.ended = true
      })
      resolve()
    })
    heard.close = () => asked.destroy()
    asked.on('error', reject).end()
  })
  return heard
}
const topicsIn = (text: string) =>
  [...text.matchAll(/^data: (.*)$/gm)].flatMap(([, data]) => Changed.parse(JSON.parse(data!)).topics)
const report = (plant: string, order: string) =>
  engine.receive([
    aMessage(
      'output.received',
      { order, quantity: { value: '1', uom: 'H87' } },
      { plant, source: `/plants/${plant}/systems/mes` },
    ),
  ])

describe('the stream', () => {
  it('tells who may know what changed, and nobody else', async () => {
    const eva = await listen(await api.person('eva', { role: 'supervisor', plant: 'A' }))
    const ben = await listen(await api.person('ben', { role: 'operator', plant: 'B' }))
    await report('A', 'odoo.1')
    await eventually(() => expect(topicsIn(eva.text)).toContain('messages'))
    expect(topicsIn(ben.text)).toEqual([])
    await report('B', 'odoo.2')
    await eventually(() => expect(topicsIn(ben.text)).toEqual(expect.arrayContaining(['today', 'orders'])))
    // An operator sees no messages, so does not hear of them.
    expect(topicsIn(ben.text)).not.toContain('messages')
    eva.close()
    ben.close()
  })

  it('is quiet when nothing happens', async () => {
    const quiet = await api.person('quiet', { role: 'supervisor', plant: '*' })
    // What happened until here is over by the hub's clock; each of the next looks comes when it has gone on.
    ahead += minutes(1)
    const eva = await listen(quiet)
    for (let look = 0; look < 3; look++) {
      const before = looks
      ahead += minutes(1)
      await eventually(() => expect(looks).toBeGreaterThan(before))
    }
    expect(topicsIn(eva.text).filter((topic) => topic !== 'today')).toEqual([])
    eva.close()
  })

  it('asks whoever comes back to ask for everything', async () => {
    const back = await listen(await api.person('back', { role: 'admin', plant: '*' }), { 'last-event-id': '1' })
    await eventually(() => expect(topicsIn(back.text)).toEqual(everyTopic))
    back.close()
  })

  it('is not for strangers, and not for more pages than one person can have', async () => {
    expect((await listen({ cookie: '' })).status).toBe(401)
    const many = await api.person('many', { role: 'operator', plant: 'A' })
    const open = await Promise.all(Array.from({ length: 20 }, () => listen(many)))
    expect(open.map(({ status }) => status)).toEqual(open.map(() => 200))
    expect((await listen(many)).status).toBe(503)
    for (const one of open) one.close()
  })

  it('ends with the server', async () => {
    const last = await listen(await api.person('last', { role: 'operator', plant: 'A' }))
    await api.app.close()
    await eventually(() => expect(last.ended).toBe(true))
  })
})
