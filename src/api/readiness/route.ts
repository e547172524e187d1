import { modeIn } from '#governance/rules/document'
import { Failure } from '#kernel/failure'
import type { Report } from '#readiness'
import { plantsNamed } from '../pages/reader.ts'
import { tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import { ReadinessList, ReadinessQuery, type ReadinessView } from './contract.ts'

/** Every flow that is on paper now; or one that is named, also when its time on paper is over. */
export const readinessRoute = route(
  {
    name: 'readReadiness',
    method: 'GET',
    path: '/api/v1/readiness',
    access: ['rules.read'],
    summary: 'Whether flows on paper are ready to go live, held against what others booked meanwhile',
    query: ReadinessQuery,
    answer: ReadinessList,
    refuses: [503],
  },
  async ({ reader, query }, { flows, readiness, rules }) => {
    const wished = { ...(query.since ? { since: query.since } : {}), ...(query.until ? { until: query.until } : {}) }
    const now = rules.live.now().rules
    const items: ReadinessView[] = []
    for (const plant of plantsNamed(reader, 'rules.read', query.plant))
      for (const flow of flows) {
        const isMeant = query.flow === undefined ? modeIn(now, flow.name, plant) === 'shadow' : query.flow === flow.name
        if (!isMeant) continue
        const report = await readiness.report(flow, plant, wished).catch(asPatience)
        if (report) items.push(viewFrom(report))
      }
    return { items }
  },
)

function viewFrom({ rows, verdict, ...report }: Report): ReadinessView {
  return {
    ...report,
    ...verdict,
    because: [...verdict.because],
    troubles: [...report.troubles],
    differences: rows
      .filter(({ agrees }) => !agrees)
      .slice(0, 500)
      .map(({ agrees: _, messages, documents, ...row }) => ({
        ...row,
        messages: [...messages],
        documents: [...documents],
      })),
  }
}

const asPatience = (failure: unknown): never => {
  if (!(failure instanceof Failure)) throw failure
  throw tryLater(`What others booked is read from the ledger, which says: ${failure.message}`)
}
