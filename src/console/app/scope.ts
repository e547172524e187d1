import { useSyncExternalStore } from 'react'

/** The plant somebody looks at; empty is every plant they may see. Kept on the device, since a tablet stands in one. */
const place = 'millwright.plant'
const listeners = new Set<() => void>()
let plant = remembered()

function remembered(): string {
  try {
    return localStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}

export function lookAt(next: string): void {
  if (next === plant) return
  plant = next
  try {
    localStorage.setItem(place, next)
  } catch {
    // A browser that keeps nothing still works; the choice lasts as long as the page.
  }
  for (const tell of listeners) tell()
}

const listen = (onChange: () => void): (() => void) => {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

export const useScope = (): string => useSyncExternalStore(listen, () => plant)
