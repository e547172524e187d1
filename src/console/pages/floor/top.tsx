import { useState } from 'react'
import type { FloorDevice } from '#api'
import { Icon } from '../../parts/icons.tsx'
import { Mark } from '../../parts/status.tsx'
import look from './floor.module.css'
import { beSilent, isSilent } from './signals.ts'
import type { OutboxView } from './use-outbox.ts'
import { keptText } from './verdict.tsx'

/** Where this is, who works here, and whether the hub hears it. */
export function Top({
  device,
  view: { entries, reach },
  badge,
  isStale,
  onBadge,
}: {
  device: FloorDevice
  view: OutboxView
  badge: string | undefined
  isStale: boolean
  onBadge: () => void
}) {
  const [silent, setSilent] = useState(isSilent)
  const kept = entries.filter(({ stand }) => stand === 'kept').length
  const isCut = reach !== 'reached' || isStale
  const word = reach === 'shut-out' ? 'Shut out' : isCut ? 'Hub not reached' : 'Connected'
  return (
    <header className={look.top}>
      <div className={look.place}>
        <h1>{device.workCentres.join(', ')}</h1>
        <p>{device.plantName}</p>
      </div>
      <p className={look.line} role="status" data-cut={isCut || undefined}>
        <Mark tone={isCut ? 'warn' : 'ok'} shape={isCut ? 'half' : 'check'} />
        <span>
          {word}
          {kept > 0 ? `, ${keptText(kept)}` : ''}
        </span>
      </p>
      <div className={look.tools}>
        <button type="button" onClick={onBadge} data-known={badge !== undefined || undefined}>
          <Icon name="person" />
          {badge ? `Badge ${badge}` : 'No badge'}
        </button>
        <button
          type="button"
          aria-pressed={!silent}
          onClick={() => {
            beSilent(!silent)
            setSilent(!silent)
          }}
        >
          {silent ? 'Sound off' : 'Sound on'}
        </button>
      </div>
      {device.owner ? (
        <p className={look.owner}>
          What was done is {device.owner}’s to say in {device.plantName}: what is reported here is a proposal that a
          planner answers.
        </p>
      ) : null}
    </header>
  )
}
