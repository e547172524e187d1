import type { PortKeeper } from '#model/ports/port'

/** Which system keeps a port for a plant, as the estate says. */
export interface Connection {
  readonly system: string
  readonly keeper: PortKeeper
  /** Calls in flight at most; one of them is kept for critical effects when there is more than one. */
  readonly callsAtOnce: number
  /** After this a call counts as unanswered. Milliseconds. */
  readonly deadline: number
  /** A request that was sent happens there within this or never: the system's own limit. Milliseconds. */
  readonly lingers: number
}

export type Connections = (plant: string, port: string) => Connection | undefined

/**
 * Where a process may be made to die: before or after each commit boundary, or over certain events that it has in its
 * hands there. A no-op but in tests.
 */
export type CrashPoint = (name: CrashPointName, events?: () => readonly string[]) => void | Promise<void>

export const crashPoints = [
  'accept.before-commit',
  'accept.after-commit',
  'lanes.after-claim',
  'runs.before-commit',
  'runs.after-commit',
  'effects.after-claim',
  'effects.after-call',
  'answers.after-commit',
] as const
export type CrashPointName = (typeof crashPoints)[number]
