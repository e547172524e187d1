import { useSyncExternalStore } from 'react'
import type { Changed } from '#api'
import { client } from '../api/client.ts'

/** Keeps what is on the screen true: the hub says what changed, and only that is asked for again. */
export type Liveness = 'live' | 'connecting' | 'cut'

type Topic = Changed['topics'][number]
const everything: readonly Topic[] = [
  'today',
  'messages',
  'exceptions',
  'approvals',
  'replays',
  'orders',
  'alerts',
  'rules',
  'access',
]
const together = 800
const withoutStream = 20_000
const beforeOpeningAgain = 5_000

let state: Liveness = 'connecting'
const listeners = new Set<() => void>()
const become = (next: Liveness): void => {
  if (next === state) return
  state = next
  for (const tell of listeners) tell()
}

export const useLiveness = (): Liveness =>
  useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    () => state,
  )

/** Starts listening; returns how to stop. While the stream is cut, everything shown is asked for by the clock instead. */
export function listenToHub(): () => void {
  const pending = new Set<Topic>()
  let soon: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    soon = undefined
    for (const topic of pending) askAgain(topic)
    pending.clear()
  }
  const changed = (topics: readonly Topic[]): void => {
    for (const topic of topics) pending.add(topic)
    soon ??= setTimeout(flush, together)
  }

  let stream: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    stream = new EventSource('/api/v1/stream')
    stream.addEventListener('open', () => {
      if (state === 'cut') changed(everything)
      become('live')
    })
    stream.addEventListener('error', () => {
      become('cut')
      // The browser reconnects after a broken line, but gives up after an answer that is not a stream.
      if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, beforeOpeningAgain)
    })
    stream.addEventListener('changed', (event) =>
      changed((JSON.parse((event as MessageEvent<string>).data) as Changed).topics),
    )
  }
  open()
  const byTheClock = setInterval(() => {
    if (state === 'cut') changed(everything)
  }, withoutStream)

  return () => {
    stream.close()
    clearTimeout(again)
    clearInterval(byTheClock)
    clearTimeout(soon)
    become('connecting')
  }
}

/**
 * The key of a question begins with its topic. A list somebody has paged into is not pulled from under them: it is marked
 * old, and the page offers the news.
 */
function askAgain(topic: Topic): void {
  const paged = (data: unknown): boolean => ((data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) > 1
  void client.invalidateQueries({ queryKey: [topic], predicate: ({ state: { data } }) => !paged(data) })
  void client.invalidateQueries({
    queryKey: [topic],
    refetchType: 'none',
    predicate: ({ state: { data } }) => paged(data),
  })
}
