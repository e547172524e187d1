import { z } from 'zod'
import type { Instant } from '#kernel/time'
import { Moment } from './moment.ts'
import { OpenWork, type PlanChange, PlanMove } from './open-work.ts'
import { type ReplanPolicy, replanPolicies, type ReplanRequested } from './replan.ts'

/** A move with its one sentence. */
const ProposedMove = PlanMove.extend({ because: z.string() })
export type ProposedMove = z.infer<typeof ProposedMove>

const Late = z.strictObject({ order: z.string(), minutes: z.number().nonnegative() })

/** One way to go on: what moves, why, and what it costs. */
export const ReplanOption = z.strictObject({
  policy: z.enum(replanPolicies),
  cost: z.strictObject({ late: z.number(), overtime: z.number(), changes: z.number(), total: z.number() }),
  moves: z.array(ProposedMove),
  orders: z.array(z.strictObject({ order: z.string(), from: Span(), to: Span() })),
  late: z.array(Late),
  iterations: z.int().nonnegative().describe('Steps the search took: with the seed they give it again'),
})
export type ReplanOption = z.infer<typeof ReplanOption>

function Span() {
  return z.strictObject({ from: Moment, until: Moment })
}

const Refusal = z.strictObject({ code: z.string(), subject: z.string(), sentence: z.string() })

/** What stands in the plan, and how one could go on; or why nothing can be planned. */
export const Proposal = z.strictObject({
  at: Moment,
  frozenUntil: Moment,
  seed: z.int(),
  work: OpenWork,
  late: z.array(Late).describe('Orders that are late if all stays as it stands, blind to what is in its way'),
  options: z.array(ReplanOption),
  refusal: Refusal.optional(),
  outside: z.string().optional().describe('Why the planner outside has no part in it, where it was asked'),
})
export type Proposal = z.infer<typeof Proposal>

/** An option as people changed it, or why that cannot be. */
export const EditedOption = z.strictObject({ option: ReplanOption.optional(), refusal: Refusal.optional() })
export type EditedOption = z.infer<typeof EditedOption>

export const replanStates = [
  'proposed',
  'needless',
  'impossible',
  'applying',
  'applied',
  'rejected',
  'stale',
  'undoing',
  'undone',
] as const
export type ReplanState = (typeof replanStates)[number]

/** What the hub keeps of a replan. */
export interface ReplanFile {
  readonly asked: ReplanRequested
  /** How often it was planned, so that nothing is planned for ever. */
  readonly attempt: number
  readonly basis: string
  readonly proposal: Proposal
  /** The message it was proposed for: what reminds of an earlier one comes too late. */
  readonly message?: string
  /** Who decided, or that the plant's rules did. */
  readonly decided?: {
    readonly by: string
    readonly at: Instant
    readonly policy?: ReplanPolicy
    readonly edits?: number
    readonly reason?: string
  }
  /** What was written into the ERP. */
  readonly change?: PlanChange
  /** Who took it back. */
  readonly undone?: { readonly by: string; readonly at: Instant; readonly reason: string }
  /** What the ERP said last. */
  readonly said?: string
}

export const replanSteps = ['request', 'accept', 'reject', 'undo', 'confirm', 'refuse'] as const
export type ReplanStep = (typeof replanSteps)[number]

type Move = { readonly to: ReplanState } | { readonly no: string }
const to = (state: ReplanState): Move => ({ to: state })
const decided: Move = { no: 'ALREADY_DECIDED' }
const notApplied: Move = { no: 'NOT_APPLIED' }
const busy: Move = { no: 'BEING_APPLIED' }
const nobody: Move = { no: 'NOTHING_SENT' }

/** Nothing of it stands in the ERP, and nothing is to be decided. */
const closed: Record<ReplanStep, Move> = {
  request: to('proposed'),
  accept: decided,
  reject: decided,
  undo: notApplied,
  confirm: nobody,
  refuse: nobody,
}

/** Every state with every step. */
export const replanCase: Record<ReplanState, Record<ReplanStep, Move>> = {
  proposed: { ...closed, accept: to('applying'), reject: to('rejected') },
  needless: closed,
  impossible: closed,
  applying: { request: busy, accept: busy, reject: busy, undo: busy, confirm: to('applied'), refuse: to('stale') },
  applied: { ...closed, undo: to('undoing') },
  rejected: closed,
  stale: closed,
  undoing: { request: busy, accept: busy, reject: busy, undo: busy, confirm: to('undone'), refuse: to('applied') },
  // Who takes back what was taken back accepts it again.
  undone: { ...closed, accept: to('applying') },
}

export const moveOfReplan = (state: string, step: ReplanStep): Move => replanCase[state as ReplanState][step]
