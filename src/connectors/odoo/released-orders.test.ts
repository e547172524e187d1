import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '#kernel/canonical-json'
import { type SimulatedOdoo, startOdoo } from '../../../simulators/odoo/odoo.ts'
import { framesGround } from '../../../test/support/simulated-odoo-process.ts'
import { odoo } from './index.ts'
import type { Heard, ReleasedOrders } from './released-orders.ts'

describe('asking an Odoo which orders changed', () => {
  let simulated: SimulatedOdoo
  beforeAll(async () => {
    simulated = await startOdoo({})
    const { orders: _orders, ...ground } = framesGround(0, 1000, 'LB')
    simulated.layOut(ground)
  })
  afterAll(() => simulated[Symbol.asyncDispose]())

  /** Asks as the poll does, page by page; answers every order as often as it was told. */
  async function told(limit: number, look: { cursor?: string; heard?: Heard } = {}) {
    const connector = odoo.connect(odoo.settings.parse({ ...simulated.access, plant: 'A' }))
    const orders: string[] = []
    let { heard = new Map() } = look
    let page: ReleasedOrders
    let after: Json | undefined
    let began: string | undefined
    do {
      page = await connector.released(look.cursor, { limit, heard, after })
      expect(page.orders.length).toBeLessThanOrEqual(limit)
      orders.push(...page.orders.map(({ id }) => id))
      began ??= page.cursor
      ;({ heard, next: after } = page)
    } while (after !== undefined)
    connector.close()
    return { orders, heard, cursor: began }
  }

  const released = (count: number) => simulated.layOut({ orders: framesGround(count, 0, 'LB').orders })

  test('what many transactions released within the overlap is told, each order once', async () => {
    for (let nth = 0; nth < 45; nth++) released(1)
    const { orders } = await told(10)
    expect([orders.length, new Set(orders).size]).toEqual([45, 45])
  })

  test('so is what one transaction released, also more than a page holds', async () => {
    released(33)
    const { orders } = await told(10)
    expect([orders.length, new Set(orders).size]).toEqual([78, 78])
  })

  test('the next look tells what is new, and of the overlap only what was not heard', async () => {
    const { heard, cursor } = await told(10)
    expect((await told(10, { cursor, heard })).orders).toEqual([])
    const [order] = released(1) as number[]
    expect((await told(10, { cursor, heard })).orders).toEqual([`odoo.${order}`])
    // A hub that was started again has heard nothing.
    expect((await told(10, { cursor })).orders).toHaveLength(79)
  })
})
