import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FieldProblem, RecordPreview } from '#api'
import { StatusWord, toneClass } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import { recordStatus } from '../../words/status.ts'
import look from './field-tables.module.css'
import { Made } from './made.tsx'
import { Show, type ShowPlace } from './show.tsx'

/** Whoever sends a thousand lines looks at a few. */
const atFirst = 12

/** What a table makes of a record: what stands against it first, then each event with its rows. */
export function Translation({ of, busy, onShow }: { of: RecordPreview; busy: boolean; onShow: ShowPlace }) {
  const { kind, events, problems } = of
  const [most, setMost] = useState(atFirst)
  return (
    <div aria-busy={busy}>
      <p className={look.verdict} role="status">
        <StatusWord of={recordStatus[kind]} size={17} />
        <span>{summaryOf(of)}</span>
      </p>
      {problems.length > 0 ? <Problems of={problems.slice(0, most)} onShow={onShow} /> : null}
      {events.slice(0, most).map((event, at) => (
        <Made
          key={`${at} ${event.type}`}
          of={event}
          open={events.length <= 3 || event.problems.length > 0}
          onShow={onShow}
        />
      ))}
      {Math.max(events.length, problems.length) > most ? (
        <div className={look.more}>
          <Button variant="default" onClick={() => setMost(Infinity)}>
            Show all {counted(events.length, 'event')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function summaryOf({ kind, events, problems }: RecordPreview): string {
  if (kind === 'ignored') return 'It is acknowledged, and not kept.'
  if (kind === 'events')
    return events.length === 0 ? 'It has no lines.' : `It becomes ${counted(events.length, 'event')}.`
  const against = `${counted(problems.length, 'thing stands', 'things stand')} against it`
  return events.length > 1 ? `${against}; none of its ${events.length} events counts.` : `${against}.`
}

const Problems = ({ of, onShow }: { of: readonly FieldProblem[]; onShow: ShowPlace }) => (
  <ul className={`${look.problems} ${toneClass('bad')}`} aria-label="What stands against it">
    {of.map(({ line, pointer, code, sentence }, at) => (
      <li key={`${at} ${pointer}`}>
        <p>
          {line ? <strong>Line {line}: </strong> : null}
          {sentence}
        </p>
        <p className="quiet">
          <code>{code}</code> {pointer === '' ? null : <Show pointer={pointer} name={pointer} onShow={onShow} />}
        </p>
      </li>
    ))}
  </ul>
)
