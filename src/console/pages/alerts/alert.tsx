import { Button, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { AlertRow } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Age, Moment } from '../../parts/moment.tsx'
import { Mark, StatusWord } from '../../parts/status.tsx'
import { causeWord } from '../../words/alerting.ts'
import { alertStatus, noticeStatus } from '../../words/status.ts'
import look from './alerts.module.css'
import { useActOnAlerts } from './act.ts'

/** One cause: what, since when, what now; who was told, and who sees to it. */
export function Alert({ alert }: { alert: AlertRow }) {
  const plantName = usePlantName()
  const router = useRouter()
  const status = alertStatus(alert)
  return (
    <article className={look.alert} data-tone={status.tone}>
      <header>
        <h2>
          <Mark tone={status.tone} shape={status.shape} size={20} />
          <span>{alert.sentence}</span>
        </h2>
        <p className={look.meta}>
          <StatusWord of={status} />
          <span>{plantName(alert.plant)}</span>
          <span>{causeWord(alert.cause)}</span>
          <span>
            for the {alert.owner === 'integration' ? 'integration engineer' : alert.owner},{' '}
            {alert.closedAt ? 'raised' : 'since'} <Age since={alert.openedAt} plant={alert.plant} />
            {alert.closedAt ? ' ago' : ''}
          </span>
          {alert.most > alert.count ? <span>{alert.most} at most</span> : null}
          {alert.returns > 0 ? <span>came back {alert.returns === 1 ? 'once' : `${alert.returns} times`}</span> : null}
        </p>
      </header>
      <div className={look.body}>
        <div>
          <p>
            {alert.now} <a href={router.buildLocation({ to: alert.link }).href}>Look at it</a>
          </p>
          <Told alert={alert} />
        </div>
        <Seen alert={alert} />
      </div>
    </article>
  )
}

const told = {
  raised: 'told',
  escalated: 'told because nobody had acknowledged',
  cleared: 'told that it is over',
} as const

const Told = ({ alert: { told: all, plant } }: { alert: AlertRow }) =>
  all.length === 0 ? (
    <p className={look.told}>Nobody was told: no route of the rules names somebody for it, or it is not their hour.</p>
  ) : (
    <ul className={look.told}>
      {all.map(({ recipient, via, what, at, state }) => (
        <li key={recipient + what + at}>
          <strong>{recipient}</strong> {told[what]}, <Moment at={at} plant={plant} /> by {via}{' '}
          <StatusWord of={noticeStatus[state]} size={13} />
        </li>
      ))}
    </ul>
  )

/** Who has it; or taking it on. */
function Seen({ alert }: { alert: AlertRow }) {
  const act = useActOnAlerts()
  const { alertId, may, acknowledgedBy, acknowledgedAt, note, plant, clearedAt, closedAt } = alert
  const over = closedAt ?? clearedAt
  return (
    <div className={look.seen}>
      {over ? (
        <p>
          {closedAt ? 'Over since ' : 'Its cause is gone since '}
          <Moment at={clearedAt ?? over} plant={plant} />
          {closedAt ? '' : '; it closes by itself if that stays so'}
        </p>
      ) : null}
      {acknowledgedBy && acknowledgedAt ? (
        <p>
          <strong>{acknowledgedBy}</strong> sees to it since <Moment at={acknowledgedAt} plant={plant} />
          {note ? `: ${note}` : ''}
        </p>
      ) : null}
      {may.includes('acknowledge') ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const said = String(new FormData(event.currentTarget).get('note') ?? '').trim()
            act.mutate({ ids: [alertId], action: 'acknowledge', ...(said ? { note: said } : {}) })
          }}
        >
          <TextInput name="note" label="What you do about it, if you like" maxLength={500} />
          <Button type="submit" loading={act.isPending}>
            I see to it
          </Button>
        </form>
      ) : null}
      {may.includes('release') ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={act.isPending}
          onClick={() => act.mutate({ ids: [alertId], action: 'release' })}
        >
          Take that back
        </Button>
      ) : null}
    </div>
  )
}
