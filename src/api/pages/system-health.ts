import { between, type Instant, seconds } from '#kernel/time'
import type { SystemHealth } from '../contract.ts'
import type { SystemCard } from '../parts.ts'
import { planned } from './reader.ts'
import type { Scope } from './today.ts'

const measureSystems = planned('measure-systems')

/** Less than this is how long work takes, not being behind. */
const BEHIND = seconds(10)

/** Which systems keep up, as their effects tell: by how many events and how long each is behind. */
export async function systemsToday(scope: Scope, systems: readonly SystemCard[]): Promise<SystemHealth[]> {
  const { reader, plants, dayAgo, now } = scope
  const shown = systems.filter((system) => plants === null || system.plants.some((plant) => plants.includes(plant)))
  const ids = shown.map(({ id }) => id)
  const rows = await reader.database.all<SystemRow>(measureSystems, [reader.home, plants, ids, dayAgo])
  return shown.map((system) =>
    healthOf(
      system,
      rows.find((row) => row.system === system.id)!,
      now,
    ),
  )
}

function healthOf({ id, title }: SystemCard, row: SystemRow, now: Instant): SystemHealth {
  const waited = row.oldest ? Math.max(0, between(row.oldest, now)) : 0
  const behind = { events: row.events, seconds: Math.round(waited / 1000) }
  // Its last word decides: what failed before something else went through is only late.
  if (row.failure && (row.heard_at === null || (row.failed_at ?? '') > row.heard_at))
    return {
      system: id,
      title,
      state: 'unreachable',
      sentence: `${row.failure.sentence} What is reported meanwhile is kept, and goes on by itself.`,
      behind,
    }
  if (waited > BEHIND)
    return { system: id, title, state: 'behind', sentence: `${title} is catching up; nothing is needed.`, behind }
  const sentence = row.heard_at
    ? `Last answer ${ago(between(row.heard_at, now))} ago.`
    : 'Nothing was asked of it in the last day.'
  return { system: id, title, state: 'in-step', sentence, behind }
}

function ago(duration: number): string {
  const whole = Math.max(0, Math.round(duration / 1000))
  if (whole < 120) return `${whole} s`
  return whole < 7200 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`
}

interface SystemRow {
  system: string
  events: number
  oldest: Instant | null
  failure: { class: string; sentence: string } | null
  failed_at: Instant | null
  heard_at: Instant | null
}
