import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SimulatedOdoo, startOdoo } from '../../../simulators/odoo/odoo.ts'
import { framesGround } from '../../../test/support/simulated-odoo-process.ts'
import { odoo } from './index.ts'

describe('asking an Odoo which orders changed', () => {
  let simulated: SimulatedOdoo
  beforeAll(async () => {
    simulated = await startOdoo({})
    const { orders: _orders, ...ground } = framesGround(0, 1000, 'LB')
    simulated.layOut(ground)
  })
  afterAll(() => simulated[Symbol.asyncDispose]())

  /** Asks as the poll does: at once again while there is more. */
  async function heard(limit: number): Promise<{ readonly orders: ReadonlySet<string>; readonly asked: number }> {
    const connector = odoo.connect(odoo.settings.parse({ ...simulated.access, plant: 'A' }))
    const orders = new Set<string>()
    let cursor: string | undefined
    let asked = 0
    for (let more = true; more && asked < 50; asked++) {
      const answer = await connector.released(cursor, { limit })
      for (const { id } of answer.orders) orders.add(id)
      ;({ cursor, more } = answer)
    }
    connector.close()
    return { orders, asked }
  }

  const released = (count: number) => simulated.layOut({ orders: framesGround(count, 0, 'LB').orders })

  test('what many transactions released within the overlap is heard of, to the last order', async () => {
    const before = (await heard(100)).orders.size
    for (let nth = 0; nth < 45; nth++) released(1)

    const { orders, asked } = await heard(10)

    expect(orders.size).toBe(before + 45)
    expect(asked).toBeLessThan(10)
  })

  test('so is what one transaction released, also more than an answer usually holds', async () => {
    const before = (await heard(100)).orders.size
    released(33)

    const { orders } = await heard(10)

    expect(orders.size).toBe(before + 33)
  })
})
