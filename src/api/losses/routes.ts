import { z } from 'zod'
import { type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { daysAsked, DayQuery, groundsOf } from '../plant-day/ground.ts'
import { route } from '../routes/route.ts'
import { LossesList } from './contract.ts'
import { lossesAsCsv } from './csv.ts'
import { lossesOf } from './view.ts'

type Wish = z.output<typeof DayQuery>

async function losses(reader: Reader, query: Wish, parts: ApiParts) {
  const grounds = await groundsOf(reader, daysAsked(reader, query, parts), parts)
  return grounds.map(lossesOf)
}

const lossesRoute = route(
  {
    name: 'listLosses',
    method: 'GET',
    path: '/api/v1/losses',
    access: ['assets.read'],
    summary: 'What each shift of a day lost by downtime and scrap, in quantity and value, also while it goes on',
    query: DayQuery,
    answer: LossesList,
    refuses: [422],
  },
  async ({ reader, query }, parts) => ({ days: await losses(reader, query, parts) }),
)

const lossesFile = route(
  {
    name: 'downloadLosses',
    method: 'GET',
    path: '/api/v1/losses.csv',
    access: ['assets.read'],
    summary: 'The same as lines for a spreadsheet',
    query: DayQuery,
    answer: z.string(),
    answerType: 'text/csv; charset=utf-8',
    refuses: [422],
  },
  async ({ reader, query, reply }, parts) => {
    void reply.header('content-disposition', `attachment; filename="losses-${query.day ?? 'today'}.csv"`)
    return lossesAsCsv(LossesList.parse({ days: await losses(reader, query, parts) }).days)
  },
)

export const lossRoutes = [lossesRoute, lossesFile]
