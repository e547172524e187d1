import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lossesQuestion } from '../../api/questions/production.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { DayChoice } from '../../parts/day-choice.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { LossesOfPlant } from './of-plant.tsx'

const route = getRouteApi('/inside/losses')

/** What has each shift lost by downtime and scrap, and what is that worth? Asked while it goes on. */
export function LossesPage() {
  const plant = usePlant()
  const { day } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(lossesQuestion(plant, day))
  const query = new URLSearchParams({ ...(plant ? { plant } : {}), ...(day ? { day } : {}) }).toString()
  return (
    <>
      <PageHead
        title="Losses"
        tab="Losses"
        aside={
          <DayChoice
            day={day}
            shown={day ?? data?.days[0]?.day ?? ''}
            onGo={(to) => void navigate({ search: to ? { day: to } : {} })}
          />
        }
      />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Sheet title="This shift">
          <Loading what="the losses" lines={6} />
        </Sheet>
      ) : (
        <>
          {data.days.map((one) => (
            <LossesOfPlant key={one.plant} day={one} isAlone={data.days.length === 1} />
          ))}
          <Button component="a" variant="default" href={`/api/v1/losses.csv${query ? `?${query}` : ''}`} download>
            Download as CSV
          </Button>
        </>
      )}
    </>
  )
}
