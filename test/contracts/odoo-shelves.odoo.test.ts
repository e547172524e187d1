import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { odoo as connector } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { booked, call, effect, pieces } from './production-ledger.ts'

let odoo: TestOdoo
let world: OdooWorld
let connected: ReturnType<typeof connector.connect>
beforeAll(async () => {
  odoo = await testOdoo()
  world = await odooWorld(odoo)
  connected = connector.connect(connector.settings.parse({ ...odoo.integration, plant: 'A' }))
})
afterAll(async () => {
  connected?.close()
  await world?.close()
  await odoo?.[Symbol.asyncDispose]()
})

describe('somebody else is at the same shelf', () => {
  it('while material is issued: nothing stays reserved that no order holds', async () => {
    const bench = await world.bench()
    const { order, steel, items } = bench
    const issue = (quantity: number) =>
      connected.provides[0]!.perform(
        [effect('issueMaterial', { order, item: steel, quantity: pieces(quantity) })],
        call(),
      )
    const other = new pg.Client({ connectionString: odoo.sql })
    await other.connect()
    try {
      await other.query('begin')
      await other.query('select from stock_quant where product_id = $1 for update', [items.steel.id])
      // Odoo goes on in a row of its own beside the one that is held.
      for (const quantity of [38, 38, 24]) booked((await issue(quantity))[0])
    } finally {
      await other.query('rollback')
      await other.end()
    }
    booked((await issue(50))[0])
    expect(await lookInto(world, bench)).toMatchObject({
      used: { [steel]: { net: 150, documents: 4 } },
      planned: { [steel]: { open: 50, reserved: 50 } },
      onHand: { [steel]: 850 },
    })
  })
})
