import { type Option, optionsFor, type PlanWish, type Workload } from '#planning'

/** Two shifts of eight hours, a day apart. */
const shifts = [
  { begins: 0, ends: 480 },
  { begins: 1440, ends: 1920 },
  { begins: 2880, ends: 3360 },
]

const order = (id: string, promised: number, value = 100) => ({ id, promised, value, priority: 1 })

/**
 * A press and a saw with a spare one, two orders over both; everything stands in the plan and can be done as planned.
 */
export const quiet: Workload = {
  now: 0,
  frozenUntil: 0,
  workCentres: [
    { id: 'press', capacity: 1, open: shifts, leaves: [], overtime: [{ begins: 480, ends: 600 }] },
    { id: 'spare', capacity: 1, open: shifts, leaves: [] },
    { id: 'saw', capacity: 1, open: shifts, leaves: [] },
  ],
  orders: [order('A', 300), order('B', 480)],
  operations: [
    {
      ...{ id: 'A1', order: 'A', after: [], mayPause: true, planned: { workCentre: 'press', begins: 60 } },
      choices: [
        { workCentre: 'press', minutes: 120 },
        { workCentre: 'spare', minutes: 180 },
      ],
    },
    {
      ...{ id: 'A2', order: 'A', after: ['A1'], mayPause: false, planned: { workCentre: 'saw', begins: 180 } },
      choices: [{ workCentre: 'saw', minutes: 60 }],
    },
    {
      ...{ id: 'B1', order: 'B', after: [], mayPause: true, planned: { workCentre: 'press', begins: 180 } },
      choices: [
        { workCentre: 'press', minutes: 100 },
        { workCentre: 'spare', minutes: 150 },
      ],
    },
    {
      ...{ id: 'B2', order: 'B', after: ['B1'], mayPause: false, planned: { workCentre: 'saw', begins: 280 } },
      choices: [{ workCentre: 'saw', minutes: 60 }],
    },
  ],
  prices: { overtimeMinute: 1, change: 1 },
}

export const withLeave = (workload: Workload, workCentre: string, begins: number, ends: number): Workload => ({
  ...workload,
  workCentres: workload.workCentres.map((one) =>
    one.id === workCentre ? { ...one, leaves: [{ id: `${workCentre} down`, begins, ends }] } : one,
  ),
})

export const withOperation = (
  workload: Workload,
  id: string,
  more: Partial<Workload['operations'][number]>,
): Workload => ({
  ...workload,
  operations: workload.operations.map((one) => (one.id === id ? { ...one, ...more } : one)),
})

export function options(workload: Workload, more: Partial<PlanWish> = {}): readonly Option[] {
  const found = optionsFor(workload, { seed: 1, iterations: 300, isLate: () => false, ...more })
  if ('code' in found) throw new Error(found.sentence)
  return found
}

export const optionBy = (workload: Workload, policy: Option['policy'], more: Partial<PlanWish> = {}): Option =>
  options(workload, more).find((one) => one.policy === policy)!

/** Where and when an operation begins and ends, part by part. */
export const placesOf = ({ operations }: Option, id: string): readonly string[] =>
  operations
    .find(({ operation }) => operation === id)!
    .parts.map(({ workCentre, begins, ends }) => `${workCentre} ${begins}-${ends}`)
