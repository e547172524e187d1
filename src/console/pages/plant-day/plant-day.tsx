import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { plantDayQuestion } from '../../api/questions.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { DayOfPlant } from './day-of-plant.tsx'
import { IndicatorTable } from './indicators.tsx'
import look from './plant-day.module.css'

const route = getRouteApi('/inside/plant-day')

/** What did this day lose, what does that put at risk, and what did maintenance cost on it? */
export function PlantDayPage() {
  const plant = usePlant()
  const { day } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(plantDayQuestion(plant, day))
  const shown = day ?? data?.days[0]?.day ?? ''
  const go = (to: string | undefined) => void navigate({ search: to ? { day: to } : {} })
  const step = (by: number) =>
    shown && go(new Date(Date.parse(`${shown}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10))
  return (
    <>
      <PageHead
        title="Plant day"
        tab="Plant day"
        aside={
          <div className={look.choose}>
            <Button variant="default" onClick={() => step(-1)} aria-label="The day before">
              ‹
            </Button>
            <TextInput
              type="date"
              aria-label="Day"
              value={shown}
              onChange={(event) => event.currentTarget.value && go(event.currentTarget.value)}
            />
            <Button variant="default" onClick={() => step(1)} disabled={day === undefined} aria-label="The day after">
              ›
            </Button>
            <Button variant="default" onClick={() => go(undefined)} disabled={day === undefined}>
              Today
            </Button>
          </div>
        }
      />
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
