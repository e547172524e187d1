import type { z } from 'zod'
import { type Duration, type Instant, isAfter, minutes } from '#kernel/time'
import { LOST_PRODUCTION_DEFINITION } from '#model/lost-production'
import { addedUp, type Money } from '#model/money'
import { add, type Quantity } from '#model/quantity'
import { rateOn } from '#model/rate'
import { type Scrap, SCRAP_DEFINITION, scrapOf, scrapWorth } from '#model/scrap'
import { type CostGround, type Lost, lostOf, rateView } from '../asset-costs/view.ts'
import { dayOf } from '../plant-day/days.ts'
import { type MissingReport, missingText } from '../plant-day/missing.ts'
import type { OeeGround, WorkedRow } from '../plant-day/oee.ts'
import { inStretch, isBefore, type Stretch, stretchesOf } from '../plant-day/stretches.ts'
import type { Losses } from './contract.ts'

/** What is known of a plant that says what a day of it lost. */
export interface LossGround
  extends Omit<CostGround, 'until' | 'parts'>, Pick<OeeGround, 'shifts' | 'worked' | 'missing' | 'end' | 'now'> {
  readonly day: string
}

type Told = z.input<typeof Losses>
type ShiftTold = Told['shifts'][number]
type Found = Scrap & { readonly order: WorkedRow['order'] }

/** What each shift of a day lost, each standstill and each scrap at the rate of the day on which it was. */
export function lossesOf(ground: LossGround): Told {
  const { plant, day, from, end, now } = ground
  const until = isBefore(now, end) ? now : end
  const found = ground.worked
    .flatMap(({ order, effects }) => scrapOf(effects, order).map((one) => ({ ...one, order })))
    .filter(({ at }) => !isBefore(at, from) && isBefore(at, until))
  const stretches = stretchesOf(ground.shifts, { from, until, end })
  const shifts = stretches.map((stretch) =>
    shiftLosses(stretch, inStretch(found, stretch, stretches), {
      ...ground,
      missing: inStretch(ground.missing, stretch, stretches),
    }),
  )
  return {
    ...{ plant, day, definitions: { lost: LOST_PRODUCTION_DEFINITION, scrap: SCRAP_DEFINITION } },
    ...summed(
      shifts.flatMap(({ stops }) => stops),
      shifts.flatMap(({ scrap }) => scrap),
    ),
    shifts,
  }
}

function shiftLosses(stretch: Stretch, found: readonly Found[], ground: LossGround): ShiftTold {
  const stops = lostOf({ ...ground, ...stretch }).map((lost) => stopFrom(lost, ground))
  const scrap = found.map((one) => scrapFrom(one, ground))
  const told = summed(stops, scrap)
  const { from, ends } = stretch
  return { from, ends, provisional: provisional(stretch, told.untold, ground), ...told, stops, scrap }
}

/** While the shift goes on more may be lost; what was not reported or priced is in no sum. */
function provisional(
  { ends }: Stretch,
  untold: number,
  { now, missing }: { readonly now: Instant; readonly missing: readonly MissingReport[] },
): string | null {
  if (isAfter(ends, now)) return 'The shift is not over.'
  if (missing.length > 0) return missingText(missing)
  return untold > 0 ? `No rule has a rate for ${untold} of what was lost.` : null
}

const stopFrom = ({ stop, time, rate, cost }: Lost, { assets }: LossGround): ShiftTold['stops'][number] => ({
  ...{ asset: stop.asset, name: assets.find(({ asset }) => asset === stop.asset)?.name ?? null, place: stop.place },
  ...{ number: stop.number, from: stop.from, until: stop.until ?? null, reason: stop.reason ?? null },
  ...{ minutes: inMinutes(time), rate: rateView(rate), cost: cost ?? null },
})

/** What was found bad, at the rate of the day on which it was. */
export function scrapFrom(
  found: Found,
  { rates, timeZone }: Pick<LossGround, 'rates' | 'timeZone'>,
): ShiftTold['scrap'][number] {
  const { at, item, quantity, operation = null, reason = null, order, message, changedBy } = found
  const rate = rateOn(rates.scrap, item, dayOf(at, timeZone))
  return {
    ...{ at, order: order.id, label: order.label, item, operation, quantity, reason },
    ...{ rate: rateView(rate), cost: rate ? scrapWorth(rate, quantity) : null },
    messages: [message, ...changedBy],
  }
}

function summed(stops: ShiftTold['stops'], scrap: ShiftTold['scrap']) {
  const costsOf = (of: readonly { readonly cost: Money | null }[]) => of.flatMap(({ cost }) => cost ?? [])
  return {
    minutes: stops.reduce((sum, one) => sum + one.minutes, 0),
    lost: [...addedUp(costsOf(stops))],
    quantities: byUnit(scrap.map(({ quantity }) => quantity)),
    scrapped: [...addedUp(costsOf(scrap))],
    total: [...addedUp(costsOf([...stops, ...scrap]))],
    untold: [...stops, ...scrap].filter(({ cost }) => cost === null).length,
  }
}

const byUnit = (amounts: readonly Quantity[]): Quantity[] =>
  [...Map.groupBy(amounts, ({ uom }) => uom).values()].map((same) => same.slice(1).reduce(add, same[0]!))

const inMinutes = (duration: Duration): number => Math.round(duration / minutes(1))
