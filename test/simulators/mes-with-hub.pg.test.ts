import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startEngine } from '#engine'
import { minutes } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { quantity } from '#model/quantity'
import { mes as connector } from '../../src/connectors/mes/index.ts'
import { noFaults } from '../../simulators/mes/faults.ts'
import { memoryJournal } from '../../simulators/mes/journal.ts'
import { startMes } from '../../simulators/mes/mes.ts'
import { mondayMorning } from '../../simulators/mes/calendar.ts'
import { plantClock } from '../../simulators/mes/plant-clock.ts'
import { testApi } from '../support/api.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { aRelease } from './orders.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`

/** An order as Odoo tells it, with what goes into it and the work on it. */
const told = (id: string) => {
  const { components, operations } = aRelease()
  return anOrder({
    id,
    item: 'FRAME-W',
    tracking: 'lot',
    components: components.map((component) => ({ ...component, consumed: quantity(0, component.required.uom) })),
    operations: operations.map((operation) => ({ ...operation, completed: quantity(0), over: false })),
  })
}

describe('a simulated MES and the hub, over real sockets', () => {
  it('SYS-10 WF-21: an order released in Odoo is made, reported and closed, and the hub counted what is true', async () => {
    await using stack = new AsyncDisposableStack()
    const orders = ['odoo.1', 'odoo.2', 'odoo.3'].map(told)
    const ledger = ledgerDouble(...orders)
    const receive: { now?: Parameters<typeof testApi>[1] } = {}
    const api = stack.use(
      await testApi(database, {
        receive: (messages) => receive.now!.receive(messages),
        wake: (...lanes) => receive.now!.wake(...lanes),
      }),
    )
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo

    const clock = plantClock(systemClock, mondayMorning(Date.UTC(2026, 10, 18)), 20_000)
    const mes = stack.use(
      await startMes({
        plant: 'A',
        system: 'mes',
        hub: `http://127.0.0.1:${port}`,
        key: await api.key({ plant: 'A', system: 'mes', types: ['*'] }),
        secrets: [secret],
        port: 0,
        controlPort: 0,
        seed: '3',
        speed: 20_000,
        format: { kind: 'events' },
        faults: noFaults(),
        journal: memoryJournal(),
        world: systemClock,
        clock,
      }),
    )
    const floor = connector.connect(connector.settings.parse({ url: mes.webhooks, secrets: [secret], plant: 'A' }))
    stack.defer(() => floor.close())
    const toFloor = { system: 'mes', keeper: floor.provides[0]!, callsAtOnce: 2, deadline: 15_000, lingers: 30_000 }
    const parts = engineParts(database.pool, ledger)
    const engine = stack.use(
      startEngine({
        ...parts,
        systems: [...parts.systems, toFloor],
        connections: (plant, name) => (name === 'shop-floor' ? toFloor : parts.connections(plant, name)),
      }),
    )
    receive.now = engine
    const end = new AbortController()
    const running = mes.run(end.signal)
    stack.defer(async () => {
      end.abort()
      await running
    })

    await engine.receive(
      orders.map((order) =>
        aMessage('order.released', { order: order.id, told: order } as never, {
          source: '/plants/A/systems/odoo',
          id: `release ${order.id}`,
        }),
      ),
    )
    const files = async () =>
      (await database.pool.query(`select key, state, data from case_file where key like 'odoo.%' order by key`)).rows
    await vi.waitFor(
      async () => expect((await files()).map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']),
      { timeout: minutes(1), interval: 200 },
    )

    const truth = mes.floor.truth()
    for (const { key, data } of await files()) {
      const { received, issued } = truth.orders[key as string]!
      expect(data).toMatchObject({ received, floor: { acknowledged: 1, status: 'completed' } })
      for (const [item, amount] of Object.entries(issued))
        expect(Number(data.issued[item].value)).toBeCloseTo(Number(amount.value))
    }
    const { rows } = await database.pool.query(`select code, sentence from exception where closed_at is null`)
    expect(rows).toEqual([])
    expect(mes.floor.counts()).toMatchObject({ refused: 0, pending: 0 })
  }, 120_000)
})
