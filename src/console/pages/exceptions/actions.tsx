import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ExceptionRow } from '#api'
import { type Action, useAct } from './act.ts'
import look from './actions.module.css'

const Dialogs = lazy(() => import('./dialogs.tsx').then((module) => ({ default: module.Dialogs })))

const words: readonly (readonly [action: Action, word: string])[] = [
  ['retry', 'Retry'],
  ['correct', 'Correct…'],
  ['skip', 'Skip…'],
  ['override', 'Override…'],
  ['assign', 'Assign…'],
]

/** What may be done about these, by the person who looks at them. */
export function Actions({ items, onDone }: { items: readonly ExceptionRow[]; onDone?: () => void }) {
  const [open, setOpen] = useState<Exclude<Action, 'retry'>>()
  const act = useAct(items, () => {
    setOpen(undefined)
    onDone?.()
  })
  const may = (action: Action): boolean =>
    (action !== 'correct' || items.length === 1) && items.some((item) => item.may.includes(action))
  const offered = words.filter(([action]) => may(action))
  const many = items.length > 1
  if (offered.length === 0) return <p className={look.none}>You may look at this; somebody else acts on it.</p>
  return (
    <div className={look.actions} role="group" aria-label={many ? `For the ${items.length} selected` : 'What to do'}>
      {offered.map(([action, word], index) => (
        <Button
          key={action}
          size="compact-sm"
          variant={many && index === 0 ? 'filled' : 'default'}
          loading={act.isPending && act.variables.action === action}
          disabled={act.isPending}
          onClick={() => (action === 'retry' ? act.mutate({ action }) : setOpen(action))}
        >
          {word}
        </Button>
      ))}
      {act.progress ? (
        <span role="status">
          {act.progress} of {items.length} done
        </span>
      ) : null}
      {open ? (
        <Suspense>
          <Dialogs
            open={open}
            items={items}
            pending={act.isPending}
            error={act.error}
            onClose={() => {
              setOpen(undefined)
              act.reset()
            }}
            onDeed={(deed) => act.mutate(deed)}
          />
        </Suspense>
      ) : null}
    </div>
  )
}
