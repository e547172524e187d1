import { useState } from 'react'

const KEPT = 'millwright.floor.badge'
/** Whoever comes after a break says anew who they are. */
const FORGOTTEN_AFTER = 60 * 60_000

interface Badge {
  readonly badge: string
  readonly at: number
}

const read = (): Badge | undefined => {
  const text = sessionStorage.getItem(KEPT)
  return text ? (JSON.parse(text) as Badge) : undefined
}

/** Whose badge was scanned last, forgotten when nothing was reported with it for an hour. */
export function useBadge() {
  const [held, setHeld] = useState(read)
  const keep = (badge: string | undefined) => {
    const next = badge ? { badge, at: Date.now() } : undefined
    if (next) sessionStorage.setItem(KEPT, JSON.stringify(next))
    else sessionStorage.removeItem(KEPT)
    setHeld(next)
  }
  const isFresh = held !== undefined && Date.now() - held.at < FORGOTTEN_AFTER
  const badge = isFresh ? held.badge : undefined
  return { badge, keep, use: () => keep(badge) }
}
