import type { z } from 'zod'
import type { AssetRow, MappedEquipment } from '#assets'
import { type Duration, type Instant, isAfter, minutes } from '#kernel/time'
import { placeOf } from '#model/asset'
import type { Shift } from '#model/calendar'
import { type Made, type MadeEffect, madeOf } from '#model/made'
import { idealTime, type Oee, OEE_DEFINITION, oeeOf, type OeeSums } from '#model/oee'
import type { ProductionOrder } from '#model/production'
import { add, isPositive } from '#model/quantity'
import { reliabilityOf } from '#model/reliability'
import type { PlantDay } from './contract.ts'
import type { MissingReport } from './missing.ts'
import { type AgreedRow, knownStop, type StopRow, windowsOf } from './stops.ts'
import { inStretch, isBefore, type Stretch, stretchesOf } from './stretches.ts'

/** An order with what was meant to be booked of what its operations made. */
export interface WorkedRow {
  readonly plant: string
  readonly key: string
  readonly order: ProductionOrder
  readonly effects: readonly MadeEffect[]
}

export interface OeeGround {
  readonly from: Instant
  /** Of the day, or now while it goes on. */
  readonly until: Instant
  readonly end: Instant
  readonly now: Instant
  readonly shifts: readonly Shift[]
  readonly work: (from: Instant, until: Instant) => Duration
  readonly stops: readonly StopRow[]
  readonly agreed: readonly AgreedRow[]
  readonly assets: readonly AssetRow[]
  readonly places: readonly MappedEquipment[]
  readonly worked: readonly WorkedRow[]
  /** Reports that were expected on that day and have not come. */
  readonly missing: readonly MissingReport[]
}

type Told = z.input<typeof PlantDay>['oee']
type Work = Made & { readonly order: ProductionOrder; readonly at: Instant }

/** OEE of each work centre of a plant, of its shifts and of the day, and of the plant as far as it can be told. */
export function oeeOfDay(ground: OeeGround): Told {
  const { places, now } = ground
  const shifts = ground.shifts.filter(({ from }) => isBefore(from, ground.until))
  const stretches = stretchesOf(ground.shifts, ground)
  const work = ground.worked.flatMap(({ order, effects }) => madeOf(effects, order).map((made) => ({ ...made, order })))
  const here = work.filter(({ at }) => !isBefore(at, ground.from) && isBefore(at, ground.until))
  const names = new Set([
    ...places.map(nameOf),
    ...here.map((one) => stepOf(one)?.workCenter ?? ''),
    ...ground.missing.map(({ operation }) => operation.workCenter ?? ''),
  ])
  const centres = [...names].filter(Boolean).toSorted((one, other) => one.localeCompare(other))
  const figures = centres.map((workCentre) => {
    const made = here.filter((one) => stepOf(one)?.workCenter === workCentre)
    const sums = stretches.map((stretch) => sumsOf(workCentre, stretch, inStretch(made, stretch, stretches), ground))
    return { workCentre, sums, made, whole: oeeOf(sums) }
  })
  const told = figures.filter(({ whole }) => whole.gap === undefined)
  return {
    definition: OEE_DEFINITION,
    shifts: shifts.map(({ from, until, ends }) => ({ from, until, isOver: !isAfter(ends, now) })),
    plant: figuresFrom(oeeOf(told.flatMap(({ sums }) => sums))),
    leftOut: figures.length - told.length,
    centres: figures.map(({ workCentre, sums, made, whole }) => ({
      workCentre,
      ...figuresFrom(whole),
      shifts: shifts.length > 0 ? sums.map((one) => figuresFrom(oeeOf([one]))) : [],
      work: workOf(made),
      missing: ground.missing
        .filter(({ operation }) => operation.workCenter === workCentre)
        .map(({ at, order: { id, label }, operation: { operation, name } }) => ({
          ...{ order: id, label, operation, name, expected: at },
        })),
    })),
  }
}

