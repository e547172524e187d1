import { afterAll, beforeAll, expect, it } from 'vitest'
import { Failure, Unanswered, Unavailable } from '#kernel/failure'
import type { CapacityChange } from '#model/capacity-change'
import { OpenWork } from '#model/open-work'
import { frepple } from '../../src/connectors/frepple/index.ts'
import { freppleProcess } from '../support/frepple.ts'
import { call, effect, outcome } from './production-ledger.ts'

let there: Awaited<ReturnType<typeof freppleProcess>>
beforeAll(async () => {
  there = await freppleProcess({ timeZone: 'Europe/Berlin', resources: { 'odoo.work-centre.9': 'CELL-9' } })
  await there.has(
    { name: 'Press 1', available: 'Press 1 hours' },
    { name: 'CELL-9', available: 'Cell hours' },
    { name: 'Oven', available: 'Day shift' },
    { name: 'Mixer', available: 'Day shift' },
    { name: 'Bench' },
  )
})
afterAll(() => there[Symbol.asyncDispose]())

const press = { block: 'A/PM-311', workCentre: 'odoo.work-centre.7', name: 'Press 1', title: 'Change seals' }
/** Over the night in which the clock goes back. */
const closed = { from: '2031-10-25T22:00:00.000Z', until: '2031-10-26T05:00:00.000Z' }
const tell = (change: CapacityChange) => there.keeper.perform([effect('changeCapacity', change)], call())
const standing = async () =>
  (await there.journal()).buckets.map(({ calendar, startdate, enddate, value }) => [
    calendar,
    startdate,
    enddate,
    value,
  ])

it('SYS-08: a work centre out of work is a bucket of nothing in the calendar of its resource, one however often it is told or moves', async () => {
  expect(await tell({ ...press, closed })).toMatchObject([{ known: false, documents: [{ kind: 'calendarbucket' }] }])
  expect(await tell({ ...press, closed })).toMatchObject([{ known: true }])
  // By its own clock, which has gone back an hour in between.
  const told = ['Press 1 hours', '2031-10-26T00:00:00', '2031-10-26T06:00:00', '0']
  expect(await standing()).toEqual([told])
  await tell({ ...press, closed: { ...closed, until: '2031-10-26T07:00:00.000Z' } })
  expect(await standing()).toEqual([['Press 1 hours', '2031-10-26T00:00:00', '2031-10-26T08:00:00', '0']])
  await tell({ ...press, block: 'A/PM-9', workCentre: 'odoo.work-centre.9', name: 'Welding', closed })
  expect((await standing()).map(([calendar]) => calendar)).toEqual(['Press 1 hours', 'Cell hours'])
  expect(await tell(press)).toMatchObject([{ known: false }])
  expect(await tell(press)).toMatchObject([{ known: true }])
  expect((await standing()).map(([calendar]) => calendar)).toEqual(['Cell hours'])
})

it('SYS-08: what was done and not answered is looked for before it is done again', async () => {
  const again = { ...press, block: 'A/PM-400', closed }
  await there.faults({ afterCommit: 1 })
  const [lost] = await tell(again)
  expect(lost).toBeInstanceOf(Unanswered)
  expect(await tell(again)).toMatchObject([{ known: true }])
  await there.faults({ unavailable: 1 })
  const [away] = await tell({ ...again, closed: { ...closed, from: '2031-10-25T23:00:00.000Z' } })
  expect(away).toBeInstanceOf(Failure)
  expect((await standing()).filter(([calendar]) => calendar === 'Press 1 hours')).toHaveLength(1)
})

it('SYS-08: what frePPLe does not know, or would close for others too, is refused in words and changes nothing', async () => {
  const before = await there.journal()
  const refused = async (name: string) => {
    const [answer] = await tell({ ...press, name, closed })
    return answer instanceof Failure ? [answer.code, answer.message] : answer
  }
  expect(await refused('Lathe')).toEqual(['UNKNOWN_WORK_CENTRE', expect.stringContaining('no resource Lathe')])
  expect(await refused('Bench')).toEqual(['UNMAPPED_CODE', expect.stringContaining('no calendar')])
  expect(await refused('Oven')).toEqual(['SHARED_CALENDAR', expect.stringContaining('that of Mixer too')])
  expect((await there.journal()).changes).toEqual(before.changes)
})

