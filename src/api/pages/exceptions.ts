import { z } from 'zod'
import { meaningOf } from '#governance/codes'
import { ExceptionList } from '../contract.ts'
import { route } from '../routes/route.ts'
import { type ExceptionDbRow, exceptionFrom } from './exception-row.ts'
import { PlantQuery } from './plant-query.ts'
import { planned, plantsFor, type Reader } from './reader.ts'

const listExceptions = planned('list-exceptions')
const countExceptions = planned('count-exceptions')

const ExceptionQuery = PlantQuery.extend({
  state: z.enum(['open', 'closed']).default('open'),
  code: z.string().max(64).optional(),
})

export const exceptionsRoute = route(
  {
    name: 'listExceptions',
    method: 'GET',
    path: '/api/v1/exceptions',
    access: ['exceptions.read'],
    summary: 'What needs somebody, grouped by cause',
    query: ExceptionQuery,
    answer: ExceptionList,
  },
  ({ reader, query }) => readExceptions(reader, query),
)

const MOST = 1000

async function readExceptions(reader: Reader, query: z.output<typeof ExceptionQuery>): Promise<ExceptionList> {
  const { database, home, grants } = reader
  const asked = [home, plantsFor(reader, 'exceptions.read', query.plant), query.state, query.code ?? null]
  const [counts, rows] = await Promise.all([
    database.all<{ code: string; count: number; oldest: string }>(countExceptions, asked),
    database.all<ExceptionDbRow>(listExceptions, [...asked, MOST]),
  ])
  const byCode = Map.groupBy(rows, ({ code }) => code)
  return {
    groups: counts
      .map(({ code, count, oldest }) => ({
        code,
        meaning: meaningOf(code).meaning,
        count,
        oldest,
        items: (byCode.get(code) ?? []).map((row) => exceptionFrom(row, grants)),
      }))
      .sort((left, right) => right.count - left.count || left.oldest.localeCompare(right.oldest)),
  }
}
