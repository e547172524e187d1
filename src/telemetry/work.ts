import type { Meter } from '@opentelemetry/api'
import { runSpan, type Telemetry } from '#engine'
import { epochMilliseconds, type Instant } from '#kernel/time'
import { traceIdsOf } from '#kernel/trace'

export interface WorkParts {
  readonly meter: Meter
  readonly log: { info(about: object, sentence: string): void }
}

/** What became of so many events at the door. */
export type AtTheDoor = (
  status: 'accepted' | 'duplicate' | 'conflict' | 'refused',
  type: string,
  plant: string,
  times: number,
) => void

/** From a blink to a day: most postings take a second or two, those behind an outage take hours. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400]
const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Counts and times the work, and writes a log line for each run and each effect, under its trace. */
export function workTelemetry({ meter, log }: WorkParts): Telemetry & { readonly atTheDoor: AtTheDoor } {
  const events = meter.createCounter('millwright_events_total', {
    description: 'Events at the door, by what became of them',
  })
  const runs = meter.createCounter('millwright_runs_total', { description: 'Judgements of messages, by verdict' })
  const effects = meter.createCounter('millwright_effects_total', { description: 'Answers of systems to effects' })
  const confirmed = meter.createHistogram('millwright_receipt_to_confirmed_seconds', {
    description: 'From the receipt of an event to the confirmation of its effect',
    advice: { explicitBucketBoundaries: SECONDS },
  })
  const calls = meter.createHistogram('millwright_call_seconds', {
    description: 'Calls that carry effects to a system; failure is empty when it answered',
    advice: { explicitBucketBoundaries: CALL_SECONDS },
  })

  return {
    atTheDoor: (status, type, plant, times) => events.add(times, { plant, type, status }),
    judged(run) {
      const { message, flow, verdict, attempt, code } = run
      runs.add(1, { flow, verdict })
      const about = { plant: message.plant, flow, verdict, code, attempt, message: message.messageId }
      log.info({ ...traceIdsOf(runSpan(message, attempt)), ...about }, 'message judged')
    },
    answered({ plant, system, port, operation, flow, messageId, attempt, traceparent }, answer) {
      const { state } = answer
      effects.add(1, { plant, system, operation: `${port}.${operation}`, state })
      if (state === 'confirmed') confirmed.record(secondsSince(messageId, answer.answeredAt), { flow })
      const code = 'failure' in answer ? answer.failure.code : undefined
      const about = { plant, system, operation, state, code, attempt, flow, message: messageId }
      log.info({ ...traceIdsOf(traceparent), ...about }, 'effect answered')
    },
    called: ({ system, took, failure = '' }) => calls.record(took / 1000, { system, failure }),
  }
}

/** A message's id begins with the millisecond of its receipt (UUID version 7). */
const secondsSince = (messageId: string, at: Instant): number => {
  const received = Number.parseInt(messageId.replace('-', '').slice(0, 12), 16)
  return Math.max(0, epochMilliseconds(at) - received) / 1000
}
