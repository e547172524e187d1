import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { RulesVersionView, RulesView } from '#api'
import { rulesQuestion, rulesVersionQuestion } from '../../api/questions/settings.ts'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Lines } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { rulesStatus } from '../../words/status.ts'
import { Diff } from './diff.tsx'
import { GoBack } from './go-back.tsx'
import { Sign } from './sign.tsx'
import look from './version.module.css'

const route = getRouteApi('/inside/rules/$version')

/** One version of the rules: what it changes, who wanted that and who agreed; and the place to say so. */
export function RulesVersionPage() {
  const { version } = route.useParams()
  const one = useQuery(rulesVersionQuestion(version))
  const now = useQuery(rulesQuestion)
  const error = one.error ?? now.error
  if (one.data && now.data) return <Known version={one.data} view={now.data} />
  return (
    <>
      <PageHead title={`Version ${version}`} tab={`Rules, version ${version}`} />
      {error ? (
        <Failed
          error={error}
          onAgain={() => {
            void one.refetch()
            void now.refetch()
          }}
        />
      ) : (
        <Sheet title="What it changes">
          <Loading what="version" lines={6} />
        </Sheet>
      )}
    </>
  )
}

function Known({ version: row, view }: { version: RulesVersionView; view: RulesView }) {
  const { version, basedOn, reason, state, proposedBy, proposedAt, wishedFrom, effectiveFrom, hash } = row
  const titleOf = (id: string) => view.systems.find((one) => one.id === id)?.title ?? id
  const isFirst = basedOn === null
  return (
    <>
      <PageHead
        title={`Version ${version}: ${reason}`}
        tab={`Rules, version ${version}`}
        aside={<StatusWord of={rulesStatus[state]} size={17} />}
      >
        <p className={look.back}>
          <Link to="/rules" search={{ part: 'history' }}>
            All versions
          </Link>
        </p>
      </PageHead>
      <div className={look.columns}>
        <Sheet title={isFirst ? 'Where it began' : `What it changes in version ${basedOn}`}>
          {isFirst ? (
            <p>These are the rules the hub was set up with.</p>
          ) : (
            <Diff of={row.differences} titleOf={titleOf} />
          )}
        </Sheet>
        <Sheet title="Who and when">
          <div className={look.who}>
            <Lines
              of={[
                [
                  'Proposed',
                  <>
                    by {proposedBy}, <Moment at={proposedAt} />
                  </>,
                ],
                row.answeredBy !== null &&
                  row.answeredAt !== null && [
                    answered[state] ?? 'Approved',
                    <>
                      by {row.answeredBy}, <Moment at={row.answeredAt} />
                      {row.answerReason && row.answerReason !== reason ? <>: “{row.answerReason}”</> : null}
                    </>,
                  ],
                effectiveFrom === null && wishedFrom !== null && ['Wished from', <Moment at={wishedFrom} />],
                effectiveFrom !== null && ['Holds from', <Moment at={effectiveFrom} />],
                ['Signed as', <Copyable text={hash} shown={hash.slice(0, 16)} name="hash of the rules" />],
              ]}
            />
            <ToDo row={row} view={view} />
          </div>
        </Sheet>
      </div>
    </>
  )
}

const answered: Partial<Record<RulesVersionView['state'], string>> = { rejected: 'Rejected', withdrawn: 'Taken back' }

/** What the person who looks may do with it; else why nothing. */
function ToDo({ row, view }: { row: RulesVersionView; view: RulesView }) {
  const isOld = row.state === 'proposed' && row.basedOn !== view.newest
  const may = row.may.filter((one) => !(isOld && one === 'approve'))
  const answers = may.filter((one) => one !== 'go-back')
  return (
    <>
      {isOld ? (
        <p className="quiet">
          It was made on version {row.basedOn}, and version {view.newest} has come since: it cannot be approved any
          more, only made again.
        </p>
      ) : row.state === 'proposed' && !may.includes('approve') ? (
        <p className="quiet">
          {may.includes('withdraw')
            ? 'Somebody else has to approve it.'
            : 'Somebody else answers this. You may read it.'}
        </p>
      ) : null}
      {answers.length > 0 ? <Sign key={row.hash + row.state} row={row} answers={answers} /> : null}
      {may.includes('go-back') ? <GoBack row={row} view={view} /> : null}
    </>
  )
}