it('WF-06: what is open is written down there once, planned there, and told back by the hub’s names; what is begun stays', async () => {
  const order = (nth: number, more: object) => ({
    ...{ order: `odoo.${nth}`, label: `MO-${nth}`, isUrgent: false, lacks: [], ...more },
    ...{ from: '2031-11-25T08:00:00.000Z', until: '2031-11-25T12:00:00.000Z' },
  })
  const operation = (nth: number, of: number, from: string, until: string, more: object = {}) => ({
    ...{
      operation: `odoo.operation.${nth}`,
      order: `odoo.${of}`,
      name: 'Press',
      isStarted: false,
      left: 60,
      after: [],
    },
    place: { workCentre: press.workCentre, from, until, minutes: 60 },
    choices: [press.workCentre, 'odoo.work-centre.9'].map((workCentre) => ({ workCentre, minutes: 60 })),
    ...more,
  })
  const work = OpenWork.parse({
    ...{ hours: [], unplanned: 0 },
    workCentres: [
      { id: press.workCentre, name: 'Press 1', hours: 'day', leaves: [] },
      { id: 'odoo.work-centre.9', name: 'Welding', hours: 'day', leaves: [] },
    ],
    orders: [order(1, { promised: '2031-11-26T08:00:00.000Z' }), order(2, { isUrgent: true })],
    operations: [
      operation(1, 1, '2031-11-25T08:00:00.000Z', '2031-11-25T09:00:00.000Z', { isStarted: true }),
      operation(2, 1, '2031-11-25T09:00:00.000Z', '2031-11-25T10:00:00.000Z', { after: ['odoo.operation.1'] }),
      operation(3, 2, '2031-11-25T10:00:00.000Z', '2031-11-25T11:00:00.000Z'),
    ],
  })
  await there.today('2031-11-25T09:00:00')
  const plan = async (open: OpenWork) =>
    (await there.keeper.read('plan', [{ plant: 'A', at: '2031-11-25T08:00:00.000Z', work: open }], call()))[0]
  const places = [
    { operation: 'odoo.operation.2', workCentre: press.workCentre, from: '2031-11-25T09:00:00.000Z' },
    // The urgent one goes first, where nothing stands in its way.
    { operation: 'odoo.operation.3', workCentre: 'odoo.work-centre.9', from: '2031-11-25T08:00:00.000Z' },
  ]
  expect(await plan(work)).toEqual({ places })
  expect(await plan(work)).toEqual({ places })
  const orders = async () =>
    (await there.journal()).orders.map(({ reference, status, startdate, resources }) =>
      [reference, status, startdate, resources[0]!.resource].join(' '),
    )
  // By its own clock, and under its own names.
  expect(await orders()).toEqual([
    'odoo.operation.1 confirmed 2031-11-25T09:00:00 Press 1',
    'odoo.operation.2 approved 2031-11-25T10:00:00 Press 1',
    'odoo.operation.3 approved 2031-11-25T09:00:00 CELL-9',
  ])
  expect(await plan({ ...work, operations: work.operations.slice(0, 2) })).toEqual({ places: places.slice(0, 1) })
  expect((await orders()).at(-1)).toContain('odoo.operation.3 closed')
})

it('SYS-08: a wrong password is said, and nothing is told', async () => {
  const stranger = frepple.connect(frepple.settings.parse({ url: there.url, user: 'millwright', password: 'wrong' }))
  const answers = await stranger.provides[0]!.perform([effect('changeCapacity', { ...press, closed })], call())
  expect(answers.map(outcome)).toEqual(['NOT_AUTHORISED'])
  await expect(stranger.probe(AbortSignal.timeout(5_000))).rejects.toBeInstanceOf(Unavailable)
  await there.probe(AbortSignal.timeout(5_000))
})
