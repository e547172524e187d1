import { useMemo, useSyncExternalStore } from 'react'
import { useSession } from '../../app/session.tsx'
import { type Change, keyOf, type Place, type Rules, same, valueAt } from './cells.ts'

/** Changes that were made and not proposed yet. Kept by the tab, so that a reload or another page loses nothing. */
interface Kept {
  /** The version that was shown when the first change was made. */
  readonly basedOn: number
  readonly changes: readonly Change[]
}

const nothing: Kept = { basedOn: 0, changes: [] }
const listeners = new Set<() => void>()
const kept = new Map<string, Kept>()
const placeOf = (login: string): string => `millwright.rules.${login}`

function read(login: string): Kept {
  let found = kept.get(login)
  if (found) return found
  try {
    found = JSON.parse(sessionStorage.getItem(placeOf(login)) ?? 'null') as Kept | undefined
  } catch {
    // A browser that keeps nothing still works; the draft lasts as long as the page.
  }
  kept.set(login, (found ??= nothing))
  return found
}

function write(login: string, next: Kept): void {
  kept.set(login, next)
  try {
    if (next.changes.length === 0) sessionStorage.removeItem(placeOf(login))
    else sessionStorage.setItem(placeOf(login), JSON.stringify(next))
  } catch {
    // As above.
  }
  for (const tell of listeners) tell()
}

const listen = (onChange: () => void): (() => void) => {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

export interface Draft {
  readonly basedOn: number
  /** Those that still change something: what somebody else has made true meanwhile is not a change any more. */
  readonly changes: readonly Change[]
  /** Where somebody else has said otherwise since. */
  readonly overtaken: readonly Change[]
  readonly version: number
  valueOf(place: Place): unknown
  /** Undefined while it is as it was. */
  changeAt(place: Place): Change | undefined
  set(place: Place, value: unknown): void
  /** In the place of everything that was in it. */
  replace(changes: readonly Change[]): void
  drop(place: Place): void
  clear(): void
}

/** The draft of whoever is signed in, held against the rules as they are now. */
export function useDraft(rules: Rules, version: number): Draft {
  const { login } = useSession()
  const { basedOn, changes: all } = useSyncExternalStore(listen, () => read(login))
  return useMemo(() => {
    const changes = all.filter((change) => !same(valueAt(rules, change), change.value))
    const others = (place: Place) => changes.filter((change) => keyOf(change) !== keyOf(place))
    const changeAt = (place: Place) => changes.find((change) => keyOf(change) === keyOf(place))
    const keep = (next: readonly Change[]) =>
      write(login, next.length === 0 ? nothing : { basedOn: basedOn || version, changes: next })
    const with_ = (place: Place, value: unknown): readonly Change[] => {
      const was = valueAt(rules, place)
      return same(was, value) ? others(place) : [...others(place), { ...place, was, value }]
    }
    return {
      basedOn: basedOn || version,
      version,
      changes,
      overtaken: changes.filter((change) => !same(valueAt(rules, change), change.was)),
      valueOf: (place) => (changeAt(place) ?? { value: valueAt(rules, place) }).value,
      changeAt,
      set: ({ part, plant, what }, value) => keep(with_({ part, plant, what }, value)),
      replace: (next) => write(login, next.length === 0 ? nothing : { basedOn: version, changes: next }),
      drop: (place) => keep(others(place)),
      clear: () => write(login, nothing),
    }
  }, [all, basedOn, login, rules, version])
}
