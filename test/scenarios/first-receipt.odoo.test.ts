import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { crashPoints, databaseOf } from '#engine'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { proxyTo } from '../support/proxy.ts'

let database: TestDatabase
let odoo: TestOdoo
let world: OdooWorld
let tables: pg.Pool
let key: string

beforeAll(async () => {
  database = await testDatabase()
  odoo = await testOdoo()
  world = await odooWorld(odoo)
  tables = new pg.Pool({ connectionString: odoo.sql, max: 2 })
  key = await createKey(databaseOf(database.pool), 'centre', uuids(systemClock), systemClock.now(), {
    plant: 'A',
    system: 'mes',
    types: ['*'],
    days: 1,
    by: 'test',
  })
})
afterAll(async () => {
  await world?.close()
  await tables?.end()
  await odoo?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const estate = (url = odoo.integration.url) => ({
  home: 'centre',
  plants: [{ id: 'A', name: 'Plant A' }],
  systems: [
    {
      id: 'odoo',
      kind: 'odoo',
      title: 'Odoo',
      plants: ['A'],
      settings: { url, database: odoo.integration.database, apiKey: odoo.integration.apiKey },
    },
  ],
})

const receipt = (record: number, id: string, value = '60') => ({
  specversion: '1.0',
  id,
  source: '/plants/A/systems/mes',
  type: 'mfg.production.output.received.v1',
  time: new Date().toISOString(),
  data: { order: `odoo.${record}`, quantity: { value, uom: 'H87' } },
})

const send = (url: string, event: object) =>
  fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(event),
  })

/** What Odoo's own tables say of the finished goods of an order. */
const finished = async (record: number) => {
  const { rows } = await tables.query(
    `select l.${world.columns.done}::float as quantity from stock_move m join stock_move_line l on l.move_id = m.id
     join mrp_production p on p.id = m.production_id and p.product_id = m.product_id
     where m.production_id = $1 and m.state = 'done'`,
    [record],
  )
  return rows.map((row) => row.quantity as number)
}

describe('the first receipt of finished goods', () => {
  it('sent twice is one posting in Odoo, and its answer may be lost on the way', async () => {
    await using wire = await proxyTo(odoo.integration.url)
    const record = Number((await world.bench({ ordered: 100 })).order.slice('odoo.'.length))
    const hub = await startHubProcess({ databaseUrl: database.url, estate: estate(wire.url) })
    try {
      const event = receipt(record, 'twice')
      wire.loseAnswers(1, 'receiveOutput')
      expect((await send(hub.url, event)).status).toBe(202)
      const again = (await (await send(hub.url, event)).json()) as { receipts: { status: string }[] }
      expect(again.receipts[0]?.status).toBe('duplicate')
      await vi.waitFor(async () => expect(await finished(record)).toEqual([60]), { timeout: 30_000, interval: 200 })
      await vi.waitFor(
        async () => {
          const { rows } = await database.pool.query(
            "select intent.state from intent join message using (message_id) where message.id = 'twice'",
          )
          expect(rows).toEqual([{ state: 'confirmed' }])
        },
        { timeout: 30_000, interval: 200 },
      )
      expect(wire.lost).toBe(1)
      expect(await finished(record)).toEqual([60])
    } finally {
      await hub.stop()
    }
  })

  it.each(crashPoints)('survives kill -9 at %s as exactly one posting', async (point) => {
    const record = Number((await world.bench({ ordered: 100 })).order.slice('odoo.'.length))
    let hub: HubProcess | undefined = await startHubProcess({
      databaseUrl: database.url,
      estate: estate(),
      crashAt: point,
    })
    let died = false
    void hub.ended.then(() => {
      died = true
    })
    const event = receipt(record, `crash-${point}`)
    // A sender repeats until it has its receipt.
    const acknowledged = await send(hub.url, event).then(
      (answer) => answer.status === 202,
      () => false,
    )
    await vi.waitFor(() => expect(died).toBe(true), { timeout: 20_000, interval: 50 })
    hub = await startHubProcess({ databaseUrl: database.url, estate: estate() })
    try {
      if (!acknowledged) expect((await send(hub.url, event)).status).toBe(202)
      await vi.waitFor(
        async () => {
          const { rows } = await database.pool.query(
            'select intent.state from intent join message using (message_id) where message.id = $1',
            [event.id],
          )
          expect(rows).toEqual([{ state: 'confirmed' }])
        },
        { timeout: 30_000, interval: 200 },
      )
      expect(await finished(record)).toEqual([60])
    } finally {
      await hub.stop()
    }
  })
})
