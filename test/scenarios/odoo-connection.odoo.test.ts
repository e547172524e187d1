import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { odoo as connector } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'

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

describe('a stock Odoo', () => {
  it('SYS-01: tells its version and what the hub lacks there, and a product and an order made there are read back', async () => {
    await world.labour(30)
    const { version, user, findings } = await connected.diagnose()
    expect({ version, user, findings }).toEqual({
      version: expect.stringMatching(`^${inject('odooVersion')}\\.`),
      user: odoo.login,
      findings: [],
    })

    const item = await world.item('bracket', { cost: 2 })
    const sheet = await world.item('sheet', { cost: 1 })
    const record = await world.order(item, await world.recipe({ item, components: [[sheet, 3]] }), 40)
    const Rows = z.array(z.looseObject({ default_code: z.string() }))
    const read = { ids: [item.id], fields: ['default_code'] }
    expect(await world.admin.call('product.product', 'read', read, Rows, {})).toMatchObject([
      { default_code: item.code },
    ])
    const call = { signal: AbortSignal.timeout(60_000), urgency: 'critical' } as const
    const [order] = await connected.provides[0]!.read('order', [`odoo.${record}`], call)
    expect(order).toMatchObject({
      id: `odoo.${record}`,
      state: 'released',
      item: item.code,
      ordered: { value: '40', uom: 'H87' },
      components: [{ item: sheet.code, required: { value: '120', uom: 'H87' } }],
    })
  })
})
