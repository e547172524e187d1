import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keysAreOn } from './keys-switch.ts'
import { pages } from './pages.ts'

const goes = new Map(pages.map(({ key, to }) => [key, to]))
const patience = 1_500

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const tickable = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'checkbox'

/** `/` search · `g` and a letter: go · `j` `k` rows · `?` help. Enter is the browser's own: rows are links and buttons. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate()
  useEffect(() => {
    let going = 0
    const onKey = (event: KeyboardEvent): void => {
      if (!keysAreOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if ((typing(event.target) && !tickable(event.target)) || document.querySelector('[role="dialog"]')) return
      const { key } = event
      const to = goes.get(key)
      if (going && Date.now() - going < patience && to) {
        going = 0
        event.preventDefault()
        void navigate({ to })
        return
      }
      going = key === 'g' ? Date.now() : 0
      if (key === '/') search(event)
      else if (key === '?') onHelp()
      else if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate, onHelp])
}

function search(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>('main [data-search]') ?? document.querySelector('[data-search]')
  if (!box) return
  event.preventDefault()
  box.focus()
  box.select()
}

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.offsetParent !== null)
  const here = rows.findIndex((row) => row === document.activeElement || holder(row)?.contains(document.activeElement))
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by))]
  next?.focus()
  if (next) (holder(next) ?? next).scrollIntoView({ block: 'nearest' })
}

const holder = (row: HTMLElement): Element | null => row.closest('[data-row-of]')
