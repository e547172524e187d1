import type {
  AlertRow,
  EffectView,
  KeyRow,
  MessageRow,
  OrderView,
  RecordPreview,
  ReplayView,
  RulesVersionRow,
  RulesView,
  SystemHealth,
  UndoPreview,
} from '#api'

/** Told three ways at once: a shape, a word, a colour. */
export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'idle'
export type Shape = 'check' | 'flag' | 'ring' | 'half' | 'question' | 'stop' | 'arrow' | 'dash' | 'doubt'
export interface Status {
  readonly word: string
  readonly tone: Tone
  readonly shape: Shape
}

const status = (word: string, tone: Tone, shape: Shape): Status => ({ word, tone, shape })

const closed: Readonly<Record<string, Status>> = {
  accepted: status('Done', 'ok', 'check'),
  flagged: status('Done, flagged', 'warn', 'flag'),
  skipped: status('Skipped', 'idle', 'dash'),
  refused: status('Refused', 'idle', 'dash'),
}

export const progressWords: Readonly<Record<MessageRow['progress'], Status>> = {
  received: status('Received', 'busy', 'ring'),
  waiting: status('Waiting', 'busy', 'half'),
  asking: status('Asking for a name', 'warn', 'question'),
  stopped: status('Needs somebody', 'bad', 'stop'),
  sending: status('On its way', 'busy', 'arrow'),
  closed: status('Done', 'ok', 'check'),
}

export const messageStatus = ({ progress, verdict }: Pick<MessageRow, 'progress' | 'verdict'>): Status =>
  (progress === 'closed' && verdict && closed[verdict]) || progressWords[progress]

export const effectStatus: Readonly<Record<EffectView['state'] | 'none', Status>> = {
  planned: status('Planned', 'busy', 'ring'),
  sent: status('Sent', 'busy', 'arrow'),
  confirmed: status('Booked', 'ok', 'check'),
  'in-doubt': status('In doubt', 'warn', 'doubt'),
  refused: status('Refused', 'bad', 'stop'),
  shadowed: status('Shadow only', 'idle', 'dash'),
  none: status('Not booked', 'idle', 'dash'),
}

/** How an alert stands: who is red is told by whether somebody has it. */
export function alertStatus({ closedAt, clearedAt, acknowledgedAt, severity }: AlertRow): Status {
  if (closedAt) return status('Over', 'ok', 'check')
  if (clearedAt) return status('Gone for now', 'idle', 'half')
  if (acknowledgedAt) return status('Somebody sees to it', 'busy', 'half')
  return severity === 'critical' ? status('Critical', 'bad', 'stop') : status('Nobody has it', 'warn', 'flag')
}

export const noticeStatus: Readonly<Record<AlertRow['told'][number]['state'], Status>> = {
  planned: status('Not sent yet', 'busy', 'ring'),
  sent: status('On its way', 'busy', 'arrow'),
  confirmed: status('Sent', 'ok', 'check'),
  'in-doubt': status('Perhaps sent', 'warn', 'doubt'),
  refused: status('Not taken', 'bad', 'stop'),
  shadowed: status('Not sent', 'idle', 'dash'),
}

export const verdictStatus = (verdict: string): Status =>
  ({
    accepted: status('Accepted', 'ok', 'check'),
    flagged: status('Accepted, flagged', 'warn', 'flag'),
    held: status('Held', 'busy', 'half'),
    asked: status('Asked', 'warn', 'question'),
    refused: status('Refused', 'bad', 'stop'),
    skipped: status('Skipped', 'idle', 'dash'),
    failed: status('Failed', 'bad', 'stop'),
  })[verdict] ?? status(verdict, 'idle', 'ring')

/** The same before it has happened, where nobody may be able to say. */
export const foretoldStatus = (verdict: string): Status =>
  verdict === 'unknown' ? status('Nobody can say', 'warn', 'doubt') : verdictStatus(verdict)

export const replayStatus: Readonly<Record<ReplayView['state'], Status>> = {
  asked: status('Waits for a second name', 'warn', 'question'),
  running: status('Running', 'busy', 'half'),
  stopped: status('Stopped', 'idle', 'dash'),
  rejected: status('Rejected', 'bad', 'stop'),
  done: status('Done', 'ok', 'check'),
}

export const undoStatus: Readonly<Record<UndoPreview['state'], Status>> = {
  possible: status('Can be taken back', 'ok', 'check'),
  asks: status('Needs a second name', 'warn', 'question'),
  impossible: status('Cannot be taken back', 'idle', 'dash'),
  unknown: status('Nobody can say now', 'warn', 'doubt'),
}

/** What the hub would do with a record. */
export const recordStatus: Readonly<Record<RecordPreview['kind'], Status>> = {
  events: status('The hub takes this', 'ok', 'check'),
  ignored: status('Means nothing to the hub', 'idle', 'dash'),
  unmapped: status('Kept until the table is mended', 'warn', 'question'),
  malformed: status('Goes back to the sender', 'bad', 'stop'),
}

export const systemStatus: Readonly<Record<SystemHealth['state'], Status>> = {
  'in-step': status('In step', 'ok', 'check'),
  behind: status('Behind', 'warn', 'half'),
  unreachable: status('Unreachable', 'bad', 'stop'),
}

export const partStatus: Readonly<Record<OrderView['checklist'][number]['state'], Status>> = {
  complete: status('Complete', 'ok', 'check'),
  open: status('Open', 'busy', 'half'),
  missing: status('Missing', 'warn', 'question'),
  refused: status('Refused', 'bad', 'stop'),
}

export const orderStatus = (state: string): Status =>
  ({
    planned: status('Planned', 'idle', 'ring'),
    released: status('Released', 'busy', 'ring'),
    started: status('Started', 'busy', 'half'),
    completed: status('Completed', 'ok', 'check'),
    closing: status('Closing', 'busy', 'arrow'),
    closed: status('Closed', 'ok', 'check'),
    cancelling: status('Being cancelled', 'busy', 'arrow'),
    cancelled: status('Cancelled', 'idle', 'dash'),
  })[state] ?? status(state, 'idle', 'ring')

export const onHold = status('On hold', 'warn', 'stop')

export type Mode = RulesView['rules']['flows'][number]['mode']

export const modeStatus: Readonly<Record<Mode, Status>> = {
  live: status('Live', 'ok', 'check'),
  shadow: status('Shadow', 'busy', 'half'),
  off: status('Off', 'idle', 'dash'),
}

export const rulesStatus: Readonly<Record<RulesVersionRow['state'], Status>> = {
  proposed: status('Proposed', 'warn', 'question'),
  scheduled: status('Approved for later', 'busy', 'arrow'),
  'in-force': status('Holds now', 'ok', 'check'),
  past: status('Held before', 'idle', 'ring'),
  rejected: status('Rejected', 'bad', 'stop'),
  withdrawn: status('Taken back', 'idle', 'dash'),
}

export const keyStatus: Readonly<Record<KeyRow['state'], Status>> = {
  valid: status('Valid', 'ok', 'check'),
  expired: status('Ended', 'idle', 'dash'),
  revoked: status('Revoked', 'bad', 'stop'),
}
