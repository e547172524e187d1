import { useQuery } from '@tanstack/react-query'
import { todayQuestion } from '../../api/questions/work.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Flows } from './flows.tsx'
import { Pulse } from './pulse.tsx'
import { InStep } from './sentence.tsx'
import { Systems } from './systems.tsx'
import look from './today.module.css'

/** Is my plant in step? */
export function TodayPage() {
  const plant = usePlant()
  const plantName = usePlantName()
  const { data: today, error, refetch } = useQuery(todayQuestion(plant))
  const name = plant ? plantName(plant) : ''
  if (!today)
    return (
      <>
        <PageHead title={name ? `Is ${name} in step?` : 'Are the plants in step?'} tab="Today" />
        {error ? (
          <Failed error={error} onAgain={() => void refetch()} />
        ) : (
          <Sheet title="Flows">
            <Loading what="today" lines={8} />
          </Sheet>
        )}
      </>
    )
  return (
    <div className={look.page}>
      <InStep today={today} name={name} plant={plant} />
      <Systems systems={today.systems} plant={plant} />
      <Flows flows={today.flows} plant={plant} at={today.at} />
      <Pulse pulse={today.pulse} plant={plant} />
    </div>
  )
}
