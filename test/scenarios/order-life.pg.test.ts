import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, type Engine, rulings, startEngine } from '#engine'
import { ownerInsteadOf } from '#governance/ownership'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { instant } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { Effect } from '#model/ports/port'
import { ShopFloor } from '#model/ports/shop-floor'
import type { OrderFile } from '#model/production-order-case'
import { quantity } from '#model/quantity'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type FloorDouble, floorDouble } from '../support/floor-double.ts'
import { engineParts } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
interface How {
  readonly at?: string
  readonly by?: string
  readonly id?: string
}
const waiting =
  "select waits_for from inbox join message using (message_id) where key = $1 and progress = 'waiting' order by message.seq"
const file = 'select state, data from case_file where key = $1'
const exceptions =
  'select code, owner_role, sentence, suggestion from exception where subject = $1 and closed_at is null'
const openOnes = 'select exception_id from exception where subject = $1 and closed_at is null'

/** Planning owns what are there; whoever stands at the machine may stop it. */
const matrix = [{ plant: 'A', group: 'production-order.header', owner: 'planning' }]

describe('an order is planned, held, cancelled and reopened', () => {
  let database: TestDatabase
  let ledger: LedgerDouble
  let floor: FloorDouble
  let engine: Engine
  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble()
    floor = floorDouble()
    const parts = engineParts(database.pool, ledger)
    const mes: Connection = { ...parts.systems[0]!, system: 'mes', keeper: floor }
    engine = startEngine({
      ...parts,
      ownerInsteadOf: ownerInsteadOf(matrix),
      connections: (plant, port) => (port === ShopFloor.portName ? mes : parts.connections(plant, port)),
      systems: [...parts.systems, mes],
    })
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  let count = 0
  /** A new order of Odoo, what is said of it, and what came of that. */
  function order(over: Parameters<typeof anOrder>[0] = {}) {
    const id = `odoo.${++count}`
    const label = `WH/MO/${count}`
    const inOdoo = anOrder({ id, label, ...over })
    ledger.orders.set(id, inOdoo)
    const of = (effects: readonly Effect[]) =>
      effects.filter(({ body }) => (body as { order: string }).order === id).map(({ operation }) => operation)
    const says = (type: string, data: Record<string, Json>, { at, by, id: name }: How = {}) => {
      const source = `/plants/A/systems/${by ?? 'mes'}`
      const more = { ...(at ? { occurredAt: at } : {}), ...(name ? { id: name } : {}), source }
      return engine.receive([aMessage(type, { order: id, ...data }, more)])
    }
    const rows = async <Row extends pg.QueryResultRow>(sql: string) => (await database.pool.query<Row>(sql, [id])).rows
    return {
      id,
      label,
      says,
      odooSays: (name: string, told: Parameters<typeof anOrder>[0] = {}) =>
        says(`order.${name}`, { told: anOrder({ ...inOdoo, ...told }) as unknown as Json }, { by: 'planning' }),
      done: () => of(ledger.booked),
      told: () => of(floor.told),
      waiting: async () => (await rows<{ waits_for: string }>(waiting)).map((row) => row.waits_for),
      file: async () => (await rows<{ state: string; data: OrderFile }>(file))[0]!,
      exceptions: () => rows(exceptions),
      retry: async () => {
        const [open] = await rows<{ exception_id: string }>(openOnes)
        const people = rulings({ pool: database.pool, home: 'hub', ids, now: () => systemClock.now() })
        await people.settle({ exceptionId: open!.exception_id, how: 'retried', by: 'paula', reason: 'again' })
        engine.wake()
      },
    }
  }

  it('DOM-23: work during a hold waits and says what for and until when; what was done before, and what corrects it, goes on', async () => {
    const made = order()
    const before = instant(Date.now() - 60_000)
    await made.says('output.received', { quantity: quantity(10) }, { at: before })
    await made.says('order.held', { hold: 'Q-7', reason: 'wrong paint', until: '2099-01-01T06:00:00Z' })
    await made.says('output.received', { quantity: quantity(20) })
    await made.says('output.received', { quantity: quantity(5) }, { at: before })
    await made.says('order.closed', {})
    const hold = `the hold on ${made.label} to be lifted (wrong paint, expected by 2099-01-01 06:00 UTC)`
    await eventually(async () => expect(await made.waiting()).toEqual([hold, hold]))
    await eventually(() => expect(made.done()).toEqual(['receiveOutput', 'noteHold', 'receiveOutput']))
    expect((await made.file()).data.holds).toMatchObject({ 'Q-7': { by: 'mes', reason: 'wrong paint' } })

    await made.says('order.unheld', { hold: 'Q-7' })
    await eventually(() => expect(made.done().slice(3)).toEqual(['noteHold', 'receiveOutput', 'closeOrder']))
    await eventually(async () =>
      expect(await made.file()).toMatchObject({ state: 'closed', data: { received: quantity(35) } }),
    )
    expect(await made.exceptions()).toEqual([])
  })

  it('DOM-23: a hold that is lifted before it comes is as if it never was; two holds are two', async () => {
    const made = order()
    await made.says('order.unheld', { hold: 'A' })
    await eventually(async () => expect(await made.waiting()).toEqual([`hold A on ${made.label}`]))
    await made.says('order.held', { hold: 'A', reason: 'audit' })
    await made.says('order.held', { hold: 'B', reason: 'tool broken' })
    await made.says('output.received', { quantity: quantity(1) })
    await eventually(async () =>
      expect(await made.waiting()).toEqual([`the hold on ${made.label} to be lifted (tool broken)`]),
    )
    expect(Object.keys((await made.file()).data.holds ?? {})).toEqual(['B'])
  })

  it('DOM-23 SYNC-01: a cancellation by whoever does not own orders is asked for; a yes cancels it in Odoo and on the floor', async () => {
    const made = order()
    await made.odooSays('released')
    await made.says('order.cancelled', { reason: 'customer withdrew' })
    await eventually(async () => expect(await proposals(made.id)).toHaveLength(1))
    expect(made.done()).toEqual([])
    const [proposal] = await proposals(made.id)
    const people = rulings({ pool: database.pool, home: 'hub', ids: ids, now: () => systemClock.now() })
    const shownHash = sha256(canonicalJson(proposal!.shown))
    await people.answer({
      approvalId: proposal!.approval_id,
      by: 'paula',
      answer: 'yes',
      reason: 'so it is',
      shownHash,
    })
    engine.wake()
    await eventually(() => expect(made.done()).toEqual(['cancelOrder']))
    await eventually(() => expect(made.told()).toEqual(['release', 'cancel']))
    expect((await made.file()).state).toBe('cancelled')
    await made.odooSays('changed', { state: 'cancelled', version: '2' })
    await made.says('output.received', { quantity: quantity(1) })
    await eventually(async () => expect(await made.exceptions()).toMatchObject([{ code: 'ORDER_CANCELLED' }]))
    expect(made.told()).toEqual(['release', 'cancel'])
  })

  it('DOM-23: what was worked on is not cancelled: a person gets the choices; taken back, it is', async () => {
    const made = order()
    await made.says('output.received', { quantity: quantity(7) }, { id: 'R-7' })
    await made.says('order.cancelled', { reason: 'no longer wanted' }, { by: 'planning' })
    await eventually(async () =>
      expect(await made.exceptions()).toEqual([
        {
          code: 'NET_QTY_POSTED',
          owner_role: 'planner',
          sentence: `${made.label} cannot be cancelled: 7 pcs received.`,
          suggestion: expect.stringContaining('close the order with what was made'),
        },
      ]),
    )
    await made.says('output.reversed', { reverses: 'R-7' })
    await eventually(() => expect(made.done()).toEqual(['receiveOutput', 'reverseOutput']))
    await made.retry()
    await eventually(() => expect(made.done()).toEqual(['receiveOutput', 'reverseOutput', 'cancelOrder']))
    await eventually(async () => expect(await made.exceptions()).toEqual([]))
  })

  it('DOM-23: cancelled in Odoo past the hub although it was worked on, somebody has to say what becomes of it', async () => {
    const made = order()
    await made.says('output.received', { quantity: quantity(3) })
    await eventually(() => expect(made.done()).toEqual(['receiveOutput']))
    await made.odooSays('changed', { state: 'cancelled', version: '2' })
    const sentence = `${made.label} is cancelled in Odoo, but it was worked on: 3 pcs received.`
    await eventually(async () => expect(await made.exceptions()).toMatchObject([{ code: 'NET_QTY_POSTED', sentence }]))
    expect((await made.file()).state).toBe('cancelled')
  })

  it('DOM-23: what was called complete is taken up again; what Odoo has closed is not', async () => {
    const made = order()
    await made.says('order.acknowledged', { release: 1, accepted: true })
    await made.says('order.status-changed', { to: 'started' })
    await made.says('order.status-changed', { to: 'completed' })
    await made.says('order.reopened', { reason: 'two pieces missing' })
    await eventually(async () =>
      expect(await made.file()).toMatchObject({ state: 'started', data: { floor: { status: 'started' } } }),
    )
    await made.says('order.closed', {})
    await eventually(async () => expect((await made.file()).state).toBe('closed'))
    await made.says('order.reopened', { reason: 'one more' })
    const sentence = `${made.label} is closed in Odoo, where that is final.`
    await eventually(async () => expect(await made.exceptions()).toMatchObject([{ code: 'ORDER_CLOSED', sentence }]))
  })

  it('DOM-23: planning plans drafts and released orders alike, and Odoo hears it', async () => {
    const draft = order({ state: 'planned' })
    await draft.says(
      'order.planned',
      { plannedStart: '2026-12-01T06:00:00Z', quantity: quantity(80) },
      { by: 'planning' },
    )
    await eventually(() => expect(draft.done()).toEqual(['planOrder']))
    expect(await draft.file()).toBeUndefined()
    const released = order()
    await released.says('order.planned', { plannedEnd: '2026-12-01T06:00:00Z' }, { by: 'planning' })
    await eventually(() => expect(released.done()).toEqual(['planOrder']))
  })

  const proposals = async (key: string) =>
    (
      await database.pool.query<{ approval_id: string; shown: Json }>(
        'select approval_id, shown from approval join message using (message_id) where key = $1',
        [key],
      )
    ).rows
})
