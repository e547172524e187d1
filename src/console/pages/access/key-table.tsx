import { Button } from '@mantine/core'
import type { KeyRow } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age, Moment, useNow } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { ageText } from '../../words/durations.ts'
import { eventTypes } from '../../words/event-types.ts'
import { counted } from '../../words/names.ts'
import { keyStatus } from '../../words/status.ts'
import look from './keys.module.css'

const soon = 14 * 86_400

/** What opens the door for whom, and until when. */
export const KeyTable = ({
  keys,
  titleOf,
  caption,
  onRevoke,
}: {
  keys: readonly KeyRow[]
  titleOf: (system: string) => string
  caption: string
  onRevoke?: (key: KeyRow) => void
}) => {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.keys}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">System</th>
          <th scope="col">State</th>
          <th scope="col">May say</th>
          <th scope="col">Made</th>
          <th scope="col">Until</th>
          <th scope="col">
            <span className="unseen">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.keyId}>
            <th scope="row" className={look.name}>
              {titleOf(key.system)}
              <span>
                {plantName(key.plant)} · <code>mwk_{key.keyId}_…</code>
              </span>
              {key.note ? <span>“{key.note}”</span> : null}
            </th>
            <td>
              <StatusWord of={keyStatus[key.state]} />
            </td>
            <td>
              <span className={look.label}>May say </span>
              {key.workCentres ? `what is done at ${key.workCentres.join(', ')}` : mayBeSaid(key.types)}
            </td>
            <td>
              <span className={look.label}>Made </span>
              by {key.createdBy}, <Moment at={key.createdAt} plant={key.plant} />
            </td>
            <td>
              <Until row={key} />
            </td>
            <td className={ledger.right}>
              {onRevoke && key.mine ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onRevoke(key)}
                  aria-label={`Revoke the key of ${titleOf(key.system)}, ${key.keyId}`}
                >
                  Revoke…
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Until({ row: { state, plant, expiresAt, revokedAt, revokedBy } }: { row: KeyRow }) {
  const left = (Date.parse(expiresAt) - useNow()) / 1_000
  if (revokedAt)
    return (
      <>
        revoked by {revokedBy}, <Age since={revokedAt} plant={plant} /> ago
      </>
    )
  return (
    <>
      <span className={look.label}>Until </span>
      <Moment at={expiresAt} plant={plant} />
      {state === 'valid' && left < soon ? <span className={look.soon}>ends in {ageText(left)}</span> : null}
    </>
  )
}

function mayBeSaid(types: readonly string[]): string {
  if (types.includes('*')) return 'everything'
  const names = types.map((type) => eventTypes[type] ?? type)
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${counted(names.length - 2, 'other')}`
}
