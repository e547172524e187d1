import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Connection, type Engine, messageOf, rulings, startEngine } from '#engine'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import {
  PARTS_PLANNED,
  PART_CONSUMED,
  PART_COUNTED,
  PART_RETURNED,
  PART_TAKEN,
  typeOfStep,
} from '#model/maintenance-events'
import type { MaintenanceOrderFile, MaintenanceStep } from '#model/maintenance-order-case'
import type { CloudEvent } from '#model/message'
import { aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { type PartsDouble, partsDouble } from '../support/parts-double.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
let database: TestDatabase
let engine: Engine
let books: PartsDouble
beforeAll(async () => {
  database = await testDatabase()
  books = partsDouble({ 'SEAL-40': 10, 'OIL-5': 1 })
  const parts = engineParts(database.pool, ledgerDouble())
  const storeroom: Connection = { ...parts.systems[0]!, system: 'stock', keeper: books }
  engine = startEngine({
    ...parts,
    policyOf: () => ({ ...aPolicy, patience: { ...aPolicy.patience, count: 1 } }),
    connections: (plant, port) => (port === books.port ? storeroom : parts.connections(plant, port)),
    systems: [...parts.systems, storeroom],
  })
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

let count = 0
const pieces = (value: number) => ({ value: `${value}`, uom: 'H87' })
const need = (part: string, value: number) => ({ part, quantity: pieces(value) })

async function tells(type: string, data: object, time = now(), name: string = ids()): Promise<void> {
  const kind = kindOf(type)!
  const event = { specversion: '1.0', id: name, source: '/plants/A/systems/cmms', type, time, data }
  const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: 'cmms' }
  await engine.receive([messageOf(event as CloudEvent, kind, kind.schema.parse(data), coming)])
}
const troublesOf = async (subject: string) =>
  (
    await database.pool.query(
      'select exception_id, code from exception where subject = $1 and closed_at is null order by code',
      [subject],
    )
  ).rows as { exception_id: string; code: string }[]

function anOrder() {
  const id = `cmms.${++count}`
  const whole = {
    ...{ id, label: `WO-${count}`, plant: 'A', state: 'approved', kind: 'corrective-breakdown' },
    ...{ title: 'Replace seals', created: '2026-11-22T05:00:00.000Z', version: '1' },
  }
  const rows = async (sql: string) => (await database.pool.query(sql, [id])).rows
  return {
    id,
    steps: (step: MaintenanceStep, state: string) => tells(typeOfStep(step), { order: id, told: { ...whole, state } }),
    plans: (...parts: object[]) => tells(PARTS_PLANNED, { order: id, told: whole, parts }),
    uses: (part: string, value: number, at?: string, name?: string) =>
      tells(PART_CONSUMED, { order: id, told: whole, part, quantity: pieces(value) }, at, name),
    returns: (part: string, value: number) =>
      tells(PART_RETURNED, { order: id, told: whole, part, quantity: pieces(value) }),
    file: async () =>
      (await rows('select state, data from case_file where key = $1'))[0] as {
        state: string
        data: MaintenanceOrderFile
      },
    troubles: () => troublesOf(id),
    ready: (part: string) => books.wanted.get(`${id} ${part}`) ?? 0,
    done: () =>
      books.done.filter(({ body }) => (body as { order: string }).order === id).map(({ operation }) => operation),
  }
}

it('WF-09: approving an order with a parts list sets its parts aside once; the list changes, and calling it off gives them free', async () => {
  const order = anOrder()
  await order.steps('create', 'requested')
  await order.plans(need('SEAL-40', 4))
  await eventually(async () => expect((await order.file())?.data.planned?.parts).toHaveLength(1))
  expect(order.ready('SEAL-40')).toBe(0)

  await order.steps('approve', 'approved')
  await eventually(() => expect(order.ready('SEAL-40')).toBe(4))
  await order.steps('start', 'started')
  await order.plans(need('SEAL-40', 2))
  await eventually(() => expect(order.ready('SEAL-40')).toBe(2))
  expect(order.done()).toEqual(['reserve', 'reserve'])

  await order.steps('cancel', 'cancelled')
  await eventually(() => expect(order.done()).toEqual(['reserve', 'reserve', 'release']))
  expect(order.ready('SEAL-40')).toBe(0)
})

it('WF-13 T21: what is used leaves stock once at its own time and at its price, and what was not needed comes back', async () => {
  const order = anOrder()
  const before = books.onHand.get('SEAL-40')!
  await order.steps('create', 'approved')
  await order.plans(need('SEAL-40', 4))
  await eventually(() => expect(order.ready('SEAL-40')).toBe(4))
  await order.returns('SEAL-40', 1)
  const taken = '2026-11-22T06:30:00.000Z'
  await order.uses('SEAL-40', 2, taken, `use-${order.id}`)
  await order.uses('SEAL-40', 2, taken, `use-${order.id}`)
  await eventually(() => expect(books.onHand.get('SEAL-40')).toBe(before - 1))
  await eventually(() => expect(order.ready('SEAL-40')).toBe(3))
  await eventually(async () =>
    expect((await order.file()).data.moves).toMatchObject([
      { isBack: false, quantity: pieces(2), occurredAt: taken, worth: { value: '25', currency: 'EUR' } },
      { isBack: true, quantity: pieces(1), worth: { value: '12.5' } },
    ]),
  )
  await order.steps('complete', 'completed')
  await eventually(() => expect(order.ready('SEAL-40')).toBe(0))
})

it('WF-10: a shortage is asked of the buyer once, net; told again it is not, and what is not needed any more is said', async () => {
  const [first, second] = [anOrder(), anOrder()]
  await first.steps('create', 'approved')
  await first.plans(need('OIL-5', 3))
  await eventually(() => expect(books.signals).toEqual([{ for: first.id, part: 'OIL-5', quantity: 2 }]))
  await first.plans(need('OIL-5', 3))
  await second.steps('create', 'approved')
  await second.plans(need('OIL-5', 1))
  await eventually(() => expect(books.signals[1]).toEqual({ for: second.id, part: 'OIL-5', quantity: 1 }))
  await eventually(async () =>
    expect((await first.file()).data.signals).toMatchObject([{ part: 'OIL-5', quantity: pieces(2), label: 'P00001' }]),
  )
  expect(first.done()).toEqual(['reserve', 'signal'])

  await first.plans(need('OIL-5', 1))
  await eventually(async () => expect(await first.troubles()).toMatchObject([{ code: 'PART_SURPLUS' }]))
  expect(books.signals).toHaveLength(2)
})

it('WF-09: a part that nobody knows is the storekeeper’s, and holds up neither the order nor its other parts', async () => {
  const order = anOrder()
  await order.steps('create', 'approved')
  await order.plans(need('GASKET-9', 1), need('SEAL-40', 1))
  await eventually(() => expect(order.ready('SEAL-40')).toBe(1))
  await order.steps('start', 'started')
  await eventually(async () => expect((await order.file()).state).toBe('started'))
  await eventually(async () => expect(await order.troubles()).toMatchObject([{ code: 'UNKNOWN_PART' }]))
  await eventually(async () =>
    expect((await order.file()).data.setAside?.[0]).toMatchObject({ part: 'GASKET-9', refused: expect.any(String) }),
  )

  // Once the books have it, the one who was asked has it set aside by trying again.
  books.onHand.set('GASKET-9', 5)
  const [trouble] = await order.troubles()
  const people = rulings({ pool: database.pool, home: 'hub', ids, now })
  await people.settle({
    exceptionId: trouble!.exception_id,
    how: 'retried',
    by: 'stella',
    reason: 'it has a number now',
  })
  engine.wake()
  await eventually(() => expect(order.ready('GASKET-9')).toBe(1))
  await eventually(async () => expect((await order.file()).data.setAside?.[0]).not.toHaveProperty('refused'))
})

it('WF-12: what leaves the storeroom for no order waits for somebody who says for which, and is then what that order has used', async () => {
  const order = anOrder()
  await order.steps('create', 'approved')
  const taken = { part: 'OIL-5', quantity: pieces(1) }
  const before = books.onHand.get('OIL-5')!
  await tells(PART_TAKEN, taken)
  await eventually(async () => expect(await troublesOf('OIL-5')).toMatchObject([{ code: 'NO_DEMAND' }]))
  expect(books.onHand.get('OIL-5')).toBe(before)

  const [trouble] = await troublesOf('OIL-5')
  const people = rulings({ pool: database.pool, home: 'hub', ids, now })
  const settled = { how: 'corrected', body: { ...taken, order: order.id }, key: 'OIL-5' } as const
  await people.settle({ exceptionId: trouble!.exception_id, by: 'stella', reason: 'for the press', ...settled })
  engine.wake()
  await eventually(() => expect(books.onHand.get('OIL-5')).toBe(before - 1))
  expect((await order.file()).data.parts).toEqual({ 'OIL-5': pieces(1) })
})

it('WF-11: where the CMMS counts otherwise than the books, somebody is told once, and it clears itself; neither is overwritten', async () => {
  const there = books.onHand.get('SEAL-40')!
  const counted = (value: number) => tells(PART_COUNTED, { part: 'SEAL-40', quantity: pieces(value), price: '12.50' })
  await counted(there + 2)
  await counted(there + 3)
  await eventually(async () => expect(await troublesOf('SEAL-40')).toMatchObject([{ code: 'STOCK_DIFFERS' }]))
  await counted(there)
  await eventually(async () => expect(await troublesOf('SEAL-40')).toEqual([]))
  expect(books.onHand.get('SEAL-40')).toBe(there)
})
