import type { NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { bell, loop } from '#kernel/loop'
import { type Clock, type Duration, epochMilliseconds, type Instant, later, minutes, seconds } from '#kernel/time'
import { type Database, statementsIn } from '#kernel/sql'
import type { Ids } from '#kernel/world'
import { CLOCK_COMPARED, type ClockCompared } from '#model/clock'
import { systemOf } from '#model/message'
import { clockError, type Stamps } from './estimate.ts'

const sql = statementsIn(import.meta.url)
const [readStamps, keepClocks, toldClocks, tellClock] = ['read-stamps', 'keep-clocks', 'told-clocks', 'tell-clock'].map(
  sql,
) as [ReturnType<typeof sql>, ReturnType<typeof sql>, ReturnType<typeof sql>, ReturnType<typeof sql>]

export interface ClockWatchParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly clock: Clock
  /** How far a clock may be off in a plant. */
  readonly allowed: (plant: string) => Duration
  readonly receive: (messages: readonly NewMessage[]) => Promise<unknown>
  readonly log: { error(about: object, sentence: string): void }
}

interface Found {
  readonly plant: string
  readonly source: string
  readonly device: string
}

/** Compares clocks now and then; what they say is kept as it is, and somebody is told when one is off too far. */
export function startClockWatch(parts: ClockWatchParts): AsyncDisposable {
  const { clock, log } = parts
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'Comparing clocks pauses and goes on shortly')
  }
  const running = loop({ clock, signal: stop.signal, bell: bell(), idle: seconds(20), onError }, async () => {
    await compareClocks(parts)
    return { busy: false }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}

/** One comparison: what the last minutes' messages say of each clock. */
export async function compareClocks(
  parts: Omit<ClockWatchParts, 'clock' | 'log'> & { readonly clock: Pick<Clock, 'now'> },
) {
  const { database, home, clock, allowed } = parts
  const now = clock.now()
  const rows = await database.all<Found & { messages: readonly Stamps[] }>(readStamps, [
    home,
    idAt(later(now, -minutes(15))),
  ])
  const found = rows.flatMap(({ messages, ...of }) => {
    const error = clockError(messages)
    return error ? [{ ...of, ...error }] : []
  })
  if (found.length === 0) return
  await database.all(keepClocks, [
    home,
    found.map((of) => of.plant),
    found.map((of) => of.source),
    found.map((of) => of.device),
    found.map((of) => of.ahead),
    found.map((of) => of.messages),
    found.map(() => now),
  ])
  const told = await database.all<Found & { told: boolean }>(toldClocks, [home])
  for (const of of found) {
    const isOff = Math.abs(of.ahead) > allowed(of.plant)
    const before = told.find((one) => one.plant === of.plant && one.source === of.source && one.device === of.device)
    if (before?.told === isOff) continue
    await parts.receive([messageFrom(of, parts, now)])
    await database.all(tellClock, [home, of.plant, of.source, of.device, isOff])
  }
}

/** The hub says to itself what it found, so that a flow judges it as anything else. */
function messageFrom(
  of: Found & { ahead: Duration; messages: number },
  { home, ids }: Pick<ClockWatchParts, 'home' | 'ids'>,
  now: Instant,
): NewMessage {
  const name = of.device ? `${of.source} ${of.device}` : of.source
  const data: ClockCompared = { name, ahead: Math.round(of.ahead), messages: of.messages }
  const messageId = ids()
  const source = `/plants/${of.plant}/systems/hub.${home}`
  const id = `clock.${messageId}`
  return {
    messageId,
    plant: of.plant,
    stream: 'system',
    key: systemOf(of.source),
    source,
    id,
    type: CLOCK_COMPARED,
    nature: 'movement',
    urgency: 'bulk',
    occurredAt: now,
    receivedAt: now,
    correlation: id,
    origin: 'live',
    receivedFrom: 'hub',
    payloadHash: sha256(canonicalJson(data as unknown as Json)),
    body: data as unknown as Json,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: CLOCK_COMPARED, time: now, data }),
  }
}

/** The first id that can have been made at a moment: ids begin with their time. */
function idAt(at: Instant): string {
  const head = Math.max(0, epochMilliseconds(at)).toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-0000-0000-000000000000`
}
