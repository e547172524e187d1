import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openFiles, residentMemory } from './footprint.ts'

/** What a hub holds at a moment, looked at from outside. */
export interface Look {
  /** Milliseconds of the epoch. */
  readonly at: number
  /** Megabytes that are resident, and megabytes of them that the heap uses, as it tells itself. */
  readonly memory: number
  readonly heap: number
  readonly files: number
  readonly sessions: number
}

/** However long it is watched, no more looks are kept than this. */
const MOST_LOOKS = 1440

export interface WatchedHub {
  readonly looks: readonly Look[]
  /** Looks at even intervals until then. */
  until(moment: number): Promise<void>
}

export interface HubToWatch {
  readonly pid: number
  /** Where it tells its numbers. */
  readonly metrics: string
  readonly pool: pg.Pool
  /** How long it is to be watched. */
  readonly seconds: number
}

export function watchedHub({ pid, metrics, pool, seconds }: HubToWatch): WatchedHub {
  const looks: Look[] = []
  const every = 1000 * Math.max(1, seconds / MOST_LOOKS)
  let next = Date.now()

  async function look(): Promise<void> {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like 'millwright %'`,
    )
    const [memory, files] = [residentMemory(pid), openFiles(pid)]
    looks.push({ at: Date.now(), memory, heap: await heapOf(metrics), files, sessions: rows[0]!.count })
  }

  return {
    looks,
    async until(moment) {
      for (; next < moment; next += every) {
        await pause(Math.max(0, next - Date.now()))
        await look()
      }
      await pause(Math.max(0, moment - Date.now()))
    },
  }
}

async function heapOf(metrics: string): Promise<number> {
  const text = await (await fetch(metrics)).text()
  const [, bytes] = /^nodejs_heap_used_bytes (\S+)/m.exec(text) ?? []
  if (!bytes) throw new Error(`the hub does not tell its heap: ${text.slice(0, 200)}`)
  return Number(bytes) / 1e6
}
