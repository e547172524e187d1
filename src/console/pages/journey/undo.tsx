import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Journey } from '#api'
import { useMay } from '../../app/session.tsx'
import { Sheet } from '../../parts/sheet.tsx'

const UndoDialog = lazy(() => import('./undo-dialog.tsx').then((module) => ({ default: module.UndoDialog })))

/** What a person may do about an event that was booked and should not have been. */
export function Undo({ journey: { message, effects } }: { journey: Journey }) {
  const [open, setOpen] = useState(false)
  const may = useMay('exceptions.override')
  if (!may || !effects.some(({ state }) => state === 'confirmed')) return null
  return (
    <Sheet title="If it was wrong">
      <Button variant="default" onClick={() => setOpen(true)}>
        Undo…
      </Button>
      {open ? (
        <Suspense>
          <UndoDialog message={message} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Sheet>
  )
}
