import type { AuditEntry } from '#governance/audit'
import type {
  CaseFile,
  NewApproval,
  NewException,
  NewIntent,
  NewMessage,
  RunRecord,
} from '../../../src/engine/store.ts'
import type { FailureRecord, Progress, Ruling, Waits } from '../../../src/engine/store.ts'

/** Moments of the database's own clock, in milliseconds. */
export type Moment = number

/** A lane or a conflict key: something that one owner at a time works on. */
export interface Turn {
  readonly id: number
  readonly plant: string
  /** The stream of a lane, the system of a conflict key. */
  readonly group: string
  readonly key: string
  tail: number
  urgency: number
  readyAt: Moment | null
  owner: string | null
  epoch: number
  leaseUntil: Moment | null
  /** Of a lane: owners in a row that died while they held it, and the message judged alone when the last did. */
  deaths: number
  suspect: string | null
}

export interface JournalRow {
  readonly message: NewMessage
  readonly laneId: number
  readonly seq: number
}

export interface InboxRow extends Omit<JournalRow, 'seq'> {
  /** Its place in the lane, which those that a source has numbered may exchange among themselves. */
  seq: number
  progress: Exclude<Progress['progress'], 'closed'>
  readyAt: Moment | null
  attempts: number
  waitsFor?: string
  waits?: Waits
  ruling?: Ruling
}

export const openStates = ['planned', 'sent', 'in-doubt'] as const
export type EffectState = 'planned' | 'sent' | 'in-doubt' | 'confirmed' | 'refused' | 'shadowed'

export interface IntentRow {
  intent: NewIntent
  readonly laneId: number
  readonly conflictId: number
  seq: number
  state: EffectState
  attempts: number
  readyAt: Moment
  sentAt?: Moment
  doubtedAt?: Moment
  failure?: FailureRecord
}

export interface SeenRow {
  readonly messageId: string
  readonly payloadHash: string
  readonly plant: string
  duplicates: number
}

export interface ExceptionRow extends NewException {
  closedBy?: 'hub' | 'somebody'
}

export class Tables {
  readonly seen = new Map<string, SeenRow>()
  readonly journal = new Map<string, JournalRow>()
  readonly lanes = new Map<string, Turn>()
  readonly laneById = new Map<number, Turn>()
  readonly inbox = new Map<string, InboxRow>()
  /** Open messages of a lane in lane order. */
  readonly queue = new Map<number, InboxRow[]>()
  readonly runs = new Map<string, RunRecord>()
  readonly files = new Map<string, CaseFile>()
  readonly conflicts = new Map<string, Turn>()
  readonly conflictById = new Map<number, Turn>()
  readonly intents = new Map<string, IntentRow>()
  readonly intentByKey = new Map<string, IntentRow>()
  readonly exceptions: ExceptionRow[] = []
  readonly approvals: NewApproval[] = []
  readonly audit: AuditEntry[] = []
}

export const nameOf = (...parts: readonly string[]): string => parts.join(' ')

/** PostgreSQL's `least`: null says nothing. */
export const least = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

export const urgencyNumber = { critical: 0, bulk: 1 } as const
