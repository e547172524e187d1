import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { plantDayQuestion } from '../../api/questions/production.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { DayChoice } from '../../parts/day-choice.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { DayOfPlant } from './day-of-plant.tsx'
import { IndicatorTable } from './indicators.tsx'

const route = getRouteApi('/inside/plant-day')

/** What did this day lose, what does that put at risk, and what did maintenance cost on it? */
export function PlantDayPage() {
  const plant = usePlant()
  const { day } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(plantDayQuestion(plant, day))
  const shown = day ?? data?.days[0]?.day ?? ''
  const go = (to: string | undefined) => void navigate({ search: to ? { day: to } : {} })
  return (
    <>
      <PageHead title="Plant day" tab="Plant day" aside={<DayChoice day={day} shown={shown} onGo={go} />} />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Sheet title="Downtime">
          <Loading what="the day" lines={6} />
        </Sheet>
      ) : (
        <>
          {data.days.map((one) => (
            <DayOfPlant key={one.plant} day={one} isAlone={data.days.length === 1} />
          ))}
          {data.group ? (
            <Sheet title="All plants" aside={`90 days, by definition ${data.group.definition}`} flush>
              <IndicatorTable told={data.group} caption="Indicators of all plants" />
            </Sheet>
          ) : null}
        </>
      )}
    </>
  )
}
