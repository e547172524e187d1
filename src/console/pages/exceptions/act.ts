import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActionResult, ExceptionRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said, saidFailed, saidInPart } from '../../app/toast.tsx'
import { counted } from '../../words/names.ts'

export type Deed =
  | { readonly action: 'assign'; readonly to: string | null }
  | { readonly action: 'retry'; readonly reason?: string }
  | { readonly action: 'correct'; readonly body: Record<string, unknown>; readonly reason: string }
  | { readonly action: 'skip'; readonly reason: string }
  | { readonly action: 'override'; readonly reason: string; readonly hours: number }

export type Action = Deed['action']

const atOnce = 100

/** Does something about exceptions, says what was done, and shows what it changed. */
export function useAct(items: readonly ExceptionRow[], onDone?: () => void) {
  const { csrf } = useSession()
  const [progress, setProgress] = useState<number>()
  const send = (deed: Deed, ids: readonly string[]) =>
    tell<ActionResult>('/exceptions/actions', { ids, ...deed }, { csrf })

  /** Many are sent by the hundred, so that somebody sees how far it is. */
  const sendAll = async (deed: Deed, ids: readonly string[]): Promise<ActionResult> => {
    const result: ActionResult = { done: 0, refused: [] }
    for (let from = 0; from < ids.length; from += atOnce) {
      if (from > 0) setProgress(from)
      const part = await send(deed, ids.slice(from, from + atOnce))
      result.done += part.done
      result.refused.push(...part.refused)
    }
    return result
  }

  const act = useMutation({
    mutationFn: (deed: Deed) =>
      sendAll(
        deed,
        items.map(({ exceptionId }) => exceptionId),
      ),
    onSuccess: (result, deed) => {
      if (result.done > 0) said(pastTense(deed, result.done, items), undoOf(deed, items, send))
      if (result.refused.length > 0)
        saidInPart(`${counted(result.refused.length, 'was', 'were')} not done`, [
          ...new Set(result.refused.map(({ sentence }) => sentence)),
        ])
      onDone?.()
    },
    // A dialog says it itself, beside what was typed.
    onError: (error, { action }) => (action === 'retry' ? saidFailed(error) : undefined),
    onSettled: () => {
      setProgress(undefined)
      return refresh()
    },
  })
  return { ...act, progress }
}

const refresh = () =>
  Promise.all(
    ['exceptions', 'messages', 'today', 'orders'].map((topic) => client.invalidateQueries({ queryKey: [topic] })),
  )

function pastTense(deed: Deed, done: number, items: readonly ExceptionRow[]): string {
  const what =
    done === 1 && items.length === 1 ? `“${items[0]!.title}” for ${items[0]!.subject}` : counted(done, 'exception')
  switch (deed.action) {
    case 'assign':
      return deed.to ? `${what} given to ${deed.to}.` : `${what} given back to everybody.`
    case 'retry':
      return `${what} ${done === 1 ? 'is' : 'are'} being tried again.`
    case 'correct':
      return `${what} is corrected and being tried again. The original stays in the journal.`
    case 'skip':
      return `${what} skipped; nothing was booked.`
    case 'override':
      return `${what} let through under your name.`
  }
}

/** Giving somebody work can be taken back; what went into the books is corrected there, by an event of its own. */
function undoOf(
  deed: Deed,
  items: readonly ExceptionRow[],
  send: (deed: Deed, ids: readonly string[]) => Promise<ActionResult>,
): (() => void) | undefined {
  if (deed.action !== 'assign') return undefined
  const owners = [...new Set(items.map(({ assignedTo }) => assignedTo))]
  return () => {
    void Promise.all(
      owners.map((to) =>
        send(
          { action: 'assign', to },
          items.filter(({ assignedTo }) => assignedTo === to).map(({ exceptionId }) => exceptionId),
        ),
      ),
    )
      .then(() => said('Given back as it was.'))
      .catch(saidFailed)
      .finally(() => void refresh())
  }
}
