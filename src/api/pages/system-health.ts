import { between, type Instant, isAfter, later, minutes, seconds } from '#kernel/time'
import type { SystemHealth } from '../contract.ts'
import type { SystemCard } from '../parts.ts'
import { planned } from './reader.ts'
import type { Scope } from './today.ts'

const measureSystems = planned('measure-systems')

/** Less than this is how long work takes, not being behind. */
const BEHIND = seconds(10)
/** What a look at changes said before this long does not hold any more. */
const LOOKED = minutes(10)
/** A transaction that stays open longer than this is somebody's to look at. */
const HELD = minutes(1)
/** A process of the hub that was not heard of for this long is thought to be gone. */
const SILENT = minutes(1)
/** Who is asked every few seconds and has not answered for so long is away. */
const ANSWERS = minutes(5)

/** Which systems keep up, as their effects tell: by how many events and how long each is behind. */
export async function systemsToday(scope: Scope, systems: readonly SystemCard[]): Promise<SystemHealth[]> {
  const { reader, plants, dayAgo, now } = scope
  const shown = systems.filter((system) => plants === null || system.plants.some((plant) => plants.includes(plant)))
  const ids = shown.map(({ id }) => id)
  const rows = await reader.database.all<SystemRow>(measureSystems, [
    reader.home,
    plants,
    ids,
    dayAgo,
    later(now, -LOOKED),
    later(now, -SILENT),
  ])
  return shown.map((system) =>
    healthOf(
      system,
      rows.find((row) => row.system === system.id)!,
      now,
    ),
  )
}

export function healthOf({ id, title }: SystemCard, row: SystemRow, now: Instant): SystemHealth {
  const waited = row.oldest ? Math.max(0, between(row.oldest, now)) : 0
  const clock = row.ahead_ms === null ? null : { aheadSeconds: row.ahead_ms / 1000, device: row.device || null }
  const behind = { events: row.events, seconds: Math.round(waited / 1000) }
  const horizon = horizonOf(row, now)
  // Its last word decides: what failed before something else went through is only late.
  if (row.failure && (row.heard_at === null || (row.failed_at ?? '') > row.heard_at))
    return {
      system: id,
      title,
      state: 'unreachable',
      sentence: `${row.failure.sentence} What is reported meanwhile is kept, and goes on by itself.`,
      behind,
      horizon,
      clock,
    }
  if (horizon)
    return { system: id, title, state: 'behind', sentence: heldSentence(title, horizon), behind, horizon, clock }
  if (waited > BEHIND)
    return {
      system: id,
      title,
      state: 'behind',
      sentence: `${title} is catching up; nothing is needed.`,
      behind,
      horizon,
      clock,
    }
  return { system: id, title, ...looksOf(row, now), behind, horizon, clock }
}

/** Of whom nothing is waiting: when it answered last, or told something by itself. */
function looksOf(row: SystemRow, now: Instant): Pick<SystemHealth, 'state' | 'sentence'> {
  const inStep = (sentence: string) => ({ state: 'in-step', sentence }) as const
  const { stream, asked_at: asked, told_at: told, begun_at: begun, heard_at: heard } = row
  if (stream && !stream.isThere) {
    const since = stream.since ? ` for ${ago(between(stream.since, now))}` : ''
    return { state: 'unreachable', sentence: `Not connected${since}${stream.trouble ? `: ${stream.trouble}` : '.'}` }
  }
  if (stream)
    return inStep(
      `Connected; ${stream.heard ? `the last signal came ${ago(between(stream.heard, now))} ago` : 'no signal has come yet'}.`,
    )
  if (asked) {
    const since = begun && isAfter(begun, asked) ? begun : asked
    if (between(since, now) > ANSWERS)
      return {
        state: 'unreachable',
        sentence: `It has not answered for ${ago(between(asked, now))}. What changes there meanwhile is found once it answers.`,
      }
    return inStep(
      `Answered ${ago(between(asked, now))} ago; ${told ? `told something new ${ago(between(told, now))} ago` : 'has told nothing yet'}.`,
    )
  }
  return inStep(heard ? `Last answer ${ago(between(heard, now))} ago.` : 'Nothing was asked of it in the last day.')
}

/** Who holds back what changes in the system, once that is longer than a save takes. */
function horizonOf({ held_since: since, held }: SystemRow, now: Instant): SystemHealth['horizon'] {
  if (since === null || between(since, now) < HELD) return null
  return {
    since,
    seconds: Math.round(between(since, now) / 1000),
    ...(held ?? { session: null, user: null, doing: null }),
  }
}

function heldSentence(
  title: string,
  { seconds: age, session, user, doing }: NonNullable<SystemHealth['horizon']>,
): string {
  const held = ago(seconds(age))
  const who =
    session === null
      ? 'a session that the hub may not see'
      : `session ${session} of the database user ${user}${doing ? ` (${doing})` : ''}`
  return (
    `What people changed in ${title} in the last ${held} is told late: ${who} has kept a transaction open as long. ` +
    'Nothing is lost; whoever looks after its database may end the session.'
  )
}

function ago(duration: number): string {
  const whole = Math.max(0, Math.round(duration / 1000))
  if (whole < 120) return `${whole} s`
  return whole < 7200 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`
}

/** What is known of a system, as the database says it. */
export interface SystemRow {
  system: string
  events: number
  oldest: Instant | null
  failure: { class: string; sentence: string } | null
  failed_at: Instant | null
  heard_at: Instant | null
  held_since: Instant | null
  held: { session: string; user: string; doing: string } | null
  ahead_ms: number | null
  device: string | null
  /** When it answered last, and told something new, where it is asked for what changed. */
  asked_at: Instant | null
  told_at: Instant | null
  /** Since when a process of the hub is there to ask. */
  begun_at: Instant | null
  /** Where it is listened to: since when it is connected or away, and when it was heard last. */
  stream: { since: Instant | null; isThere: boolean; trouble: string | null; heard: Instant | null } | null
}
