import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReplayDetail } from '#api'
import { replayQuestion } from '../../api/questions/proof.ts'
import { usePlantName } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Lines } from '../../parts/facts.tsx'
import { Moment, useNow } from '../../parts/moment.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import { replayStatus } from '../../words/status.ts'
import { Came } from './came.tsx'
import { Each } from './each.tsx'
import { Progress } from './progress.tsx'
import look from './replay.module.css'
import { SignReplay } from './sign.tsx'
import { filterText, roleText } from './words.ts'

const route = getRouteApi('/inside/replays/$id')

/** One replay: what was foretold of each event, how far it is, and what then happened. */
export function ReplayPage() {
  const { id } = route.useParams()
  const { data: replay, error, refetch } = useQuery(replayQuestion(id))
  if (replay)
    return (
      <OnePlant plant={replay.plant}>
        <Known replay={replay} />
      </OnePlant>
    )
  return (
    <>
      <PageHead title="Replay" tab="Replay" />
      {error ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <Sheet title="Foretold and come">
          <Loading what="the replay" lines={6} />
        </Sheet>
      )}
    </>
  )
}

function Known({ replay }: { replay: ReplayDetail }) {
  const { reason, state, items, otherwise } = replay
  return (
    <>
      <PageHead title={reason} tab={`Replay: ${reason}`} aside={<StatusWord of={replayStatus[state]} size={17} />}>
        <p className={look.back}>
          <Link to="/replays">All replays</Link>
        </p>
      </PageHead>
      <div className={look.columns}>
        <div className={look.main}>
          <Sheet title="How far it is">
            <Progress replay={replay} />
          </Sheet>
          <Sheet title="Foretold and come" flush>
            <Came of={replay.came} />
          </Sheet>
          <Sheet
            title={otherwise > 0 ? counted(otherwise, 'event came otherwise', 'events came otherwise') : 'Each event'}
            aside={items > replay.parts.length ? `The first ${replay.parts.length} of ${items}` : undefined}
            flush
          >
            <Each of={replay.parts} />
          </Sheet>
        </div>
        <Sheet title="Who and why">
          <Who replay={replay} />
        </Sheet>
      </div>
    </>
  )
}

function Who({ replay }: { replay: ReplayDetail }) {
  const { plant, filter, facts, askedBy, askedAt, answeredBy, answeredAt, answerReason, state, may, secondPerson } =
    replay
  const plantName = usePlantName()
  const now = useNow()
  const word = state === 'stopped' ? 'Stopped' : state === 'rejected' ? 'Rejected' : 'Approved'
  return (
    <div className={look.who}>
      <Lines
        of={[
          ['Plant', plantName(plant)],
          ['Meant', filterText(filter, now)],
          ['Foretold', facts === 'now' ? 'by asking the owners again' : 'by what was recorded'],
          [
            'Asked',
            <>
              by {askedBy}, <Moment at={askedAt} plant={plant} />
            </>,
          ],
          answeredBy !== null &&
            answeredAt !== null && [
              word,
              <>
                by {answeredBy}, <Moment at={answeredAt} plant={plant} />
                {answerReason ? <>: “{answerReason}”</> : null}
              </>,
            ],
        ]}
      />
      {may.includes('approve') ? (
        <SignReplay replay={replay} />
      ) : secondPerson ? (
        <p className="quiet">
          {secondPerson.because} It waits for {roleText(secondPerson.roles)} here.
        </p>
      ) : null}
    </div>
  )
}
