import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { quantity } from '#model/quantity'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
let hub: Engine
beforeAll(async () => {
  database = await testDatabase()
  const patience = { ...aPolicy.patience, predecessor: 1, confirmation: 1, standstill: 1 }
  hub = testHub(database.pool, ledgerDouble(), { policyOf: () => ({ ...aPolicy, patience }) })
})
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const operation = (id: string, minutes: string) => ({
  operation: id,
  name: id === '10' ? 'Cut' : 'Weld',
  workCenter: 'SAW',
  plannedMinutes: minutes,
  completed: quantity(0),
  over: false,
})
const order = (id: string, plannedStart: string) =>
  anOrder({ id, label: id, plannedStart, operations: [operation('10', '60'), operation('20', '600000')] })
const released = (told: ReturnType<typeof order>) => aMessage('order.released', { order: told.id, told: told as never })
const completed = (key: string, at: string, good: number) =>
  aMessage('operation.completed', { order: key, operation: at, good: quantity(good) })

const exceptions = async (key: string, isOpen: boolean) => {
  const { rows } = await database.pool.query<{ code: string; sentence: string; resolution: string | null }>(
    'select code, sentence, resolution from exception where subject = $1 and (closed_at is null) = $2',
    [key, isOpen],
  )
  return rows
}

describe('what is not reported', () => {
  it('EXC-16: is missed when the next operation needs it, and no longer when it has come', async () => {
    // Cut should have been over an hour after this, and Weld only in a year.
    await hub.receive([released(order('odoo.1', new Date(Date.now() - 90 * 60_000).toISOString()))])
    await eventually(async () =>
      expect(await exceptions('odoo.1', true)).toEqual([
        {
          code: 'MISSED_CONFIRMATION',
          sentence: expect.stringMatching(/Cut \(10\).* should have been reported by .*Weld \(20\) needs it/),
          resolution: null,
        },
      ]),
    )
    await hub.receive([completed('odoo.1', '10', 100)])
    await eventually(async () =>
      expect(await exceptions('odoo.1', false)).toMatchObject([{ code: 'MISSED_CONFIRMATION', resolution: 'healed' }]),
    )
    expect(await exceptions('odoo.1', true)).toEqual([])
  })

  it('EXC-16 T11: an operation that is ahead is listed, until the one before it has reported', async () => {
    await hub.receive([released(order('odoo.2', new Date(Date.now() + 3_600_000).toISOString()))])
    await hub.receive([completed('odoo.2', '20', 60)])
    await eventually(async () =>
      expect(await exceptions('odoo.2', true)).toMatchObject([
        { code: 'PREDECESSOR_QTY', sentence: expect.stringContaining('more than Cut (10) has delivered') },
      ]),
    )
    await hub.receive([completed('odoo.2', '10', 59)])
    await hub.receive([completed('odoo.2', '10', 1)])
    await eventually(async () => expect(await exceptions('odoo.2', true)).toEqual([]))
  })

  it('EXC-16: work that was begun is missed when it takes longer than planned, and no longer when it is reported', async () => {
    await hub.receive([released(order('odoo.3', new Date(Date.now() + 3_600_000).toISOString()))])
    const begun = new Date(Date.now() - 61 * 60_000).toISOString()
    await hub.receive([aMessage('operation.started', { order: 'odoo.3', operation: '10' }, { occurredAt: begun })])
    await eventually(async () =>
      expect(await exceptions('odoo.3', true)).toEqual([
        {
          code: 'MISSED_CONFIRMATION',
          sentence: expect.stringMatching(/Cut \(10\) of odoo.3 was begun at .* and is planned to take 60 min/),
          resolution: null,
        },
      ]),
    )
    await hub.receive([completed('odoo.3', '10', 1)])
    await eventually(async () => expect(await exceptions('odoo.3', true)).toEqual([]))
  })

  it('EXC-16 DOM-31: an operation that stands still for long is listed until it goes on', async () => {
    await hub.receive([released(order('odoo.4', new Date(Date.now() + 3_600_000).toISOString()))])
    const says = (type: string, more = {}) =>
      hub.receive([aMessage(type, { order: 'odoo.4', operation: '10', ...more })])
    await says('operation.started')
    await says('operation.paused', { reason: 'no sheets' })
    await eventually(async () =>
      expect(await exceptions('odoo.4', true)).toMatchObject([
        {
          code: 'STANDSTILL',
          sentence: expect.stringMatching(/stands still since .*: no sheets. Weld \(20\) comes after it/),
        },
      ]),
    )
    await says('operation.resumed')
    await eventually(async () => expect(await exceptions('odoo.4', true)).toEqual([]))
  })
})
