import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertList } from '#api'
import { alertsQuestion } from '../../api/questions/work.ts'
import { useMay, usePlant } from '../../app/session.tsx'
import { Choice } from '../../parts/chip.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { useKeepPlace } from '../../parts/keep-place.ts'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { useActOnAlerts } from './act.ts'
import { Alert } from './alert.tsx'
import look from './alerts.module.css'
import { TestAlert } from './test-alert.tsx'

const route = getRouteApi('/inside/alerts')

/** What is wrong, and does somebody see to it? */
export function AlertsPage() {
  const { state: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const state = asked === 'closed' ? 'closed' : 'open'
  const plant = usePlant()
  const mayTest = useMay('alerts.test')
  const [testing, setTesting] = useState(false)
  const { data, error, refetch } = useQuery(alertsQuestion(state, plant))
  const act = useActOnAlerts()
  const place = useKeepPlace(data)
  const unseen = (data?.items ?? []).filter(({ may }) => may.includes('acknowledge'))
  const tested = data?.recipients.filter((one) => one.mayTest) ?? []
  return (
    <>
      <PageHead
        title={headline(data, state)}
        tab="Alerts"
        aside={
          mayTest ? (
            <Button variant="default" onClick={() => setTesting(true)}>
              Send a test alert…
            </Button>
          ) : null
        }
      >
        <div className={look.filters}>
          <Choice
            name="Which alerts"
            value={state}
            options={[
              ['open', 'Open'],
              ['closed', 'Over'],
            ]}
            onChange={(next) => void navigate({ search: next === 'closed' ? { state: next } : {} })}
          />
          {unseen.length > 1 ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={act.isPending}
              onClick={() => act.mutate({ ids: unseen.map(({ alertId }) => alertId), action: 'acknowledge' })}
            >
              I see to all {unseen.length}
            </Button>
          ) : null}
        </div>
      </PageHead>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : !data ? (
        <Sheet title="Alerts">
          <Loading what="alerts" lines={6} />
        </Sheet>
      ) : data.items.length === 0 ? (
        <Sheet title="Alerts" flush>
          <None state={state} recipients={data.recipients.length} />
        </Sheet>
      ) : (
        <div className={look.list} {...place}>
          {data.items.map((alert) => (
            <Alert key={alert.alertId} alert={alert} />
          ))}
        </div>
      )}
      {testing ? <TestAlert recipients={tested} onClose={() => setTesting(false)} /> : null}
    </>
  )
}

const None = ({ state, recipients }: { state: 'open' | 'closed'; recipients: number }) =>
  state === 'closed' ? (
    <Nothing title="No alert is over yet" />
  ) : (
    <Nothing title="Nothing is wrong">
      {recipients > 0
        ? `What goes wrong is told to ${counted(recipients, 'recipient')}, and stands here.`
        : 'What goes wrong stands here. Nobody is told of it yet: '}
      {recipients > 0 ? null : (
        <Link to="/rules" search={{ part: 'alerts' }}>
          say who under Rules
        </Link>
      )}
    </Nothing>
  )

function headline(data: AlertList | undefined, state: 'open' | 'closed'): string {
  const unseen = data?.items.filter(({ acknowledgedAt }) => acknowledgedAt === null).length ?? 0
  if (state === 'closed' || !data || data.items.length === 0) return 'Alerts'
  return unseen === 0 ? 'Somebody sees to every alert' : `${counted(unseen, 'alert has', 'alerts have')} nobody yet`
}
