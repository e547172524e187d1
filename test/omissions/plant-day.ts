import { Random } from '../simulation/random.ts'
import { aBreakdown, aMaintenanceOrder, aWindow } from './maintenance-day.ts'
import { type At, productionOrder } from './production-day.ts'
import { type Expectation, expectations, type Told } from './told.ts'

export interface PlantDay {
  /** In the order in which they are sent. */
  readonly told: readonly Told[]
  /** The orders as the ERP has them. */
  readonly orders: readonly object[]
  readonly presses: readonly string[]
  readonly lathes: readonly string[]
}

/** A day of a plant as a seed decides it: one message in nine is about maintenance. */
export function plantDay(seed: number, events: number, at: At): PlantDay {
  const chance = new Random(seed)
  const many = (share: number) => Array.from({ length: Math.max(2, Math.round(events * share)) }, (_, nth) => nth + 1)
  const [windows, works, breakdowns] = [many(0.006), many(0.008), many(0.005)]
  const told: Told[] = [
    ...windows.flatMap((nth) => aWindow(nth, chance.fork(), at)),
    ...works.flatMap((nth) => aMaintenanceOrder(nth, chance.fork(), at)),
    ...breakdowns.flatMap((nth) => aBreakdown(nth, chance.fork(), at)),
  ]
  const orders: object[] = []
  while (told.length < events) {
    const made = productionOrder(orders.length + 1, chance.fork(), at)
    told.push(...made.told)
    orders.push(made.order)
  }
  return {
    told: told.toSorted((one, other) => one.at - other.at),
    orders,
    presses: windows.map((nth) => `PRESS-${nth}`),
    lathes: breakdowns.map((nth) => `LATHE-${nth}`),
  }
}

/** What is dropped: a fifth of no expected kind, a fifth in pairs about one thing, the rest one by one, of all kinds alike. */
export function dropFrom(told: readonly Told[], howMany: number, seed: number): ReadonlySet<Told> {
  const chance = new Random(seed).fork()
  const dropped = new Set<Told>()
  const candidates = chance.shuffled(told)
  const unexpected = candidates.filter(({ expected }) => !expected)
  for (const one of unexpected.slice(0, Math.round(howMany / 5))) dropped.add(one)
  const byThing = [
    ...Map.groupBy(
      candidates.filter(({ expected }) => expected),
      ({ about }) => about,
    ).values(),
  ]
  for (const pair of byThing.filter(({ length }) => length > 1).slice(0, Math.round(howMany / 10)))
    for (const one of pair.slice(0, 2)) dropped.add(one)
  const left = new Map<Expectation, Told[]>(
    expectations.map((kind) => [kind, candidates.filter((one) => one.expected === kind && !dropped.has(one))]),
  )
  for (let nth = 0; dropped.size < howMany; nth++) {
    const next = left.get(expectations[nth % expectations.length]!)!.pop()
    if (next) dropped.add(next)
  }
  return dropped
}
