import { z } from 'zod'
import { Moment as Told } from '#model/moment'
import { OpenWork } from '#model/open-work'
import { ReplanOption, replanStates } from '#model/replan-case'
import { ReplanEdit, ReplanId, replanCauses, replanPolicies } from '#model/replan'
import { Moment, PlantId, Reason } from '../contract/words.ts'

const Decided = z.object({
  by: z.string(),
  at: Moment,
  policy: z.enum(replanPolicies).nullable().describe('Which option was taken; null where all was left as it is'),
  edits: z.int().describe('Operations put elsewhere by hand'),
  reason: z.string().nullable(),
})

const head = {
  plant: PlantId,
  replan: ReplanId,
  state: z.enum(replanStates),
  cause: z.enum(replanCauses),
  of: z.string(),
  why: z.string(),
  plannedAt: Told.describe('When the open work was read'),
  best: z.enum(replanPolicies).nullable().describe('The option that costs least'),
  decided: Decided.nullable(),
  undone: z.object({ by: z.string(), at: Moment, reason: z.string() }).nullable(),
  said: z.string().nullable().describe('What the ERP came to'),
  openExceptions: z.int(),
  changedAt: Moment,
}

export const ReplanRow = z.object({
  ...head,
  options: z.array(
    z.object({
      policy: z.enum(replanPolicies),
      cost: ReplanOption.shape.cost,
      moves: z.int().describe('Operations that would move'),
      late: z.int().describe('Orders that would be late'),
    }),
  ),
})
export type ReplanRow = z.infer<typeof ReplanRow>
export const ReplanList = z.object({ replans: z.array(ReplanRow) }).meta({ id: 'ReplanList' })
export type ReplanList = z.infer<typeof ReplanList>

/** A replan whole: what was open, as it stood, and each option with every move. */
export const ReplanView = z
  .object({
    ...head,
    timeZone: z.string(),
    basis: z.string().describe('Of exactly this proposal; whoever accepts or rejects it names it'),
    frozenUntil: Told,
    work: OpenWork,
    late: z.array(z.object({ order: z.string(), minutes: z.number() })).describe('If all stays as it stands'),
    options: z.array(ReplanOption),
    refusal: z.string().nullable().describe('Why nothing could be planned'),
    outside: z
      .string()
      .nullable()
      .describe('Why the planner outside, who was asked too, has no part in it; null where it has, or was not asked'),
    written: z
      .array(ReplanOption.shape.moves.element.omit({ because: true }))
      .describe('What was written into the ERP'),
    may: z.boolean().describe('Whether the person who asks may decide'),
  })
  .meta({ id: 'ReplanView' })
export type ReplanView = z.infer<typeof ReplanView>

export const ReplanWish = z
  .strictObject({
    plant: PlantId,
    replan: ReplanId.optional().describe('One that is known, to be planned anew; one of your own where absent'),
    why: Reason,
  })
  .meta({ id: 'ReplanWish' })
export type ReplanWish = z.infer<typeof ReplanWish>

export const ReplanSent = z
  .object({ replan: ReplanId, messageId: z.uuid().describe('The event that was written down') })
  .meta({ id: 'ReplanSent' })
export type ReplanSent = z.infer<typeof ReplanSent>

export const ReplanAcceptance = z
  .strictObject({
    basis: z.string(),
    policy: z.enum(replanPolicies),
    edits: z.array(ReplanEdit).max(200).optional(),
    reason: Reason.optional(),
  })
  .meta({ id: 'ReplanAcceptance' })
export type ReplanAcceptance = z.infer<typeof ReplanAcceptance>

export const ReplanRefusal = z.strictObject({ basis: z.string(), reason: Reason }).meta({ id: 'ReplanRefusal' })
export type ReplanRefusal = z.infer<typeof ReplanRefusal>

export const ReplanTakenBack = z.strictObject({ reason: Reason }).meta({ id: 'ReplanTakenBack' })

export const ReplanCheck = z
  .strictObject({ basis: z.string(), policy: z.enum(replanPolicies), edits: z.array(ReplanEdit).min(1).max(200) })
  .meta({ id: 'ReplanCheck' })

/** The option as edited with what it costs, or in one sentence why that cannot be. */
export const ReplanChecked = z
  .object({ option: ReplanOption.nullable(), sentence: z.string().nullable() })
  .meta({ id: 'ReplanChecked' })
export type ReplanChecked = z.infer<typeof ReplanChecked>
