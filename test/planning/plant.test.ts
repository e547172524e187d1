import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { violationsOf } from './plant-checker.ts'
import { optionBy, options, placesOf, quiet, withLeave, withOperation } from './plant-story.ts'
import { plant } from './random-plant.ts'

const IS_FULL = process.env['MILLWRIGHT_FULL'] !== undefined
// Hundreds of plans are reckoned: slow where many share a machine, and longer in a full run.
vi.setConfig({ testTimeout: 600_000 })

describe('plants with calendars, leaves, alternatives, material, frozen and started operations', () => {
  it('WF-06: each of 200 is planned in ways that can be carried out, and one that may do more is never dearer', () => {
    fc.assert(
      fc.property(plant, fc.nat(), fc.boolean(), (workload, seed, mayWorkOvertime) => {
        const found = options(workload, { seed, mayWorkOvertime, iterations: IS_FULL ? 1000 : 30 })
        for (const option of found) expect(violationsOf(workload, option), option.policy).toEqual([])
        const costs = found.map(({ cost }) => cost.total)
        expect(costs).toEqual(costs.toSorted((one, other) => other - one))
      }),
      { numRuns: IS_FULL ? 2000 : 200 },
    )
  })

  it('are planned alike for the same seed and iterations, also when time ended the search', () => {
    fc.assert(
      fc.property(plant, fc.nat(), fc.nat(6), (workload, seed, turns) => {
        let asked = 0
        const cut = options(workload, { seed, iterations: 1000, isLate: () => asked++ >= turns })
        const iterations = Object.fromEntries(cut.map((one) => [one.policy, one.iterations]))
        expect(options(workload, { seed, iterations })).toEqual(cut)
      }),
      { numRuns: 20 },
    )
  })
})

it('a plan that can be carried out stays as it is', () => {
  for (const option of options(quiet)) {
    expect(option).toMatchObject({ changed: 0, cost: { total: 0 }, late: [], iterations: 0 })
    expect(violationsOf(quiet, option)).toEqual([])
  }
})

describe('WF-06: the press is down from 30 to 330', () => {
  const down = withLeave(quiet, 'press', 30, 330)

  it('who waits shifts everything behind it, in the sequence it had, and says what each waits for', () => {
    const waiting = optionBy(down, 'wait')
    expect(['A1', 'A2', 'B1', 'B2'].map((id) => placesOf(waiting, id)[0])).toEqual([
      'press 330-450',
      // Not to be interrupted, so it goes into the next shift.
      'saw 1440-1500',
      'press 450-1510',
      'saw 1510-1570',
    ])
    expect(waiting.operations.map(({ because }) => because)).toEqual([
      { kind: 'leave', workCentre: 'press', leave: 'press down' },
      { kind: 'predecessor', operation: 'A1', ends: 450 },
      { kind: 'leave', workCentre: 'press', leave: 'press down' },
      { kind: 'predecessor', operation: 'B1', ends: 1510 },
    ])
    expect(waiting.late).toEqual([
      { order: 'A', minutes: 1200 },
      { order: 'B', minutes: 1090 },
    ])
    expect(waiting.changed).toBe(4)
  })

  it('with another sequence both keep their promise where there is time for the other one', () => {
    const [first, second] = quiet.orders
    const patient = { ...withLeave(quiet, 'press', 0, 300), orders: [{ ...first!, promised: 1600 }, second!] }
    expect(optionBy(patient, 'wait').late.map(({ order }) => order)).toEqual(['B'])
    const moved = optionBy(patient, 'move')
    expect(moved.late).toEqual([])
    expect(placesOf(moved, 'B1')).toEqual(['press 300-400'])
    expect(violationsOf(patient, moved)).toEqual([])
  })

  it('the spare press saves both promises', () => {
    const elsewhere = optionBy(down, 'alternative')
    expect(placesOf(elsewhere, 'A1')).toEqual(['spare 0-180'])
    expect(placesOf(elsewhere, 'A2')).toEqual(['saw 180-240'])
    expect(elsewhere.late).toEqual([])
  })

  it('what is under way is handed on where that is cheaper than waiting', () => {
    const started = withOperation(down, 'A1', {
      planned: { workCentre: 'press', begins: -60 },
      started: { workCentre: 'press', left: 90 },
    })
    expect(placesOf(optionBy(started, 'alternative'), 'A1')).toEqual(['press 0-390'])
    const split = optionBy(started, 'split')
    // Half an hour was left to the press; of its 120 minutes 60 remain, which are 90 of the spare one.
    expect(placesOf(split, 'A1')).toEqual(['press 0-30', 'spare 30-120'])
    expect(violationsOf(started, split)).toEqual([])
  })

  it('overtime is worked only where it may be, and where it costs less than the delay', () => {
    const dear = { ...down, orders: down.orders.map((one) => ({ ...one, value: 5000 })) }
    const wishes = [{}, { mayWorkOvertime: true }].map((more) => optionBy(dear, 'move', more))
    expect(wishes.map(({ overtime }) => overtime)).toEqual([[], ['press']])
    expect(wishes[1]!.cost.total).toBeLessThan(wishes[0]!.cost.total)
    expect(wishes[1]!.cost.overtime).toBeGreaterThan(0)
    expect(violationsOf(dear, wishes[1]!)).toEqual([])
  })
})

it('what begins within the frozen horizon keeps its place, whoever else is late', () => {
  const hurried = {
    ...quiet,
    frozenUntil: 100,
    orders: [
      { ...quiet.orders[0]!, promised: 10_000 },
      { ...quiet.orders[1]!, promised: 60 },
    ],
  }
  for (const option of options(hurried)) expect(placesOf(option, 'A1')).toEqual(['press 60-180'])
  expect(placesOf(optionBy({ ...hurried, frozenUntil: 0 }, 'move'), 'B1')).toEqual(['press 0-100'])
})

it('WF-49: what waits for material goes when it is there, and says so', () => {
  const [first, second] = quiet.orders
  const short = { ...withOperation(quiet, 'A1', { materialAt: 200 }), orders: [first!, { ...second!, promised: 400 }] }
  const waiting = optionBy(short, 'wait')
  expect(placesOf(waiting, 'A1')).toEqual(['press 200-320'])
  expect(waiting.operations[0]!.because).toEqual({ kind: 'material', at: 200 })
  // Behind it, as it was planned; with another sequence it goes before it.
  expect(placesOf(waiting, 'B1')).toEqual(['press 320-420'])
  expect(placesOf(optionBy(short, 'move'), 'B1')).toEqual(['press 0-100'])
})

it('units of one work centre work beside one another, and a family that is set up need not be set up again', () => {
  const setup = (family: string) => ({ setup: { family, minutes: 20 } })
  const red = withOperation(withOperation(quiet, 'A1', setup('red')), 'B1', setup('red'))
  expect(placesOf(optionBy(red, 'wait'), 'B1')).toEqual(['press 200-300'])
  const blue = withOperation(red, 'B1', setup('blue'))
  expect(placesOf(optionBy(blue, 'wait'), 'B1')).toEqual(['press 200-320'])
  const two = { ...blue, workCentres: blue.workCentres.map((one) => ({ ...one, capacity: 2 })) }
  expect(placesOf(optionBy(two, 'wait'), 'B1')).toEqual(['press 180-300'])
})
