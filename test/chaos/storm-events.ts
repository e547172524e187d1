import type { Random } from '../simulation/random.ts'
import type { ReportedEvent } from '../support/gateway.ts'
import { pcs } from '../support/plant.ts'

interface Goods {
  readonly steel: string
  readonly paint: string
}

const times = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item)

/** One order's life as the shop floor tells it: 20 events, one issue of which is taken back in part. */
export function lifeOf(order: string, { steel, paint }: Goods): readonly ReportedEvent[] {
  const issued = (item: string, quantity: number, lot?: string) =>
    ['material.issued', { order, item, quantity: pcs(quantity), ...(lot ? { lot } : {}) }] as const
  const completed = (operation: string, good: number, minutes: number) => {
    const time = { machineTime: `${minutes}`, labourTime: `${good}` }
    return ['operation.completed', { order, operation, good: pcs(good), ...time }] as const
  }
  const received = (quantity: number) => ['output.received', { order, quantity: pcs(quantity), lot: 'F1' }] as const
  const final = {
    received: pcs(100),
    issued: [
      { item: steel, quantity: pcs(200) },
      { item: paint, quantity: pcs(100) },
    ],
    completed: [
      { operation: '10', quantity: pcs(100) },
      { operation: '20', quantity: pcs(100) },
    ],
  }
  const told = [
    issued(steel, 20),
    ...times(5, issued(steel, 38)),
    ['material.returned', { order, reverses: `${order}-0`, quantity: pcs(10), reason: 'one too many' }] as const,
    ...times(2, issued(paint, 50, 'LC')),
    ...times(4, completed('10', 25, 25)),
    completed('20', 40, 80),
    ...times(2, completed('20', 30, 60)),
    received(40),
    ...times(2, received(30)),
    ['order.closed', { order, final }] as const,
  ]
  return told.map(([type, data], at) => ({ id: `${order}-${at}`, type, data }))
}

/** The same while planning moves its end three times: transitions, which take their turn in the order they are told. */
export function plannedLifeOf(order: string, goods: Goods): readonly ReportedEvent[] {
  const plans = [1, 2, 3].map((day): ReportedEvent => ({
    id: `${order}-p${day}`,
    type: PLANNED,
    data: { order, plannedEnd: `2036-01-0${day}T06:00:00Z` },
  }))
  const life = lifeOf(order, goods)
  return life.flatMap((event, at) => (at % 6 === 3 && at < 18 ? [plans[(at - 3) / 6]!, event] : [event]))
}

const PLANNED = 'order.planned'
export const isTransition = ({ type }: ReportedEvent): boolean => type === PLANNED || type === 'order.closed'

/**
 * The lives of many orders on one wire: mixed, a fifth of the events late, a tenth of them twice. A plan is never late:
 * it would be another plan.
 */
export function wireOf(lives: readonly (readonly ReportedEvent[])[], chance: Random): ReportedEvent[] {
  const queues = lives.map((life) => [...life])
  const mixed = chance.shuffled(lives.flatMap((life, at) => life.map(() => at))).map((at) => queues[at]!.shift()!)
  const moved = (most: number) => (chance.next() * most + 1) / mixed.length
  const placed = mixed.flatMap((event, at) => {
    const place = at / mixed.length + (chance.chance(0.2) && event.type !== PLANNED ? moved(60) : 0)
    return chance.chance(0.1)
      ? [
          { event, place },
          { event, place: place + moved(60) },
        ]
      : [{ event, place }]
  })
  return placed.toSorted((one, other) => one.place - other.place).map(({ event }) => event)
}
