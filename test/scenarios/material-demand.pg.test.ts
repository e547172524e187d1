import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Connection, databaseOf, type Engine, type Policy, rulings, startEngine } from '#engine'
import { days } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { OrderMaterial } from '#model/material'
import type { ShortageFile } from '#model/material-shortage'
import { lookAtMaterial } from '../../src/polling/material/look.ts'
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
let demand: Policy['purchasing']['demand'] = 'auto'
afterEach(() => void (demand = 'auto'))
beforeAll(async () => {
  database = await testDatabase()
  books = partsDouble({ STEEL: 200, PAINT: 0, OIL: 0, WAX: 0, GLUE: 0 })
  const parts = engineParts(database.pool, ledgerDouble())
  const buyer: Connection = { ...parts.systems[0]!, system: 'stock', keeper: books }
  engine = startEngine({
    ...parts,
    policyOf: () => ({ ...aPolicy, purchasing: { demand, unanswered: 1 } }),
    connections: (plant, port) => (port === books.port ? buyer : parts.connections(plant, port)),
    systems: [...parts.systems, buyer],
  })
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** A plant that makes things of one item: how much of it each open order needs. */
function aPlantFor(item: string) {
  let open: readonly OrderMaterial[] = []
  const people = rulings({ pool: database.pool, home: 'hub', ids, now })
  const rows = async (sql: string) => (await database.pool.query(sql, [item])).rows
  return {
    needs(needs: Readonly<Record<string, number>>): void {
      for (const place of books.wanted.keys()) if (place.endsWith(` ${item}`)) books.wanted.delete(place)
      for (const [order, count] of Object.entries(needs)) books.wanted.set(`${order} ${item}`, count)
      open = Object.entries(needs).map(([order, count]) => ({
        ...{ order: order as never, label: `MO-${order.slice(-1)}`, isReleased: true, isUrgent: false },
        ...{ components: 1, ready: 0, awaited: [{ item: item as never, name: item, needed: `${count}` }] },
      }))
    },
    isCovered: (): void => void (open = open.map((one) => ({ ...one, ready: 1, awaited: [] }))),
    look: () =>
      lookAtMaterial('A', {
        ...{ database: databaseOf(database.pool), home: 'hub', ids, now },
        material: async () => open,
        horizon: () => days(60),
        receive: (messages) => engine.receive(messages),
      }),
    asked: () => books.signals.filter(({ part }) => part === item).map((one) => [one.for, one.quantity]),
    file: async () =>
      (await rows(`select data from case_file where kind = 'material-shortage' and key = $1`))[0]?.data as
        | ShortageFile
        | undefined,
    troubles: async () =>
      (await rows(
        'select code, exception_id as id, suggestion from exception where subject = $1 and closed_at is null order by code',
      )) as { code: string; id: string }[],
    questions: async () =>
      (await rows(
        `select a.approval_id as id, a.question, a.shown_hash as hash from approval a join message m using (message_id)
         where m.key = $1 and a.answered_at is null order by a.asked_at`,
      )) as { id: string; question: string; hash: string }[],
    answer: async (approvalId: string, shownHash: string, answer: 'yes' | 'no') => {
      const settled = await people.answer({ approvalId, by: 'paula', answer, reason: 'so it is', shownHash })
      engine.wake()
      return settled
    },
    people,
  }
}

it('WF-36: an order that grows by a fifth has the buyer asked for what that lacks, once and net; called off, it is proposed to be taken back', async () => {
  const plant = aPlantFor('STEEL')
  plant.needs({ 'odoo.1': 200 })
  plant.isCovered()
  expect(await plant.look()).toBe(0)

  plant.needs({ 'odoo.1': 240 })
  // Two processes look at the same time.
  await Promise.all([plant.look(), plant.look()])
  await eventually(() => expect(plant.asked()).toEqual([['odoo.1', 40]]))
  await eventually(async () => expect((await plant.file())?.signals).toMatchObject([{ order: 'odoo.1' }]))
  expect(await plant.look()).toBe(0)
  // A draft of the buyer covers nothing yet: the order that grows once more lacks only the rest.
  plant.needs({ 'odoo.1': 288 })
  await plant.look()
  await eventually(() =>
    expect(plant.asked()).toEqual([
      ['odoo.1', 40],
      ['odoo.1', 48],
    ]),
  )
  await eventually(async () => expect((await plant.file())?.signals).toHaveLength(2))
  // Work uses some up: that is nobody's news.
  plant.needs({ 'odoo.1': 280 })
  expect(await plant.look()).toBe(0)

  plant.needs({})
  await plant.look()
  await eventually(async () => expect(await plant.questions()).toHaveLength(1))
  const [question] = await plant.questions()
  expect(question!.question).toMatch(/^88 pcs of STEEL were asked of the buyer for MO-1 \(.*\) and are not needed/)
  expect(await plant.look()).toBe(0)
  expect(plant.asked()).toEqual([
    ['odoo.1', 40],
    ['odoo.1', 48],
  ])
  expect(await plant.answer(question!.id, question!.hash, 'yes')).toBe('done')
  await eventually(() => expect(books.done.filter(({ operation }) => operation === 'withdraw')).toHaveLength(1))
})

it('WF-36: what others need of what was asked for stays as it is, when an order is called off', async () => {
  const plant = aPlantFor('PAINT')
  plant.needs({ 'odoo.2': 30 })
  await plant.look()
  await eventually(async () => expect((await plant.file())?.signals).toHaveLength(1))
  plant.needs({ 'odoo.3': 30 })
  await plant.look()
  await eventually(async () => expect((await plant.file())?.signals).toMatchObject([{ order: 'odoo.2', isOver: true }]))
  await eventually(() =>
    expect(books.done.filter(({ body }) => (body as { order: string }).order === 'odoo.2').at(-1)?.operation).toBe(
      'release',
    ),
  )
  expect(await plant.questions()).toEqual([])
  expect(plant.asked()).toEqual([['odoo.2', 30]])
})

it('EXC-12: where the plant does not leave it to the hub, a person says whether the buyer is asked, and it is applied once', async () => {
  demand = 'ask'
  const plant = aPlantFor('OIL')
  plant.needs({ 'odoo.4': 5 })
  await plant.look()
  await eventually(async () => expect(await plant.questions()).toHaveLength(1))
  expect(plant.asked()).toEqual([])
  const [question] = await plant.questions()
  const { id, hash } = question!
  // Two say so at the same time: one of them was faster.
  const answers = await Promise.all([plant.answer(id, hash, 'yes'), plant.answer(id, hash, 'yes')])
  expect(answers.toSorted()).toEqual(['ALREADY_DONE', 'done'])
  await eventually(() => expect(plant.asked()).toEqual([['odoo.4', 5]]))

  plant.needs({ 'odoo.4': 9 })
  await plant.look()
  await eventually(async () => expect(await plant.questions()).toHaveLength(1))
  const [again] = await plant.questions()
  expect(await plant.answer(again!.id, again!.hash, 'no')).toBe('done')
  const open = `select type, progress from inbox join message using (message_id) where key = 'OIL'`
  await eventually(async () => expect((await database.pool.query(open)).rows).toEqual([]))
  expect(plant.asked()).toEqual([['odoo.4', 5]])
})

it('EXC-12: what the buyer’s system will not take stands before a person, who has it tried again once that is mended', async () => {
  const plant = aPlantFor('WAX')
  books.no = 'Nobody may buy wax'
  plant.needs({ 'odoo.5': 3 })
  await plant.look()
  await eventually(async () =>
    expect((await plant.troubles()).map(({ code }) => code)).toEqual(['MATERIAL_SHORT', 'ODOO_REFUSED']),
  )
  books.no = undefined
  const refused = (await plant.troubles()).find(({ code }) => code === 'ODOO_REFUSED')!
  const retry = { exceptionId: refused.id, how: 'retried', by: 'paula', reason: 'a vendor is known now' } as const
  await eventually(async () => expect(await plant.people.settle(retry)).toBe('done'))
  engine.wake()
  await eventually(() => expect(plant.asked()).toEqual([['odoo.5', 3]]))
  expect(await plant.people.settle(retry)).toBe('ALREADY_DONE')
})

it('EXC-12: while the buyer’s system does not answer a person is told, who may call; once it does the buyer is asked, once', async () => {
  const plant = aPlantFor('GLUE')
  books.isAway = true
  plant.needs({ 'odoo.6': 4 })
  await plant.look()
  await eventually(async () =>
    expect((await plant.troubles()).map(({ code }) => code)).toEqual(['DEMAND_UNANSWERED', 'MATERIAL_SHORT']),
  )
  expect(plant.asked()).toEqual([])
  books.isAway = false
  await eventually(() => expect(plant.asked()).toEqual([['odoo.6', 4]]))
  await eventually(async () => expect((await plant.troubles()).map(({ code }) => code)).toEqual(['MATERIAL_SHORT']))
  expect((await plant.file())?.unasked).toBeUndefined()
})
