import { route } from '../routes/route.ts'
import { PlantDayList } from './contract.ts'
import { DayQuery, daysAsked, groundsOf } from './ground.ts'
import { indicatorsTold } from './indicators.ts'
import { plantDay } from './view.ts'

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
  async ({ reader, query }, parts) => {
    const asked = daysAsked(reader, query, parts)
    const grounds = await groundsOf(reader, asked, parts)
    const told = grounds.map(plantDay)
    const [first = asked.now] = told.map(({ day }) => day.indicators.from).toSorted()
    const last =
      told
        .map(({ day }) => day.indicators.until)
        .toSorted()
        .at(-1) ?? asked.now
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
