import type { ExceptionRow } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { toneClass } from '../../parts/status.tsx'
import { progressWords, type Status } from '../../words/status.ts'
import { Actions } from '../exceptions/actions.tsx'
import { Station } from './station.tsx'
import look from './station.module.css'

const over: Status = { word: 'Settled', tone: 'idle', shape: 'flag' }

/** Where it needed, or needs, a person; what may be done stands here as well as on the list. */
export function Trouble({ exception, before }: { exception: ExceptionRow; before: string | undefined }) {
  const open = exception.closedAt === null
  return (
    <Station
      of={open ? progressWords.stopped : over}
      at={exception.openedAt}
      before={before}
      plant={exception.plant}
      title={open ? `Needs somebody: for the ${exception.ownerRole}` : 'Needed somebody, and is settled'}
    >
      <div className={`${look.box} ${toneClass(open ? 'bad' : 'idle')}`}>
        <p>{exception.sentence}</p>
        {open && exception.suggestion ? (
          <p>
            <strong>What now:</strong> {exception.suggestion}
          </p>
        ) : null}
        {exception.closedAt ? (
          <p>
            <strong>{resolutions[exception.resolution ?? ''] ?? exception.resolution}</strong>
            {exception.closedBy ? ` by ${exception.closedBy}` : ''} at{' '}
            <Moment at={exception.closedAt} plant={exception.plant} shape="seconds" />
            {exception.reason ? `: “${exception.reason}”` : ''}
          </p>
        ) : null}
        <p className={look.meta}>
          <code>{exception.code}</code>
          {exception.assignedTo ? (
            <span>with {exception.assignedTo}</span>
          ) : open ? (
            <span>nobody has taken it</span>
          ) : null}
        </p>
        {open ? <Actions items={[exception]} /> : null}
      </div>
    </Station>
  )
}

export const resolutions: Readonly<Record<string, string>> = {
  retried: 'Tried again',
  corrected: 'Corrected and tried again',
  overridden: 'Let through',
  skipped: 'Skipped',
  healed: 'Healed by itself',
}
