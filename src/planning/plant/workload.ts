/** Minutes since the epoch, whole. */
export type Minute = number

/** From a minute up to, and without, another. */
export interface Span {
  readonly begins: Minute
  readonly ends: Minute
}

export interface Leave extends Span {
  readonly id: string
}

export interface WorkCentre {
  readonly id: string
  /** When it works: in their order and apart from one another. */
  readonly open: readonly Span[]
  /** When it could work too, at a price. */
  readonly overtime?: readonly Span[]
  /** When it is down, whatever the calendar says. */
  readonly leaves: readonly Leave[]
  /** So many operations at once, each on a unit of its own. */
  readonly capacity: number
}

export interface Choice {
  readonly workCentre: string
  readonly minutes: number
}

/** Where an operation stands in the plan as it is. */
export interface Place {
  readonly workCentre: string
  readonly begins: Minute
}

export interface Operation {
  readonly id: string
  readonly order: string
  /** Operations that must be over before. */
  readonly after: readonly string[]
  /** Work centres that can do it, each in its own time; the usual one first. */
  readonly choices: readonly Choice[]
  /** Whether closed time may interrupt it. */
  readonly mayPause: boolean
  /** What the unit is set up for; so long it takes where what was there before is of another family. */
  readonly setup?: { readonly family: string; readonly minutes: number }
  readonly materialAt?: Minute
  readonly planned?: Place
  /** Under way: there, and so many minutes of it are left. */
  readonly started?: { readonly workCentre: string; readonly left: number }
}

export interface Order {
  readonly id: string
  readonly release?: Minute
  readonly promised?: Minute
  /** What a day of delay is worth, before its priority. */
  readonly value: number
  readonly priority: number
}

/** What is open in a plant, and where and when it may be done. */
export interface Workload {
  readonly now: Minute
  /** What begins before keeps its place, unless its work centre is down. */
  readonly frozenUntil: Minute
  readonly workCentres: readonly WorkCentre[]
  readonly orders: readonly Order[]
  readonly operations: readonly Operation[]
  readonly prices: { readonly overtimeMinute: number; readonly change: number }
}
