import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, rulings } from '#engine'
import type { Json } from '#kernel/canonical-json'
import { later, milliseconds, minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { quantity } from '#model/quantity'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)

describe('a system numbers what it says about an order', () => {
  let database: TestDatabase
  let ledger: LedgerDouble
  let hub: Engine
  let patience = minutes(10)
  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble()
    const policyOf = () => ({ ...aPolicy, patience: { ...aPolicy.patience, sequence: patience } })
    hub = testHub(database.pool, ledger, { policyOf })
  })
  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]()
    await database?.[Symbol.asyncDispose]()
  })

  let count = 0
  function order() {
    const id = `odoo.${++count}`
    ledger.orders.set(id, anOrder({ id, label: id }))
    const rows = async (sql: string) => (await database.pool.query(sql, [id])).rows
    const says = (sequence: number, type: string, data: Record<string, Json>) =>
      hub.receive([aMessage(type, { order: id, ...data }, { sequence: `${sequence}` })])
    return {
      says,
      makes: (sequence: number) => says(sequence, 'output.received', { quantity: quantity(1) }),
      closes: (sequence: number) => says(sequence, 'order.closed', {}),
      booked: () =>
        ledger.booked.filter(({ body }) => (body as { order: string }).order === id).map(({ operation }) => operation),
      waiting: async () =>
        (
          await rows(
            "select waits_for from inbox join message using (message_id) where key = $1 and progress = 'waiting'",
          )
        ).map((row) => row.waits_for as string),
      /** Numbers in the order in which they were judged to the end. */
      judged: async () =>
        (
          await rows(
            `select event ->> 'sequence' as number from audit join message on message.message_id::text = audit.subject
             where key = $1 and action = 'message.judged' and after ->> 'verdict' in ('accepted', 'flagged')
               and event ->> 'sequence' is not null
             order by audit_id`,
          )
        ).map((row) => row.number as string),
      exceptions: () =>
        rows('select exception_id, code, sentence from exception where subject = $1 and closed_at is null'),
    }
  }

  it('EXC-16: what changes a state waits for a late number; what only adds up does not; repeated numbers are one', async () => {
    const { makes, closes, booked, waiting, exceptions } = order()
    await makes(1)
    await makes(4)
    await makes(4)
    await closes(5)
    await eventually(() => expect(booked()).toEqual(Array(3).fill('receiveOutput')))
    await eventually(async () => expect(await waiting()).toEqual(['events 2–3 of /plants/A/systems/mes']))
    await makes(3)
    await eventually(async () => expect(await waiting()).toEqual(['event 2 of /plants/A/systems/mes']))
    await makes(2)
    await eventually(() => expect(booked().at(-1)).toBe('closeOrder'))
    expect(booked()).toHaveLength(6)
    expect(await exceptions()).toEqual([])
  })

  it('SYNC-21: a late change of state is judged before the one that waited for it, as its source numbered them', async () => {
    const { says, makes, closes, booked, exceptions, judged, waiting } = order()
    await makes(1)
    await closes(4)
    await eventually(async () => expect(await waiting()).toEqual(['events 2–3 of /plants/A/systems/mes']))
    await says(3, 'order.status-changed', { to: 'completed' })
    await says(2, 'order.status-changed', { to: 'started' })
    await eventually(() => expect(booked()).toEqual(['receiveOutput', 'closeOrder']))
    await eventually(async () => expect(await judged()).toEqual(['1', '2', '3', '4']))
    expect(await exceptions()).toEqual([])
  })

  it('EXC-16: a lost number is named to somebody after the plant’s patience; let pass, it is not asked for again', async () => {
    patience = milliseconds(200)
    const { says, makes, closes, booked, exceptions } = order()
    await makes(1)
    await says(3, 'order.acknowledged', { release: 1, accepted: true })
    await eventually(async () =>
      expect(await exceptions()).toMatchObject([
        { code: 'SEQUENCE_GAP', sentence: 'Number 3 has come, but event 2 of /plants/A/systems/mes never came.' },
      ]),
    )
    const [{ exception_id: exceptionId }] = (await exceptions()) as [{ exception_id: string }]
    const people = rulings({ pool: database.pool, home: 'hub', ids, now: () => systemClock.now() })
    const until = later(systemClock.now(), minutes(60))
    await people.settle({ exceptionId, how: 'overridden', by: 'ines', reason: 'the MES lost it', until })
    hub.wake()
    await closes(4)
    await eventually(() => expect(booked()).toEqual(['receiveOutput', 'closeOrder']))
    expect(await exceptions()).toEqual([])
  })
})
