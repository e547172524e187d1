import { z } from 'zod'
import type { EventKind } from './catalogue.ts'
import { Moment } from './moment.ts'
import { OpenOperationId } from './open-work.ts'
import { Identifier } from './production.ts'

/** Why a plant is planned anew: a thing that has a name, so that one cause is one case. */
export const replanCauses = ['window', 'breakdown', 'material', 'person'] as const
export type ReplanCause = (typeof replanCauses)[number]

/** By its cause: `window.PM-311`. */
export const ReplanId = Identifier.describe('By its cause, for example window.PM-311')

const Reason = z.string().trim().min(1).max(500)
/** SHA-256 of exactly what was proposed. */
const Basis = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('Of the proposal that was looked at')

/** Something has changed what the plant can do; its plan is to be looked at anew. */
export const ReplanRequested = z
  .strictObject({
    replan: ReplanId,
    cause: z.enum(replanCauses),
    of: Identifier.describe('Which one: a window, an asset, an item, whoever asks'),
    why: Reason.describe('In one sentence'),
    workCentre: z.string().min(1).max(64).optional(),
    from: Moment.optional(),
    until: Moment.optional(),
    isOver: z.literal(true).optional().describe('What asked for it is over: what nobody has decided on is withdrawn'),
  })
  .meta({ id: 'ReplanRequested' })
export type ReplanRequested = z.infer<typeof ReplanRequested>

/** What people are asked to agree to; the last is what a planner outside would do. */
export const replanPolicies = ['wait', 'move', 'alternative', 'outside'] as const
export type ReplanPolicy = (typeof replanPolicies)[number]

/** An operation put elsewhere by hand. */
export const ReplanEdit = z.strictObject({
  operation: OpenOperationId,
  workCentre: z.string().min(1).max(64),
  from: Moment,
})
export type ReplanEdit = z.infer<typeof ReplanEdit>

export const ReplanAccepted = z
  .strictObject({
    replan: ReplanId,
    basis: Basis,
    policy: z.enum(replanPolicies).describe('Which option'),
    edits: z.array(ReplanEdit).max(200).optional().describe('What was put elsewhere by hand before'),
    reason: Reason.optional(),
  })
  .meta({ id: 'ReplanAccepted' })
export type ReplanAccepted = z.infer<typeof ReplanAccepted>

export const ReplanRejected = z
  .strictObject({ replan: ReplanId, basis: Basis, reason: Reason })
  .meta({ id: 'ReplanRejected' })
export type ReplanRejected = z.infer<typeof ReplanRejected>

export const ReplanUndone = z.strictObject({ replan: ReplanId, reason: Reason }).meta({ id: 'ReplanUndone' })
export type ReplanUndone = z.infer<typeof ReplanUndone>

export const REPLAN_REQUESTED = 'mfg.planning.replan.requested.v1'
export const REPLAN_ACCEPTED = 'mfg.planning.replan.accepted.v1'
export const REPLAN_REJECTED = 'mfg.planning.replan.rejected.v1'
export const REPLAN_UNDONE = 'mfg.planning.replan.undone.v1'

const kind = (type: string, title: string, schema: EventKind['schema']): EventKind => ({
  ...{ type, title, schema },
  stream: 'replan',
  about: 'replan',
  nature: 'movement',
  urgency: 'critical',
  writes: 'planning.schedule',
})

export const replanEvents: readonly EventKind[] = [
  kind(REPLAN_REQUESTED, 'New plan asked for', ReplanRequested),
  kind(REPLAN_ACCEPTED, 'New plan accepted', ReplanAccepted),
  kind(REPLAN_REJECTED, 'New plan rejected', ReplanRejected),
  kind(REPLAN_UNDONE, 'New plan taken back', ReplanUndone),
]
