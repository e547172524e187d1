import { z } from 'zod'
import { traceOf } from '#kernel/trace'
import { type EffectView, Journey, type RunView } from '../contract.ts'
import { notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { type ExceptionDbRow, exceptionFrom } from './exception-row.ts'
import { type MessageDbRow, rowFrom, titleOf } from './messages.ts'
import { readReceived } from '../wire/received.ts'
import { plantsFor, prepared, type Reader } from './reader.ts'

const readMessages = prepared('read-messages')
const readMessage = prepared('read-message')
const readRuns = prepared('read-runs')
const readEffects = prepared('read-effects')
const readTrail = prepared('read-trail')
const readRelated = prepared('read-related')
const readExceptions = prepared('read-exceptions')

export const journeyRoute = route(
  {
    name: 'readJourney',
    method: 'GET',
    path: '/api/v1/messages/{id}',
    access: ['messages.read'],
    summary: 'Everything that happened to one event: facts, decision, effects, exceptions, who did what',
    params: z.object({ id: z.uuid() }),
    answer: Journey,
    refuses: [404],
  },
  ({ reader, params }) => readJourney(reader, params.id),
)

/** Everything that happened to one message, from the event to the books. */
export async function readJourney(reader: Reader, messageId: string): Promise<Journey> {
  const { database, home, grants } = reader
  const plants = plantsFor(reader, 'messages.read')
  const [[row], [message]] = await Promise.all([
    database.all<MessageDbRow>(readMessages, [home, plants, [messageId]]),
    database.all<MessageDetail>(readMessage, [home, messageId]),
  ])
  if (!row || !message) throw notFound('message')
  const [runs, effects, exceptions, trail, related] = await Promise.all([
    database.all<RunDbRow>(readRuns, [messageId]),
    database.all<EffectDbRow>(readEffects, [messageId]),
    database.all<ExceptionDbRow>(readExceptions, [home, messageId]),
    database.all<TrailRow>(readTrail, [[messageId]]),
    database.all<MessageDbRow>(readRelated, [home, message.plant, message.stream, message.key]),
  ])
  const views = effects.map(effectFrom)
  return {
    message: rowFrom(row),
    clocks: {
      occurred: message.occurred_at,
      recorded: message.recorded_at,
      received: message.received_at,
      decided: runs.at(-1)?.decided_at ?? null,
      applied: views.findLast((effect) => effect.state === 'confirmed')?.answeredAt ?? null,
    },
    receivedFrom: message.received_from,
    actor: message.actor,
    origin: message.origin,
    traceparent: traceOf({ messageId, traceparent: message.traceparent }),
    waiting: message.waits_for ? { what: message.waits_for, until: message.wait_until } : null,
    event: message.event,
    erased: message.erased_at ? { at: message.erased_at, keptFor: Number(message.kept_for) / 1000 } : null,
    wire: message.wire ? await readReceived(reader, { plants: [message.plant], sha256: message.wire }) : null,
    runs: runs.map(runFrom),
    effects: views,
    exceptions: exceptions.map((exception) => exceptionFrom(exception, grants)),
    trail: trail.map(({ at, actor, action, reason, after }) => ({
      at,
      actor,
      action,
      sentence: `${reason ?? after?.sentence ?? after?.operation ?? ''}${after?.until ? ` (set aside until ${after.until})` : ''}`,
    })),
    related: related.map((other) => ({
      messageId: other.message_id,
      title: titleOf(other.type),
      occurredAt: other.occurred_at,
      progress: other.progress as Journey['related'][number]['progress'],
    })),
  }
}

const runFrom = (run: RunDbRow): RunView => ({
  attempt: run.attempt,
  flow: run.flow,
  flowVersion: run.flow_version,
  verdict: run.verdict,
  code: run.code,
  sentence: run.sentence,
  decidedAt: run.decided_at,
  facts: run.facts,
})

export const effectFrom = (row: EffectDbRow): EffectView => ({
  intentId: row.intent_id,
  effectKey: row.effect_key,
  system: row.system,
  operation: `${row.port}.${row.operation}`,
  state: row.state,
  attempts: row.attempts,
  plannedAt: row.planned_at,
  sentAt: row.sent_at,
  answeredAt: row.answered_at,
  body: row.body,
  before: row.receipt?.before ?? null,
  after: row.receipt?.after ?? null,
  documents: row.receipt?.documents ?? [],
  known: row.receipt?.known ?? null,
  failure: row.failure,
})

interface MessageDetail {
  plant: string
  stream: string
  key: string
  occurred_at: string
  recorded_at: string | null
  received_at: string
  received_from: string
  actor: string | null
  origin: string
  traceparent: string | null
  waits_for: string | null
  wait_until: string | null
  event: unknown
  erased_at: string | null
  kept_for: string | null
  wire: string | null
}

interface RunDbRow {
  attempt: number
  flow: string
  flow_version: string
  verdict: string
  code: string | null
  sentence: string
  decided_at: string
  facts: RunView['facts']
}

export interface EffectDbRow {
  intent_id: string
  effect_key: string
  system: string
  port: string
  operation: string
  state: EffectView['state']
  attempts: number
  planned_at: string
  sent_at: string | null
  answered_at: string | null
  body: unknown
  receipt: {
    known: boolean
    before?: EffectView['before']
    after?: EffectView['after']
    documents: EffectView['documents']
  } | null
  failure: EffectView['failure']
}

interface TrailRow {
  at: string
  actor: string
  action: string
  reason: string | null
  after: { sentence?: string; operation?: string; until?: string } | null
}
