import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, type Engine, startEngine } from '#engine'
import type { Json } from '#kernel/canonical-json'
import { type Duration, milliseconds, minutes } from '#kernel/time'
import { ShopFloor } from '#model/ports/shop-floor'
import { quantity } from '#model/quantity'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type FloorDouble, floorDouble } from '../support/floor-double.ts'
import { engineParts } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

/** A plant whose shop floor is told of orders. */
describe('an order between Odoo and the shop floor', () => {
  const stack = { now: new AsyncDisposableStack() }
  let database: TestDatabase
  let ledger: LedgerDouble
  let floor: FloorDouble
  let engine: Engine
  let acknowledgement: Duration

  beforeEach(async () => {
    stack.now = new AsyncDisposableStack()
    database = stack.now.use(await testDatabase())
    ledger = ledgerDouble(anOrder())
    floor = floorDouble()
    const parts = engineParts(database.pool, ledger)
    const mes: Connection = { ...parts.systems[0]!, system: 'mes', keeper: floor }
    acknowledgement = minutes(5)
    engine = stack.now.use(
      startEngine({
        ...parts,
        policyOf: () => ({ ...aPolicy, patience: { ...aPolicy.patience, acknowledgement } }),
        connections: (plant, port) => (port === ShopFloor.portName ? mes : parts.connections(plant, port)),
        systems: [...parts.systems, mes],
      }),
    )
  })
  afterEach(() => stack.now[Symbol.asyncDispose]())

  const says = (type: string, data: Record<string, Json>) =>
    engine.receive([aMessage(type, { order: 'odoo.42', ...data })])
  const odooSays = (name: string, over: Parameters<typeof anOrder>[0] = {}) =>
    says(`order.${name}`, { told: anOrder(over) as unknown as Json })
  const told = () => floor.told.map(({ operation, body }) => [operation, (body as { release: number }).release])
  const file = async () =>
    (await database.pool.query("select state, data -> 'floor' as floor from case_file where key = 'odoo.42'")).rows[0]
  const exceptions = async () => (await database.pool.query('select code, owner_role, sentence from exception')).rows

  it('WF-16 SYS-10 DOM-23: release, change and cancellation reach it in their order, and its acknowledgement is seen', async () => {
    await odooSays('released')
    await odooSays('changed', { ordered: quantity(120), version: '2' })
    await eventually(() =>
      expect(told()).toEqual([
        ['release', 1],
        ['change', 2],
      ]),
    )
    await says('order.acknowledged', { release: 2, accepted: true, reference: 'MES-7' })
    await eventually(async () => expect(await file()).toMatchObject({ floor: { release: 2, acknowledged: 2 } }))
    await odooSays('changed', { ordered: quantity(120), version: '3', state: 'cancelled' })
    await eventually(() => expect(told().at(-1)).toEqual(['cancel', 3]))
    expect(floor.told[1]!.body).toMatchObject({ quantity: quantity(120) })
    expect(await file()).toMatchObject({ state: 'cancelled' })
    expect(await exceptions()).toEqual([])
  })

  it('WF-16: silence after the plant’s patience is an alarm, once', async () => {
    acknowledgement = milliseconds(300)
    await odooSays('released')
    const alarm = { code: 'MISSED_ACK', owner_role: 'integration', sentence: expect.stringContaining('WH/MO/00042') }
    await eventually(async () => expect(await exceptions()).toEqual([alarm]))
  })

  it('WF-21: a jump that the work cannot make is an exception, and neither the order nor Odoo follows it', async () => {
    await says('order.acknowledged', { release: 1, accepted: true })
    await says('order.status-changed', { to: 'started' })
    await says('order.status-changed', { to: 'completed' })
    await eventually(async () => expect(await file()).toMatchObject({ state: 'completed' }))
    await says('order.status-changed', { to: 'paused' })
    await eventually(async () =>
      expect(await exceptions()).toMatchObject([{ code: 'ILLEGAL_STATUS', owner_role: 'supervisor' }]),
    )
    expect(await file()).toMatchObject({ state: 'completed', floor: { status: 'completed' } })
    expect(ledger.booked).toEqual([])
  })
})
