import { z } from 'zod'
import { days, later } from '#kernel/time'
import { shiftsBetween, workBetween } from '#model/calendar'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared } from '../pages/reader.ts'
import { Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import { PlantDayList } from './contract.ts'
import { dayAt, dayOf } from './days.ts'
import type { AgreedRow, StopRow } from './stops.ts'
import { indicatorsTold } from './indicators.ts'
import type { WorkedRow } from './oee.ts'
import { plantDay } from './view.ts'

const listStops = prepared('list-stops')
const listAgreed = prepared('list-agreed')
const listOrderParts = prepared('list-order-parts')
const listWorked = prepared('list-worked')

/** Figures of reliability are of so long up to the day that is looked at. */
const LATELY = days(90)

const DayQuery = PlantQuery.extend({
  day: z.iso.date().optional().describe('By the clock of each plant; today where absent'),
})

const plantDayRoute = route(
  {
    name: 'readPlantDay',
    method: 'GET',
    path: '/api/v1/plant-day',
    access: ['assets.read'],
    summary:
      'What a day of a plant lost, which orders that puts at risk, what maintenance cost, and how reliable assets are',
    query: DayQuery,
    answer: PlantDayList,
    refuses: [422],
  },
  async ({ reader, query }, { plants: cards, assets, now: clock }) => {
    const now = clock()
    const named = plantsNamed(reader, 'assets.read', query.plant)
    const plants = cards.filter(({ id }) => named.includes(id))
    const looked = plants.map((card) => ({ card, ...dayAt(query.day ?? dayOf(now, card.timeZone), card.timeZone) }))
    const earliest = looked.reduce((least, { from }) => (from < least ? from : least), now)
    if (looked.some(({ from }) => from > now))
      throw new Trouble(
        422,
        'SCHEMA_INVALID',
        'Not asked',
        'That day has not begun yet. Ask for today or for one before.',
      )
    const latest = looked.reduce((most, { end }) => (end > most ? end : most), earliest)
    const since = later(earliest, -LATELY)
    const of = [reader.home, named]
    const [stops, agreed, parts, worked, known, mapped] = await Promise.all([
      reader.database.all<StopRow>(listStops, [...of, since]),
      reader.database.all<AgreedRow>(listAgreed, [...of, since]),
      reader.database.all<OrderPartsRow>(listOrderParts, [...of, since]),
      reader.database.all<WorkedRow>(listWorked, [reader.home, named, earliest, latest]),
      assets.assets(named),
      assets.equipment(named),
    ])
    const here = <Row extends { readonly plant: string }>(rows: readonly Row[], plant: string): readonly Row[] =>
      rows.filter((row) => row.plant === plant)
    const told = looked.map(({ card: { id: plant, timeZone, policy }, day, from, end }) =>
      plantDay({
        ...{ plant, day, from, end, now, since: later(from, -LATELY), timeZone, rates: policy.rates },
        work: (begins, ends) => workBetween(policy.calendar, timeZone, begins, ends),
        stops: here(stops, plant),
        agreed: here(agreed, plant),
        parts: here(parts, plant),
        assets: here(known, plant),
        places: here(mapped, plant),
        worked: here(worked, plant),
        shifts: shiftsBetween(policy.calendar, timeZone, from, end),
      }),
    )
    const [first = now] = told.map(({ day }) => day.indicators.from).toSorted()
    const last =
      told
        .map(({ day }) => day.indicators.until)
        .toSorted()
        .at(-1) ?? now
    const sums = told.map((one) => one.sums)
    return {
      days: told.map(({ day }) => day),
      group:
        told.length > 1
          ? { ...indicatorsTold(sums, { from: first, until: last }), plants: told.map(({ day }) => day.plant) }
          : null,
    }
  },
)

export const plantDayRoutes = [plantDayRoute]
