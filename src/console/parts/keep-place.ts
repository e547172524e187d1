import { useEffect, useRef } from 'react'

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row]')]

/**
 * Whoever works through a list by keyboard stays in it: when the row they were at goes away, the one that took its
 * place gets the focus, instead of the top of the page. Give `onFocus` to the list.
 */
export function useKeepPlace(shown: unknown): { readonly onFocus: (event: { target: EventTarget }) => void } {
  const place = useRef(-1)
  useEffect(() => {
    if (place.current < 0 || (document.activeElement && document.activeElement !== document.body)) return
    const all = rows()
    const next = all[Math.min(place.current, all.length - 1)] ?? document.getElementById('main')
    next?.focus()
  }, [shown])
  return {
    onFocus: ({ target }) => {
      const holder = (target as Element).closest('[data-row-of]')
      if (holder) place.current = rows().findIndex((row) => holder.contains(row))
    },
  }
}
