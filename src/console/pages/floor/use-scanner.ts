import { createContext, useContext, useEffect, useRef } from 'react'
import { GAP, hear, lapse, silence } from './scan/wedge.ts'

/** What comes from the keyboard: a scan, or a key of a hand. Whoever takes it says true. */
export type Input = { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'key'; readonly key: string }
export type Taker = (input: Input) => boolean

/** Whoever listens, the last to come first. */
export const Takers = createContext<Set<Taker>>(new Set())

/** Takes input while the part is shown. */
export function useInput(take: Taker): void {
  const takers = useContext(Takers)
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const taker: Taker = (input) => latest.current(input)
    takers.add(taker)
    return () => void takers.delete(taker)
  }, [takers])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)

/** Hears the keyboard of the whole page. Fields that are typed into hear for themselves. */
export function useScanner(): Set<Taker> {
  const takers = useRef(new Set<Taker>()).current
  useEffect(() => {
    let burst = silence
    let pause: ReturnType<typeof setTimeout> | undefined
    const give = (input: Input): boolean => [...takers].toReversed().some((take) => take(input))
    const giveTyped = (keys: readonly string[]) => keys.forEach((key) => give({ kind: 'key', key }))
    const onKey = (event: KeyboardEvent) => {
      if (isField(event.target) || event.altKey || event.metaKey || event.key === 'Shift') return
      const isInBurst = burst.text !== '' && event.timeStamp - burst.last <= GAP
      const heard = hear(burst, { key: event.key, at: event.timeStamp, ctrl: event.ctrlKey })
      clearTimeout(pause)
      burst = heard.burst
      if (heard.typed) giveTyped(heard.typed.filter((key) => key.length === 1 || key === 'Backspace'))
      // The end of a scan must not press the button that happens to have the focus, nor must a space within it.
      const isOfScan = heard.scan !== undefined || (isInBurst && event.key.length === 1)
      if (isOfScan) event.preventDefault()
      if (heard.scan !== undefined) give({ kind: 'scan', text: heard.scan })
      pause = setTimeout(() => {
        giveTyped(lapse(burst).typed)
        burst = silence
      }, GAP)
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => {
      clearTimeout(pause)
      removeEventListener('keydown', onKey, { capture: true })
    }
  }, [takers])
  return takers
}
