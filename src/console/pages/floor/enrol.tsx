import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Refusal } from '../../parts/refusal.tsx'
import { Door } from '../sign-in/door.tsx'
import { enrol } from './hub.ts'
import look from './floor.module.css'
import { useOutbox } from './use-outbox.ts'
import { keptText } from './verdict.tsx'

const inside = /mwk_[a-z0-9]{12}_[A-Za-z0-9_-]{32}/

/** A browser becomes the device of a work centre: by its link, or by its key, scanned or typed. */
export function Enrol({ brought, onEnrolled }: { brought?: string; onEnrolled: () => Promise<void> }) {
  const { outbox, view } = useOutbox()
  const take = useMutation({
    mutationFn: (text: string) => enrol(inside.exec(text)?.[0] ?? text.trim()),
    onSuccess: async () => {
      await onEnrolled()
      await outbox.step()
    },
  })
  const { mutate } = take
  useEffect(() => {
    if (!brought) return
    history.replaceState(history.state, '', location.pathname)
    mutate(brought)
  }, [brought, mutate])
  const kept = view.entries.filter(({ stand }) => stand === 'kept').length
  return (
    <Door
      title="This device has no key"
      lead={
        <>
          Scan the code that Access shows for it, or open its link. Whoever keeps the keys makes one under Access, New
          device.{kept > 0 ? ` ${keptText(kept)}: not lost, and sent as soon as it has a key of the same plant.` : ''}
        </>
      }
    >
      <form
        className={look.enrol}
        onSubmit={(event) => {
          event.preventDefault()
          take.mutate(String(new FormData(event.currentTarget).get('key')))
        }}
      >
        <label htmlFor="key">Key of the device</label>
        <input id="key" name="key" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
        <Refusal error={take.error} />
        <button type="submit" className={look.main} disabled={take.isPending}>
          Begin
        </button>
      </form>
    </Door>
  )
}
