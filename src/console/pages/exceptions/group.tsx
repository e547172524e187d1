import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { ExceptionList } from '#api'
import { Age } from '../../parts/moment.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import look from './group.module.css'
import { Item } from './item.tsx'

const atFirst = 25

/** One cause with everything it stopped: what helps one of them usually helps all. */
export function Group({
  group: { code, meaning, count, oldest, items },
  picked,
  onPick,
}: {
  group: ExceptionList['groups'][number]
  picked: ReadonlySet<string>
  onPick: ((ids: readonly string[], on: boolean) => void) | undefined
}) {
  const [shown, setShown] = useState(atFirst)
  const ids = items.map(({ exceptionId }) => exceptionId)
  const chosen = ids.filter((id) => picked.has(id)).length
  return (
    <section className={look.group} aria-label={meaning}>
      <header className={look.head}>
        {onPick ? (
          <Checkbox
            aria-label={`Select all of: ${meaning}`}
            checked={chosen === ids.length}
            indeterminate={chosen > 0 && chosen < ids.length}
            onChange={(event) => onPick(ids, event.currentTarget.checked)}
          />
        ) : (
          <Mark tone="idle" shape="flag" />
        )}
        <h2>{meaning}</h2>
        <p className={look.meta}>
          <code>{code}</code>
          <span>{counted(count, 'time')}</span>
          <span>
            oldest <Age since={oldest} />
          </span>
        </p>
      </header>
      <ul>
        {items.slice(0, shown).map((item) => (
          <Item key={item.exceptionId} item={item} picked={picked.has(item.exceptionId)} onPick={onPick} />
        ))}
      </ul>
      {items.length > shown ? (
        <div className={look.more}>
          <Button variant="default" onClick={() => setShown(items.length)}>
            Show the other {items.length - shown}
          </Button>
        </div>
      ) : null}
      {count > items.length ? (
        <p className={look.rest}>
          {counted(count - items.length, 'more')} not shown here; they follow as these are settled.
        </p>
      ) : null}
    </section>
  )
}
