import { z } from 'zod'
import { days, type Instant, later } from '#kernel/time'
import { shiftsBetween, workBetween } from '#model/calendar'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts, PlantCard } from '../parts.ts'
import { Trouble } from '../problems.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import { dayAt, dayOf } from './days.ts'
import { missingIn, type MissingRow } from './missing.ts'
import type { WorkedRow } from './oee.ts'
import type { AgreedRow, StopRow } from './stops.ts'
import type { DayGround } from './view.ts'

const listStops = prepared('list-stops')
const listAgreed = prepared('list-agreed')
const listOrderParts = prepared('list-order-parts')
const listWorked = prepared('list-worked')
const listMissing = prepared('list-missing')

/** Figures of reliability are of so long up to the day that is looked at. */
const LATELY = days(90)

export const DayQuery = PlantQuery.extend({
  day: z.iso.date().optional().describe('By the clock of each plant; today where absent'),
})

interface AskedDay {
  readonly card: PlantCard
  readonly day: string
  readonly from: Instant
  readonly end: Instant
}

/** The day that is asked for, of each plant that the person may see by its own clock. Refuses one that has not begun. */
export function daysAsked(
  reader: Reader,
  { plant, day }: z.output<typeof DayQuery>,
  { plants, now: clock }: Pick<ApiParts, 'plants' | 'now'>,
): { readonly days: readonly AskedDay[]; readonly now: Instant } {
  const now = clock()
  const named = plantsNamed(reader, 'assets.read', plant)
  const asked = plants
    .filter(({ id }) => named.includes(id))
    .map((card) => ({ card, ...dayAt(day ?? dayOf(now, card.timeZone), card.timeZone) }))
  if (asked.some(({ from }) => from > now))
    throw new Trouble(
      422,
      'SCHEMA_INVALID',
      'Not asked',
      'That day has not begun yet. Ask for today or for one before.',
    )
  return { days: asked, now }
}

/** Everything that reaches into those days and into the time before them that figures are of. */
export async function groundsOf(
  { database, home }: Reader,
  { days: asked, now }: ReturnType<typeof daysAsked>,
  { assets }: Pick<ApiParts, 'assets'>,
): Promise<readonly DayGround[]> {
  const named = asked.map(({ card }) => card.id)
  const earliest = asked.reduce((least, { from }) => (from < least ? from : least), now)
  const latest = asked.reduce((most, { end }) => (end > most ? end : most), earliest)
  const of = [home, named, later(earliest, -LATELY)]
  const [stops, agreed, parts, worked, missing, known, mapped] = await Promise.all([
    database.all<StopRow>(listStops, of),
    database.all<AgreedRow>(listAgreed, of),
    database.all<OrderPartsRow>(listOrderParts, [...of, null]),
    database.all<WorkedRow>(listWorked, [home, named, earliest, latest]),
    database.all<MissingRow>(listMissing, [home, named]),
    assets.assets(named),
    assets.equipment(named),
  ])
  return asked.map(({ card: { id: plant, timeZone, policy }, day, from, end }): DayGround => {
    const here = <Row extends { readonly plant: string }>(rows: readonly Row[]): readonly Row[] =>
      rows.filter((row) => row.plant === plant)
    return {
      ...{ plant, day, from, end, now, since: later(from, -LATELY), timeZone, rates: policy.rates },
      work: (begins, ends) => workBetween(policy.calendar, timeZone, begins, ends),
      shifts: shiftsBetween(policy.calendar, timeZone, from, end),
      ...{ stops: here(stops), agreed: here(agreed), parts: here(parts), worked: here(worked) },
      missing: missingIn(here(missing), { from, until: end, now }, { calendar: policy.calendar, timeZone }),
      ...{ assets: here(known), places: here(mapped) },
    }
  })
}
