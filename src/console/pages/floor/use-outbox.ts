import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Entry, isOpen } from './outbox/entry.ts'
import { Outbox, type Reach } from './outbox/outbox.ts'
import { deviceStore } from './outbox/store.ts'
import { hub } from './hub.ts'

const QUICK = 1_000
/** What waits for a person is asked about now and then. */
const SLOW = 12_000

export interface OutboxView {
  readonly entries: readonly Entry[]
  readonly reach: Reach
}

const listeners = new Set<() => void>()
let view: OutboxView = { entries: [], reach: 'reached' }
const outbox: Outbox = new Outbox(deviceStore(), hub, () => {
  view = { entries: outbox.entries, reach: outbox.reach }
  for (const tell of listeners) tell()
})

const listen = (onChange: () => void): (() => void) => {
  listeners.add(onChange)
  return () => void listeners.delete(onChange)
}

/** The outbox of this device, kept going while the page is open. */
export function useOutbox(): { readonly outbox: Outbox; readonly view: OutboxView; readonly trouble: unknown } {
  const [trouble, setTrouble] = useState<unknown>()
  const shown = useSyncExternalStore(listen, () => view)
  useEffect(() => {
    let at = 0
    const step = () => void outbox.step().catch(setTrouble)
    const tick = setInterval(() => {
      at += QUICK
      const isQuick = outbox.entries.some(({ stand }) => stand === 'kept' || stand === 'on-its-way')
      if (isQuick || (at % SLOW === 0 && outbox.entries.some(isOpen))) step()
    }, QUICK)
    addEventListener('online', step)
    void outbox.open().then(step, setTrouble)
    return () => {
      clearInterval(tick)
      removeEventListener('online', step)
    }
  }, [])
  return { outbox, view: shown, trouble }
}
