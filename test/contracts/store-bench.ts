import type { Duration } from '#kernel/time'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { instant } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { AuditEntry } from '#governance/audit'
import type {
  ClaimedEffect,
  ClaimedMessage,
  ConflictCommit,
  EffectAnswer,
  LaneCommit,
  NewException,
  NewIntent,
  NewMessage,
  Progress,
  RunRecord,
  Store,
} from '../../src/engine/store.ts'

/** A database of one's own under test, whose time can be made to pass. */
export interface StoreBench {
  readonly store: Store
  readonly pass: (duration: Duration) => Promise<void>
  readonly look: () => Promise<Look>
  /** The key of a lane or conflict, by the number the store gave it. */
  readonly nameOf: (what: 'lane' | 'conflict', id: number) => Promise<string>
}

/** What lies in the tables, under names both databases share. */
export interface Look {
  readonly messages: readonly {
    readonly id: string
    readonly seq: number
    readonly progress: string
    readonly attempts: number
    readonly waitsFor: string | null
  }[]
  readonly effects: readonly {
    readonly key: string
    readonly state: string
    readonly seq: number
    readonly attempts: number
  }[]
  readonly exceptions: readonly { readonly id: string; readonly code: string; readonly isOpen: boolean }[]
  readonly files: readonly { readonly key: string; readonly state: string; readonly version: number }[]
  readonly duplicates: number
  readonly runs: number
  readonly approvals: number
  readonly audit: number
}

export const ids = uuids(systemClock)
const AT = instant(Date.UTC(2026, 10, 22))
const PLANT = 'A'

/** Makes what the engine hands to the store; names begin with a word of the test, since some are unique for ever. */
export function makers(word: string) {
  let made = 0
  const message = (id: string, over: Partial<NewMessage> = {}): NewMessage => {
    const body: Json = over.body ?? { id }
    return {
      messageId: ids(),
      plant: PLANT,
      stream: 'production-order',
      key: 'a',
      source: `/plants/A/systems/${word}`,
      id,
      type: 'test',
      nature: 'transition',
      urgency: 'bulk',
      occurredAt: AT,
      receivedAt: AT,
      correlation: id,
      origin: 'live',
      receivedFrom: 'test',
      payloadHash: sha256(canonicalJson(body)),
      body,
      eventText: JSON.stringify({ data: body, sequence: over.sequence }),
      ...over,
    }
  }
  const run = ({ message: judged, attempts }: ClaimedMessage, becomes: Progress): RunRecord => ({
    message: judged,
    attempt: attempts + 1,
    flow: 'test',
    flowVersion: '1',
    mode: 'live',
    verdict: 'accepted',
    sentence: 'Judged.',
    facts: [],
    outcome: {},
    decidedAt: AT,
    becomes,
  })
  const intent = (key: string, messageId: string, over: Partial<NewIntent> = {}): NewIntent => ({
    intentId: ids(),
    effectKey: `${word}.${key}`,
    plant: PLANT,
    system: 'erp',
    port: 'books',
    operation: 'book',
    urgency: 'bulk',
    conflict: 'line',
    messageId,
    flow: 'test',
    answers: false,
    correlation: 'c',
    occurredAt: AT,
    body: { key },
    mode: 'live',
    plannedAt: AT,
    ...over,
  })
  const exception = (messageId: string, code: string): NewException => ({
    exceptionId: ids(),
    plant: PLANT,
    code,
    ownerRole: 'supervisor',
    messageId,
    flow: 'test',
    subject: 'a',
    sentence: code,
    openedAt: AT,
  })
  const audit = (subject: string): AuditEntry => ({
    auditId: ids(),
    plant: PLANT,
    at: AT,
    actor: 'test',
    action: `test.${++made}`,
    subject,
  })
  const lane = (
    claimed: { readonly laneId: number; readonly epoch: number },
    over: Partial<LaneCommit> = {},
  ): LaneCommit => ({
    laneId: claimed.laneId,
    epoch: claimed.epoch,
    runs: [],
    deferred: [],
    files: [],
    intents: [],
    exceptions: [],
    messages: [],
    approvals: [],
    audit: (over.runs ?? []).map(({ message: { messageId } }) => audit(messageId)),
    settled: [],
    wakesWaiting: false,
    yielding: [],
    ...over,
  })
  const conflict = (
    claimed: { readonly conflictId: number; readonly epoch: number; readonly effects: readonly ClaimedEffect[] },
    answers: readonly EffectAnswer[],
    over: Partial<ConflictCommit> = {},
  ): ConflictCommit => ({
    conflictId: claimed.conflictId,
    epoch: claimed.epoch,
    laneIds: [...new Set(claimed.effects.map(({ laneId }) => laneId))],
    answers,
    exceptions: [],
    messages: [],
    audit: answers.map(({ intentId }) => audit(intentId)),
    ...over,
  })
  return { message, run, intent, exception, lane, conflict }
}

export type Answered = 'confirmed' | 'refused' | 'planned' | 'in-doubt'

/** An answer to an effect, of each kind there is. */
export function answer(intentId: string, state: Answered, again: Duration = 0): EffectAnswer {
  const failure = (failed: 'Refused' | 'Unavailable' | 'Unanswered') => ({
    class: failed,
    code: 'TEST',
    sentence: failed,
  })
  const base = { intentId, answeredAt: AT }
  switch (state) {
    case 'confirmed':
      return { ...base, state, receipt: { known: false, documents: [] } }
    case 'refused':
      return { ...base, state, failure: failure('Refused') }
    case 'planned':
      return { ...base, state, again, failure: failure('Unavailable') }
    case 'in-doubt':
      return { ...base, state, again, failure: failure('Unanswered') }
  }
}
