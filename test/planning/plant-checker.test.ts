import { expect, it } from 'vitest'
import { type Plan, type Problem, violationsOf } from './plant-checker.ts'
import { optionBy, quiet, withLeave, withOperation } from './plant-story.ts'

type Part = Plan['operations'][number]['parts'][number]

/** A plan that is right, with one operation put elsewhere by hand. */
const spoilt = (problem: Problem, id: string, ...parts: Partial<Part>[]): readonly string[] => {
  const plan: Plan = optionBy(problem as typeof quiet, 'wait')
  expect(violationsOf(problem, plan)).toEqual([])
  const operations = plan.operations.map((one) =>
    one.operation === id ? { ...one, parts: parts.map((part) => ({ ...one.parts[0]!, ...part })) } : one,
  )
  return violationsOf(problem, { ...plan, operations })
}

const setup = { setup: { family: 'red', minutes: 20 } }
const underWay = withOperation(quiet, 'A1', { started: { workCentre: 'press', left: 120 } })

it.each<readonly [string, Problem, string, readonly Partial<Part>[]]>([
  ['overlap: B1', quiet, 'B1', [{ begins: 100, ends: 200 }]],
  ['closed: A2', quiet, 'A2', [{ begins: 470, ends: 530 }]],
  ['interrupted: A2', quiet, 'A2', [{ begins: 450, ends: 1470 }]],
  ['minutes: A1', quiet, 'A1', [{ begins: 60, ends: 170 }]],
  ['share: A1', quiet, 'A1', [{ begins: 60, ends: 170, minutes: 110 }]],
  ['precedence: A2', quiet, 'A2', [{ begins: 100, ends: 160 }]],
  ['past: A1', { ...quiet, now: 30 }, 'A1', [{ begins: 20, ends: 140 }]],
  [
    'release: A1',
    { ...quiet, orders: [{ ...quiet.orders[0]!, release: 50 }, quiet.orders[1]!] },
    'A1',
    [{ begins: 40, ends: 160 }],
  ],
  ['material: A1', withOperation(quiet, 'A1', { materialAt: 50 }), 'A1', [{ begins: 40, ends: 160 }]],
  ['frozen moved: A1', { ...quiet, frozenUntil: 100 }, 'A1', [{ begins: 50, ends: 170 }]],
  ['started moved: A1', underWay, 'A1', [{ workCentre: 'spare', begins: 0, ends: 180, minutes: 180 }]],
  ['closed: A1', withLeave(quiet, 'press', 400, 500), 'A1', [{ begins: 410, ends: 1500 }]],
  ['unit: A1', quiet, 'A1', [{ unit: 1 }]],
  ['work centre: A1', quiet, 'A1', [{ workCentre: 'saw' }]],
  ['not by this policy: A1', quiet, 'A1', [{ workCentre: 'spare', minutes: 180, ends: 240 }]],
  ['sooner than planned: A1', quiet, 'A1', [{ begins: 0, ends: 120 }]],
  ['setup: A1', withOperation(quiet, 'A1', setup), 'A1', [{ setup: 0, begins: 60, ends: 180 }]],
  [
    'split: A1',
    quiet,
    'A1',
    [
      { begins: 60, ends: 120, minutes: 60 },
      { workCentre: 'spare', begins: 120, ends: 210, minutes: 90 },
    ],
  ],
  [
    'split without a leave: A1',
    quiet,
    'A1',
    [
      { begins: 60, ends: 120, minutes: 60 },
      { workCentre: 'spare', begins: 120, ends: 210, minutes: 90 },
    ],
  ],
  ['parts: A1', quiet, 'A1', []],
  ['cost: late', quiet, 'B2', [{ begins: 1440, ends: 1500 }]],
  ['cost: changes', quiet, 'B2', [{ begins: 300, ends: 360 }]],
])('the checker names "%s"', (violation, problem, id, parts) => {
  expect(spoilt(problem, id, ...parts)).toContain(violation)
})

it('the checker names a cost that is not the sum of its parts, and overtime that nobody counted', () => {
  const plan: Plan = optionBy(quiet, 'wait')
  expect(violationsOf(quiet, { ...plan, cost: { ...plan.cost, total: 1 } })).toEqual(['cost: total'])
  const operations = plan.operations.map((one) =>
    one.operation === 'B1' ? { ...one, parts: [{ ...one.parts[0]!, begins: 450, ends: 550 }] } : one,
  )
  expect(violationsOf(quiet, { ...plan, operations, overtime: ['press'] })).toContain('cost: overtime')
  expect(violationsOf(quiet, { ...plan, operations })).toContain('closed: B1')
})
