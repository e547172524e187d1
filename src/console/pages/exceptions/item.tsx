import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ExceptionRow } from '#api'
import { useMay, useSession } from '../../app/session.tsx'
import { Age, Moment } from '../../parts/moment.tsx'
import { plain } from '../../words/names.ts'
import { amountText, isAmount } from '../../words/units.ts'
import { resolutions } from '../journey/trouble.tsx'
import { Actions } from './actions.tsx'
import look from './item.module.css'

/** One exception: what, where, what now, who; and what to do about it, right there. */
export function Item({
  item,
  picked,
  onPick,
}: {
  item: ExceptionRow
  picked: boolean
  onPick: ((ids: readonly string[], on: boolean) => void) | undefined
}) {
  return (
    <li className={look.item} data-row-of="" data-picked={picked || undefined}>
      {onPick ? (
        <Checkbox
          className={look.pick}
          aria-label={`Select ${item.title} for ${item.subject}`}
          checked={picked}
          data-pick
          onChange={(event) => onPick([item.exceptionId], event.currentTarget.checked)}
        />
      ) : null}
      <div className={look.told}>
        <p className={look.title}>
          <Link
            to="/messages/$id"
            params={{ id: item.messageId }}
            data-row
            onKeyDown={(event) => {
              if (event.key === 'x' && onPick) onPick([item.exceptionId], !picked)
            }}
          >
            {item.title}
          </Link>
          <span>{item.subject}</span>
        </p>
        <p>{item.sentence}</p>
        <Gist of={item.body} />
        {item.closedAt ? (
          <Settled item={item} />
        ) : item.suggestion ? (
          <p className={look.now}>{item.suggestion}</p>
        ) : null}
      </div>
      <div className={look.who}>
        <p>
          <span className="unseen">Open for </span>
          <Age since={item.openedAt} plant={item.plant} />
        </p>
        <Whose item={item} />
      </div>
      {item.closedAt ? null : (
        <div className={look.actions}>
          {item.code === 'UNMAPPED_ASSET' ? <MapIt item={item} /> : null}
          <Actions items={[item]} />
        </div>
      )}
    </li>
  )
}

/** Straight to the form that says which work centre it is; what waits for that goes on by itself. */
function MapIt({ item: { body, plant } }: { item: ExceptionRow }) {
  const may = useMay('assets.manage')
  const { asset, equipment = [] } = (body ?? {}) as { readonly asset?: string; readonly equipment?: readonly string[] }
  const map = asset ?? equipment[0]
  return may && map ? (
    <Link to="/assets" search={{ map, plant }} className={look.way}>
      Map it…
    </Link>
  ) : null
}

/** What tells it from its neighbours of the same cause: the amounts, lots and documents it names. */
function Gist({ of }: { of: unknown }) {
  if (typeof of !== 'object' || of === null) return null
  // Of a record that was not understood, what its system said; not how the hub keeps it.
  const said = 'record' in of && typeof of.record === 'object' && of.record ? of.record : of
  const parts = Object.entries(said).filter(([name]) => name !== 'order')
  if (parts.length === 0) return null
  return (
    <p className={look.gist}>
      {parts.map(([name, value]) => (
        <span key={name}>
          {plain(name).toLowerCase()} <strong>{isAmount(value) ? amountText(value) : brief(value)}</strong>
        </span>
      ))}
    </p>
  )
}

const brief = (value: unknown): string => {
  if (Array.isArray(value))
    return value.length > 4 ? `${value.slice(0, 4).join(', ')} and ${value.length - 4} more` : value.join(', ')
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

function Whose({ item }: { item: ExceptionRow }) {
  const { login } = useSession()
  if (item.closedAt) return null
  if (!item.assignedTo) return <p className="quiet">for the {item.ownerRole}</p>
  return <p>{item.assignedTo === login ? <strong>yours</strong> : `with ${item.assignedTo}`}</p>
}

const Settled = ({ item }: { item: ExceptionRow }) => (
  <p className={look.now}>
    {resolutions[item.resolution ?? ''] ?? item.resolution}
    {item.closedBy ? ` by ${item.closedBy}` : ''}, <Moment at={item.closedAt!} plant={item.plant} />
    {item.reason ? `: “${item.reason}”` : ''}
  </p>
)
