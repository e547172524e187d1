import { minutes } from '#kernel/time'
import type { OutsidePlanWish } from '#model/outside-plan'
import { wallStamp } from './mapping.ts'

/** Records of frePPLe by what they are, in an order in which each finds what it names. */
export type Exported = readonly (readonly [entity: string, records: readonly object[]])[]

export interface Names {
  readonly timeZone: string
  readonly resourceOf: (workCentre: { readonly id: string; readonly name: string }) => string
}

/** By this the hub's own records are found again there. */
export const ownerOf = (plant: string): string => `millwright ${plant}`

/**
 * What is open as frePPLe takes it: an item and a demand for each order; an operation of its own for each operation, with the
 * resources that can do it, the first the one where it stands; and a manufacturing order where it stands now, which a run
 * may move unless it is begun.
 */
export function exportOf({ plant, work }: OutsidePlanWish, { timeZone, resourceOf }: Names): Exported {
  const source = ownerOf(plant)
  const by = (at: string): string => wallStamp(at, timeZone)
  const resources = new Map(work.workCentres.map((centre) => [centre.id, resourceOf(centre)]))
  const lasts = (duration: number): string => `${Math.round((duration * minutes(1)) / 1000)}`
  return [
    ['location', [{ name: plant, source }]],
    ['item', work.orders.map(({ order, label }) => ({ name: order, description: label, source }))],
    [
      'operation',
      work.operations.map(({ operation, order, name, place, isStarted, left }) => ({
        ...{ name: operation, description: name, item: order, location: plant, type: 'fixed_time', source },
        duration: lasts(isStarted ? left : place.minutes),
      })),
    ],
    [
      'operationresource',
      work.operations.flatMap(({ operation, place, choices }) =>
        choices
          .toSorted((one, other) => rank(one, place) - rank(other, place))
          .map(({ workCentre }, nth) => ({
            ...{ operation, resource: resources.get(workCentre) ?? workCentre, name: 'work centre' },
            ...{ quantity: '1', priority: nth + 1, source },
          })),
      ),
    ],
    [
      'operationdependency',
      work.operations.flatMap(({ operation, after }) => after.map((blockedby) => ({ operation, blockedby, source }))),
    ],
    [
      'demand',
      work.orders.map(({ order, isUrgent, sale, promised, until }) => ({
        ...{ name: order, item: order, location: plant, quantity: '1', status: 'open', source },
        ...{ priority: isUrgent ? 1 : 10, due: by(sale?.promised ?? promised ?? until) },
      })),
    ],
    [
      'manufacturingorder',
      work.operations.map(({ operation, order, place, isStarted }) => ({
        ...{ reference: operation, operation, quantity: '1', demand: order, source },
        ...{ status: isStarted ? 'confirmed' : 'approved', startdate: by(place.from), enddate: by(place.until) },
        resources: [{ resource: resources.get(place.workCentre) ?? place.workCentre, quantity: '1' }],
      })),
    ],
  ]
}

const rank = (one: { readonly workCentre: string }, { workCentre }: { readonly workCentre: string }): number =>
  one.workCentre === workCentre ? 0 : 1
