import { afterAll, beforeAll, expect, it } from 'vitest'
import { Failure, Unanswered, Unavailable } from '#kernel/failure'
import type { CapacityChange } from '#model/capacity-change'
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

it('SYS-08: a wrong password is said, and nothing is told', async () => {
  const stranger = frepple.connect(frepple.settings.parse({ url: there.url, user: 'millwright', password: 'wrong' }))
  const answers = await stranger.provides[0]!.perform([effect('changeCapacity', { ...press, closed })], call())
  expect(answers.map(outcome)).toEqual(['NOT_AUTHORISED'])
  await expect(stranger.probe(AbortSignal.timeout(5_000))).rejects.toBeInstanceOf(Unavailable)
  await there.probe(AbortSignal.timeout(5_000))
})
