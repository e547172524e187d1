import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crashPoints, databaseOf } from '#engine'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { proxyTo } from '../support/proxy.ts'
import { eventually } from '../support/eventually.ts'

let odoo: TestOdoo
let world: OdooWorld
let orders: number[]

beforeAll(async () => {
  odoo = await testOdoo()
  world = await odooWorld(odoo)
  const { items, recipe } = await world.bench()
  orders = await world.orders(items.frame, recipe, 100, 1 + crashPoints.length)
})
afterAll(async () => {
  await world?.close()
  await odoo?.[Symbol.asyncDispose]()
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

/** A database for a hub, and a way for the MES to report to it. */
async function aSite() {
  const database = await testDatabase()
  const key = await createKey(databaseOf(database.pool), 'centre', uuids(systemClock), systemClock.now(), {
    plant: 'A',
    system: 'mes',
    types: ['*'],
    days: 1,
    by: 'test',
  })
  return {
    database,
    send: (url: string, event: object) =>
      fetch(`${url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify(event),
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

/** What follows from an event stands in Odoo, and the hub knows. */
const confirmed = ({ pool }: TestDatabase, id: string) =>
  eventually(async () => {
    const { rows } = await pool.query(
      'select intent.state from intent join message using (message_id) where message.id = $1',
      [id],
    )
    expect(rows).toEqual([{ state: 'confirmed' }])
  })

/** What Odoo's own tables say of the finished goods of an order. */
const finished = async (record: number) => {
  const rows = await world.rows(
    `select l.${world.columns.done}::float as quantity from stock_move m join stock_move_line l on l.move_id = m.id
     join mrp_production p on p.id = m.production_id and p.product_id = m.product_id
     where m.production_id = $1 and m.state = 'done'`,
    [record],
  )
  return rows.map((row) => row['quantity'] as number)
}

// Each has a hub and a database of its own, and mostly waits: for a lease whose owner died to run out.
describe.concurrent('the first receipt of finished goods', { timeout: 240_000 }, () => {
  it('sent twice is one posting in Odoo, and its answer may be lost on the way', async () => {
    await using wire = await proxyTo(odoo.integration.url)
    await using site = await aSite()
    const { database, send } = site
    const record = orders[0]!
    const hub = await startHubProcess({ databaseUrl: database.url, estate: estate(wire.url) })
    try {
      const event = receipt(record, 'twice')
      wire.loseAnswers(1, 'receiveOutput')
      expect((await send(hub.url, event)).status).toBe(202)
      const again = await send(hub.url, event)
      expect(again.status).toBe(202)
      expect(await again.json()).toMatchObject({ receipts: [{ status: 'duplicate' }] })
      await confirmed(database, event.id)
      expect(wire.lost).toBe(1)
      expect(await finished(record)).toEqual([60])
    } finally {
      await hub.stop()
    }
  })

  it.each(crashPoints.map((point, nth) => [point, nth + 1] as const))(
    'survives kill -9 at %s as exactly one posting',
    async (point, nth) => {
      await using site = await aSite()
      const { database, send } = site
      const record = orders[nth]!
      const dying = await startHubProcess({ databaseUrl: database.url, estate: estate(), crashAt: point })
      const event = receipt(record, `crash-${point}`)
      // A sender repeats until it has its receipt.
      const acknowledged = await send(dying.url, event).then(
        (answer) => answer.status === 202,
        () => false,
      )
      await dying.ended
      const hub = await startHubProcess({ databaseUrl: database.url, estate: estate() })
      try {
        if (!acknowledged) expect((await send(hub.url, event)).status).toBe(202)
        await confirmed(database, event.id)
        expect(await finished(record)).toEqual([60])
      } finally {
        await hub.stop()
      }
    },
  )
})
