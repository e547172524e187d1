import { useSyncExternalStore } from 'react'

/** Single letters can be in the way of speech input (WCAG 2.1.4): whoever wants can turn them off. */
const place = 'millwright.keys'
const listeners = new Set<() => void>()

export const keysAreOn = (): boolean => {
  try {
    return localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}

export function turnKeys(on: boolean): void {
  try {
    localStorage.setItem(place, on ? 'on' : 'off')
  } catch {
    return
  }
  for (const tell of listeners) tell()
}

export const useKeysAreOn = (): boolean =>
  useSyncExternalStore((onChange) => {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  }, keysAreOn)
