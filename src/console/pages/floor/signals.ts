import { useEffect } from 'react'
import type { Stand } from './outbox/entry.ts'

const SILENT = 'millwright.floor.silent'

export const isSilent = (): boolean => localStorage.getItem(SILENT) === 'yes'
export const beSilent = (silent: boolean): void => localStorage.setItem(SILENT, silent ? 'yes' : 'no')

/** Heard over a press and felt through a glove: up for yes, down and long for no. */
const tunes: Partial<Record<Stand, { readonly tones: readonly number[]; readonly shakes: readonly number[] }>> = {
  booked: { tones: [880, 1320], shakes: [60] },
  noted: { tones: [880], shakes: [60] },
  waits: { tones: [660, 660], shakes: [60, 80, 60] },
  refused: { tones: [220, 165, 165], shakes: [250, 120, 250] },
}

let context: AudioContext | undefined

/** Tells a verdict to ears and hands; the page tells it to the eyes. */
export function signal(stand: Stand): void {
  const tune = tunes[stand]
  if (!tune) return
  if ('vibrate' in navigator) navigator.vibrate([...tune.shakes])
  if (isSilent()) return
  context ??= new AudioContext()
  const from = context.currentTime
  tune.tones.forEach((pitch, at) => beep(context!, pitch, from + at * 0.14))
}

function beep(sound: AudioContext, pitch: number, at: number): void {
  const tone = sound.createOscillator()
  const loudness = sound.createGain()
  tone.type = pitch < 400 ? 'sawtooth' : 'sine'
  tone.frequency.value = pitch
  loudness.gain.setValueAtTime(0.25, at)
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.13)
  tone.connect(loudness).connect(sound.destination)
  tone.start(at)
  tone.stop(at + 0.14)
}

/** A page that is looked at from the machine does not go dark, where the browser lets it. */
export function useAwake(): void {
  useEffect(() => {
    let lock: { release(): Promise<void> } | undefined
    const wake = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      void navigator.wakeLock.request('screen').then(
        (held) => (lock = held),
        () => undefined,
      )
    }
    wake()
    document.addEventListener('visibilitychange', wake)
    return () => {
      document.removeEventListener('visibilitychange', wake)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}
