import { expect, it } from 'vitest'
import { optionsFor, type Workload } from '#planning'
import { quiet, withLeave, withOperation } from './plant-story.ts'

const centre = (more: Partial<Workload['workCentres'][number]>): Workload => ({
  ...quiet,
  workCentres: [{ ...quiet.workCentres[0]!, ...more }, ...quiet.workCentres.slice(1)],
})
const choices = (minutes: number, workCentre = 'saw') => ({ choices: [{ workCentre, minutes }] })
const started = { started: { workCentre: 'press', left: 10 } }

it.each<readonly [string, Workload, string, string]>([
  ['a name that stands twice', { ...quiet, orders: [...quiet.orders, quiet.orders[0]!] }, 'NAMED_TWICE', 'A'],
  ['a work centre nobody knows', withOperation(quiet, 'A2', choices(5, 'lathe')), 'UNKNOWN_NAME', 'A2'],
  ['an operation before that there is not', withOperation(quiet, 'A2', { after: ['Z1'] }), 'UNKNOWN_NAME', 'A2'],
  ['an order that there is not', withOperation(quiet, 'A2', { order: 'Z' }), 'UNKNOWN_NAME', 'A2'],
  ['nobody who can do it', withOperation(quiet, 'A2', { choices: [] }), 'NO_WORK_CENTRE', 'A2'],
  [
    'a place where it cannot be done',
    withOperation(quiet, 'A2', { planned: { workCentre: 'press', begins: 9 } }),
    'NO_WORK_CENTRE',
    'A2',
  ],
  ['a negative duration', withOperation(quiet, 'A2', choices(-5)), 'NOT_A_TIME', 'A2'],
  ['half a minute', withOperation(quiet, 'A2', choices(0.5)), 'NOT_A_TIME', 'A2'],
  ['a date that is none', { ...quiet, now: Number.NaN }, 'NOT_A_TIME', 'now'],
  ['a shift that ends before it begins', centre({ open: [{ begins: 9, ends: 3 }] }), 'NOT_A_SPAN', 'press'],
  ['a leave that ends as it begins', withLeave(quiet, 'saw', 60, 60), 'NOT_A_SPAN', 'saw'],
  ['a work centre that does nothing at once', centre({ capacity: 0 }), 'NOT_A_CAPACITY', 'press'],
  [
    'a value below nothing',
    { ...quiet, orders: quiet.orders.map((one) => ({ ...one, value: -1 })) },
    'NOT_AN_AMOUNT',
    'A',
  ],
  ['a price below nothing', { ...quiet, prices: { overtimeMinute: -1, change: 0 } }, 'NOT_AN_AMOUNT', 'prices'],
  ['two that wait for one another', withOperation(quiet, 'A1', { after: ['A2'] }), 'WAITS_FOR_ITSELF', 'A1'],
  ['one that waits for itself', withOperation(quiet, 'B2', { after: ['B2'] }), 'WAITS_FOR_ITSELF', 'B2'],
  [
    'more under way than can be',
    withOperation(withOperation(quiet, 'A1', started), 'B1', started),
    'TOO_MANY_STARTED',
    'press',
  ],
  ['a work centre that is never open', withLeave(quiet, 'saw', 0, 9999), 'NEVER_OPEN', 'A2'],
  ['work that fits into no shift', withOperation(quiet, 'A2', choices(490)), 'NO_ROOM', 'A2'],
])('%s is refused by name, and nothing is planned', (_what, workload, code, subject) => {
  const refused = optionsFor(workload, { seed: 1, iterations: 10, isLate: () => false })
  expect(refused).toEqual({
    code,
    subject,
    sentence: expect.stringContaining(subject === 'now' ? 'Now' : subject === 'prices' ? 'price' : subject) as string,
  })
})