function sumsOf(
  workCentre: string,
  { from, until }: Pick<Stretch, 'from' | 'until'>,
  made: readonly Work[],
  ground: OeeGround,
): OeeSums {
  const { work, stops, agreed, assets } = ground
  const places = ground.places.filter((place) => nameOf(place) === workCentre).map(({ equipment }) => equipment)
  const standing = new Map(assets.map((row) => [row.asset, row]))
  const isHere = (place: string | undefined): boolean => place !== undefined && places.includes(place)
  const own = assets.map(({ asset }) => asset).filter((asset) => isHere(placeOf(asset, standing)))
  const { planned, down } = reliabilityOf({
    ...{ from, until, work, windows: windowsOf(agreed, [...places, ...own]) },
    stops: stops.map(knownStop).filter(({ place, asset }) => isHere(place ?? placeOf(asset, standing))),
  })
  const times = made.map((one) => timesOf(one))
  return {
    ...{ planned, down, unplaced: places.length > 0 ? 0 : 1 },
    ideal: times.reduce((sum, { ideal = 0 }) => sum + ideal, 0),
    good: times.reduce((sum, { good = 0 }) => sum + good, 0),
    untimed: times.filter(({ isUntimed }) => isUntimed).length,
  }
}

/** How long what was made is planned to take, and of that what is good. */
function timesOf(one: Work): { readonly ideal?: Duration; readonly good?: Duration; readonly isUntimed: boolean } {
  const all = add(add(one.good, one.scrap), one.rework)
  if (!isPositive(all)) return { isUntimed: false }
  const planned = stepOf(one)?.plannedMinutes ?? '0'
  const ideal = idealTime(planned, one.order.ordered, all)
  const good = idealTime(planned, one.order.ordered, one.good)
  return ideal === undefined || good === undefined ? { isUntimed: true } : { ideal, good, isUntimed: false }
}

/** What was made of each operation, with the events that say so. */
const workOf = (made: readonly Work[]): Told['centres'][number]['work'] =>
  [...Map.groupBy(made, ({ order, operation }) => `${order.id} ${operation}`).values()].map((reports) => {
    const [first] = reports
    const total = (of: 'good' | 'scrap' | 'rework') =>
      reports.slice(1).reduce((sum, one) => add(sum, one[of]), first![of])
    const ideal = reports.map((one) => timesOf(one).ideal ?? 0).reduce((sum, one) => sum + one, 0)
    return {
      ...{ order: first!.order.id, label: first!.order.label, operation: first!.operation },
      name: stepOf(first!)?.name ?? first!.operation,
      ...{ good: total('good'), scrap: total('scrap'), rework: total('rework') },
      idealMinutes: reports.some((one) => timesOf(one).isUntimed) ? null : inMinutes(ideal),
      messages: [...new Set(reports.flatMap(({ message, changedBy }) => [message, ...changedBy]))],
    }
  })

const stepOf = ({ order, operation: named }: Pick<Work, 'order' | 'operation'>) =>
  order.operations.find(({ operation }) => operation === named)

/** As orders name the work centre. */
const nameOf = ({ code, label }: MappedEquipment): string => code ?? label

const figuresFrom = ({ planned, down, ideal, good, availability, performance, quality, oee, gap, isTooFast }: Oee) => ({
  ...{ plannedMinutes: inMinutes(planned), downMinutes: inMinutes(down) },
  ...{ idealMinutes: inMinutes(ideal), goodMinutes: inMinutes(good) },
  ...{ availability: rounded(availability), performance: rounded(performance), quality: rounded(quality) },
  ...{ oee: rounded(oee), gap: gap ?? null, isTooFast },
})

const rounded = (share: number | undefined): number | null =>
  share === undefined ? null : Math.round(share * 10_000) / 10_000
const inMinutes = (duration: Duration): number => Math.round(duration / minutes(1))
