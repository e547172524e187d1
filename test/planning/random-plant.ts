import fc from 'fast-check'
import type { Operation, Order, WorkCentre, Workload } from '#planning'

const DAY = 24 * 60
const NOW = 29_700_000
const MIDNIGHT = NOW - (NOW % DAY)
const DAYS = 40

const shifts = {
  one: [[6, 14]],
  two: [
    [6, 14],
    [14, 22],
  ],
  broken: [
    [6, 11],
    [12, 16],
  ],
  all: [[0, 24]],
} as const

/** Each day but every seventh. */
const calendar = (kind: keyof typeof shifts, hours: readonly (readonly [number, number])[] = shifts[kind] as never) =>
  Array.from({ length: DAYS }, (_, day) => day)
    .filter((day) => kind === 'all' || day % 7 !== 6)
    .flatMap((day) =>
      hours.map(([from, to]) => ({ begins: MIDNIGHT + day * DAY + from * 60, ends: MIDNIGHT + day * DAY + to * 60 })),
    )

const centre = fc.record({
  kind: fc.constantFrom('one', 'two', 'broken', 'all' as const) as fc.Arbitrary<keyof typeof shifts>,
  capacity: fc.constantFrom(1, 1, 1, 2, 3),
  hasOvertime: fc.boolean(),
  leave: fc.option(
    fc.record({ from: fc.integer({ min: -600, max: 4 * DAY }), minutes: fc.integer({ min: 30, max: 2 * DAY }) }),
  ),
})

const step = fc.record({
  centres: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1, maxLength: 3 }),
  minutes: fc.array(fc.integer({ min: 5, max: 420 }), { minLength: 4, maxLength: 4 }),
  mayPause: fc.boolean(),
  setup: fc.option(fc.record({ family: fc.constantFrom('red', 'blue'), minutes: fc.integer({ min: 0, max: 45 }) })),
  material: fc.option(fc.integer({ min: -DAY, max: 3 * DAY }), { freq: 3 }),
  isPlanned: fc.integer({ min: 0, max: 9 }),
  joins: fc.option(fc.nat(40), { freq: 4 }),
})

const order = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  release: fc.option(fc.integer({ min: 0, max: DAY }), { freq: 3 }),
  promised: fc.option(fc.integer({ min: 200, max: 6 * DAY }), { freq: 8 }),
  value: fc.integer({ min: 0, max: 5000 }),
  priority: fc.constantFrom(1, 1, 2, 5),
})

/** A plant with a plan that could be carried out until leaves, material and what took longer came between. */
export const plant: fc.Arbitrary<Workload> = fc
  .record({
    centres: fc.array(centre, { minLength: 4, maxLength: 4 }),
    orders: fc.array(order, { minLength: 1, maxLength: 7 }),
    frozen: fc.constantFrom(0, 240, DAY),
    isWorking: fc.boolean(),
  })
  .map(({ centres, orders, frozen, isWorking }) => {
    const workCentres: WorkCentre[] = centres.map(({ kind, capacity, hasOvertime, leave }, nth) => ({
      id: `W${nth}`,
      capacity,
      open: calendar(kind),
      ...(hasOvertime &&
        kind !== 'all' && {
          overtime: calendar(kind, [
            [4, 6],
            [22, 24],
          ]),
        }),
      leaves: leave ? [{ id: `L${nth}`, begins: NOW + leave.from, ends: NOW + leave.from + leave.minutes }] : [],
    }))
    const operations: Operation[] = []
    for (const [nth, { steps }] of orders.entries())
      for (const [at, { centres: at4, minutes, mayPause, setup, material, joins }] of steps.entries()) {
        const before = operations.at(-1)
        const joined = joins === null ? undefined : operations[joins % Math.max(1, operations.length)]
        const after = [...new Set([at > 0 ? before!.id : undefined, joined?.id])].filter((id) => id !== undefined)
        operations.push({
          id: `O${nth}-${at}`,
          order: `O${nth}`,
          after,
          // What may not pause fits into the shortest shift, with its setup.
          choices: at4.map((one) => ({
            workCentre: `W${one}`,
            minutes: mayPause ? minutes[one]! : (minutes[one]! % 190) + 5,
          })),
          mayPause,
          ...(setup && { setup }),
          ...(material !== null && { materialAt: NOW + material }),
        })
      }
    const withDates = orders.map(({ release, promised, value, priority }, nth): Order => ({
      id: `O${nth}`,
      value,
      priority,
      ...(release !== null && { release: NOW + release }),
      ...(promised !== null && { promised: NOW + promised }),
    }))
    return {
      now: NOW,
      frozenUntil: NOW + frozen,
      workCentres,
      orders: withDates,
      operations: plannedOnce(
        workCentres,
        withDates,
        operations,
        orders.flatMap(({ steps }) => steps.map(({ isPlanned }) => isPlanned)),
        isWorking,
      ),
      prices: { overtimeMinute: 2, change: 10 },
    }
  })

/**
 * The plan before: each behind the other where it usually goes, as if there were no leave. Most have a place in it,
 * and the first may be under way.
 */
function plannedOnce(
  centres: readonly WorkCentre[],
  orders: readonly Order[],
  operations: readonly Operation[],
  isPlanned: readonly number[],
  isWorking: boolean,
): Operation[] {
  const free = new Map(centres.map(({ id }) => [id, NOW]))
  const ends = new Map<string, number>()
  return operations.map((operation, nth) => {
    const { workCentre, minutes } = operation.choices[0]!
    const { open } = centres.find(({ id }) => id === workCentre)!
    const { release = NOW } = orders.find(({ id }) => id === operation.order)!
    // Of every third nobody knew that its material would come late.
    const material = nth % 3 === 0 ? NOW : (operation.materialAt ?? NOW)
    let at = Math.max(free.get(workCentre)!, release, material, ...operation.after.map((one) => ends.get(one)!))
    const isOpen = (minute: number) => open.some((span) => span.begins <= minute && minute < span.ends)
    while (!isOpen(at)) at++
    const begins = at
    for (let left = minutes; left > 0; at++) if (isOpen(at)) left--
    const isFirst = free.get(workCentre) === NOW && operation.after.length === 0 && release <= NOW
    free.set(workCentre, at)
    ends.set(operation.id, at)
    if (isFirst && isWorking)
      return {
        ...operation,
        planned: { workCentre, begins: NOW - 30 },
        started: { workCentre, left: Math.ceil(minutes / 2) },
      }
    return isPlanned[nth] === 0 ? operation : { ...operation, planned: { workCentre, begins } }
  })
}
