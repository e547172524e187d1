import type { Instant } from '#kernel/time'

/** A work centre of the ERP that a window takes out of work. */
export interface TakenCentre {
  readonly id: string
  readonly name: string
}

/** When, and which work centres. */
export interface WindowPlan {
  readonly start: Instant
  readonly end: Instant
  readonly workCentres: readonly TakenCentre[]
}

/** An order in the way of a window, as it was when somebody was asked. */
export interface OrderInTheWay {
  readonly order: string
  readonly label: string
  readonly link?: string
  readonly minutes: number
  readonly promised?: Instant
  readonly isStarted: boolean
  readonly isUrgent: boolean
}

/** What the hub keeps of a maintenance window. */
export interface WindowFile extends WindowPlan {
  readonly window: string
  readonly version: number
  readonly title: string
  readonly equipment: readonly string[]
  /** The maintenance order it is for. */
  readonly order?: string
  /** Who agreed to this version: maintenance where it was planned, production in the hub. */
  readonly maintenance?: { readonly by: string; readonly at: Instant }
  readonly production?: { readonly by: string; readonly at: Instant; readonly reason: string }
  /** What both agreed to last: that is what the ERP is to carry, until they agree to something else. */
  readonly booked?: WindowPlan & { readonly version: number }
  /** What the ERP says of each work centre: closed as it was asked for, free again, or that it would not. */
  readonly erp?: { readonly [workCentre: string]: 'closed' | 'free' | 'refused' }
  readonly affected: readonly OrderInTheWay[]
  /** A new plan was asked for because of it, and it still stands where it did then. */
  readonly isPlanned?: true
  /** Other windows at the same time on the same work centres, by name. */
  readonly conflicts: readonly string[]
}

export const windowStates = [
  'proposed',
  'asked',
  'approved',
  'changed',
  'asked-again',
  'started',
  'done',
  'cancelled',
  'rejected',
] as const
export type WindowState = (typeof windowStates)[number]

export const windowSteps = ['propose', 'approve', 'change', 'agree', 'refuse', 'start', 'finish', 'cancel'] as const
export type WindowStep = (typeof windowSteps)[number]

type Move = { readonly to: WindowState } | { readonly no: 'NOT_APPROVED' | 'NOT_ASKED' | 'WINDOW_OVER' }

const to = (state: WindowState): Move => ({ to: state })
const notApproved: Move = { no: 'NOT_APPROVED' }
const notAsked: Move = { no: 'NOT_ASKED' }
const over: Move = { no: 'WINDOW_OVER' }

/** Nothing stands in the ERP: what is told again is proposed again. */
const open: Record<WindowStep, Move> = {
  propose: to('proposed'),
  approve: to('asked'),
  change: to('proposed'),
  agree: notAsked,
  refuse: notAsked,
  start: notApproved,
  finish: notApproved,
  cancel: to('cancelled'),
}

/** Something stands in the ERP: it stays until both have agreed to something else. */
const standing: Record<WindowStep, Move> = {
  propose: to('changed'),
  approve: to('asked-again'),
  change: to('changed'),
  agree: notAsked,
  refuse: notAsked,
  start: to('started'),
  finish: to('done'),
  cancel: to('cancelled'),
}

const ended = (state: WindowState, itself: WindowStep): Record<WindowStep, Move> => ({
  ...{ propose: over, approve: over, change: over, agree: over, refuse: over, start: over, finish: over, cancel: over },
  [itself]: to(state),
})

/** Every state with every step: no cell is missing, and none is decided elsewhere. */
export const windowCase: Record<WindowState, Record<WindowStep, Move>> = {
  proposed: open,
  asked: { ...open, agree: to('approved'), refuse: to('rejected') },
  approved: standing,
  changed: standing,
  // Who says no to a change leaves what both agreed to before.
  'asked-again': { ...standing, agree: to('approved'), refuse: to('approved') },
  started: standing,
  done: ended('done', 'finish'),
  cancelled: ended('cancelled', 'cancel'),
  rejected: open,
}

export const moveOfWindow = (state: string, step: WindowStep): Move => windowCase[state as WindowState][step]

/** Called off or over: no step leads out of it. */
export const isOver = (state: string): boolean => state === 'done' || state === 'cancelled'
