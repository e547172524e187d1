import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { journeyQuestion } from '../../api/questions/work.ts'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Around } from './around.tsx'
import { Glance } from './glance.tsx'
import look from './journey.module.css'
import { Line } from './line.tsx'
import { Trail } from './trail.tsx'
import { Undo } from './undo.tsx'

const route = getRouteApi('/inside/messages/$id')

/** How did this come about? The page an auditor is shown. */
export function JourneyPage() {
  const { id } = route.useParams()
  const { data: journey, error, refetch } = useQuery(journeyQuestion(id))
  if (!journey)
    return error ? (
      <>
        <PageHead title="Journey of a message" tab="Journey" />
        <Failed error={error} onAgain={() => void refetch()} />
      </>
    ) : (
      <>
        <PageHead title="Journey of a message" tab="Journey" />
        <Sheet title="The way it went">
          <Loading what="the journey" lines={9} />
        </Sheet>
      </>
    )
  return (
    <OnePlant plant={journey.message.plant}>
      <Glance journey={journey} />
      <div className={look.columns}>
        <Sheet title="The way it went">
          <Line journey={journey} />
        </Sheet>
        <div className={look.side}>
          <Undo journey={journey} />
          <Around journey={journey} />
          <Trail journey={journey} />
        </div>
      </div>
    </OnePlant>
  )
}
