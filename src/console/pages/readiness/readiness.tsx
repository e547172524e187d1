import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReadinessView } from '#api'
import { readinessQuestion } from '../../api/questions/proof.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Mark } from '../../parts/status.tsx'
import { plain } from '../../words/names.ts'
import { Differences } from './differences.tsx'
import { GoLive } from './go-live.tsx'
import { Measures } from './measures.tsx'
import look from './readiness.module.css'

const route = getRouteApi('/inside/readiness')

/** Can what is on paper go live? */
export function ReadinessPage() {
  const search = route.useSearch()
  const scope = usePlant()
  const plant = search.plant ?? scope
  const { data, error, refetch } = useQuery(readinessQuestion({ ...search, ...(plant ? { plant } : {}) }))
  return (
    <>
      <PageHead title="Ready to go live?" tab="Readiness">
        <p className={look.back}>
          <Link to="/rules">Flows and their modes</Link>
        </p>
      </PageHead>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : !data ? (
        <Sheet title="On paper">
          <Loading what="what was on paper" lines={7} />
        </Sheet>
      ) : data.items.length === 0 ? (
        <Sheet title="On paper" flush>
          <Nothing title="Nothing is on paper">
            Switch a flow to shadow under Rules: what it judges then is held against what people book meanwhile.
          </Nothing>
        </Sheet>
      ) : (
        data.items.map((report) => <Report key={`${report.plant} ${report.flow}`} report={report} />)
      )}
    </>
  )
}

function Report({ report }: { report: ReadinessView }) {
  const plantName = usePlantName()
  const { flow, plant, since, until, ready, because } = report
  return (
    <article className={look.report} aria-label={`${plain(flow)}, ${plantName(plant)}`}>
      <header>
        <h2>
          {plain(flow)}, {plantName(plant)}
        </h2>
        <p className="quiet">
          On paper from <Moment at={since} plant={plant} /> to <Moment at={until} plant={plant} />
        </p>
      </header>
      <div className={look.verdict} data-ready={ready || undefined}>
        <Mark tone={ready ? 'ok' : 'warn'} shape={ready ? 'check' : 'flag'} size={26} />
        <div>
          <p className={look.word}>{ready ? 'Ready' : 'Not ready'}</p>
          <ul>
            {because.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <GoLive report={report} />
      </div>
      <Measures of={report} />
      <Differences of={report} />
    </article>
  )
}
