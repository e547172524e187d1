import { z } from 'zod'
import { Count, Moment, Reason } from '../contract/words.ts'
import { Rules } from '#governance/rules/document'
import { FieldTable } from '#model/field-table/table'

/** One thing that is said otherwise than before; a side is missing where nothing was said. */
export const RuleDifference = z.object({
  part: z.enum(['policy', 'ownership', 'flow', 'alerting', 'field-table']),
  plant: z.string(),
  what: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  /** Events of the last day that it would have concerned. */
  concerns: Count.optional(),
})
export type RuleDifference = z.infer<typeof RuleDifference>

export const RulesVersionRow = z.object({
  version: z.int(),
  basedOn: z.int().nullable(),
  hash: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: Moment,
  wishedFrom: Moment.nullable(),
  /** `scheduled`: approved, and holds from a later moment; `past`: held once. */
  state: z.enum(['proposed', 'scheduled', 'in-force', 'past', 'rejected', 'withdrawn']),
  answeredBy: z.string().nullable(),
  answeredAt: Moment.nullable(),
  answerReason: z.string().nullable(),
  effectiveFrom: Moment.nullable(),
  /** A proposal that the person who asks may approve. */
  waitsForMe: z.boolean(),
})
export type RulesVersionRow = z.infer<typeof RulesVersionRow>

/** What the person's plants work by, and how that came about. */
export const RulesView = z
  .object({
    version: z.int(),
    from: Moment,
    /** What holds, as far as it is about the person's plants. */
    rules: Rules,
    /** The version a proposal has to be based on: the one in force, or one that is approved for later. */
    newest: z.int(),
    /** Plants for which the person may propose changes. */
    mayPropose: z.array(z.string()),
    plants: z.array(z.object({ id: z.string(), name: z.string() })),
    systems: z.array(z.object({ id: z.string(), title: z.string(), plants: z.array(z.string()) })),
    channels: z
      .array(z.object({ id: z.string(), title: z.string(), kind: z.string(), plants: z.array(z.string()) }))
      .describe('What carries notices of alerts'),
    flows: z.array(
      z.object({
        flow: z.string(),
        purpose: z.string(),
        target: z.object({ p95: z.number(), p99: z.number() }).describe('Milliseconds'),
      }),
    ),
    groups: z.array(z.string()).describe('Groups of fields that can have an owner'),
    tables: z
      .array(z.object({ table: z.string(), hash: z.string(), systems: z.array(z.string()) }))
      .describe('Field tables by the hash of what they say, with the systems that speak by them'),
    paper: z
      .array(z.object({ flow: z.string(), plant: z.string(), judged: Count, effects: Count, kept: Count }))
      .describe('Of the last day: events judged on paper, effects that would have followed, events kept while off'),
    versions: z.array(RulesVersionRow),
    bundles: z
      .object({
        signs: z.boolean().describe('Whether this hub has a key to sign bundles with'),
        signers: z.array(z.string()).describe('Whose bundles it takes'),
        may: z.array(z.enum(['make', 'take'])).describe('What the person may do with bundles'),
      })
      .describe('Rules on their way from hub to hub'),
  })
  .meta({ id: 'RulesView' })
export type RulesView = z.infer<typeof RulesView>

export const RulesVersionView = RulesVersionRow.extend({
  rules: Rules,
  /** Against the version it is based on. */
  differences: z.array(RuleDifference),
  needsSecondPerson: z.boolean(),
  /** What the person who asks may do with it. */
  may: z.array(z.enum(['approve', 'reject', 'withdraw', 'go-back'])),
}).meta({ id: 'RulesVersionView' })
export type RulesVersionView = z.infer<typeof RulesVersionView>

export const RulesProposal = z
  .strictObject({
    basedOn: z.int(),
    /** The rules of the person's plants as they are to be; other plants' stay as they are. */
    rules: Rules,
    reason: Reason,
    from: Moment.optional().describe('From when it is to hold; at once where absent'),
  })
  .meta({ id: 'RulesProposal' })
export type RulesProposal = z.infer<typeof RulesProposal>

/** What a proposal would change, before it is one. */
export const RulesPreview = z
  .object({ differences: z.array(RuleDifference), needsSecondPerson: z.boolean() })
  .meta({ id: 'RulesPreview' })
export type RulesPreview = z.infer<typeof RulesPreview>

/** The rules of all plants as a file for another hub. */
export const RulesBundle = z
  .object({ name: z.string().describe('What to call the file'), text: z.string() })
  .meta({ id: 'RulesBundle' })
export type RulesBundle = z.infer<typeof RulesBundle>

export const BundleWish = z
  .strictObject({
    text: z.string().max(900_000).describe('The bundle, as it was made'),
    basedOn: z.int().describe('The version that was looked at beside it'),
  })
  .meta({ id: 'BundleWish' })

/** What a bundle would change, before it is proposed. */
export const BundlePreview = RulesPreview.extend({
  origin: z.string().describe('Where it comes from and who vouches for it'),
  basedOn: z.int(),
}).meta({ id: 'BundlePreview' })
export type BundlePreview = z.infer<typeof BundlePreview>

/** Signed: the hash of what was shown, and the password again. */
export const RulesAnswer = z
  .strictObject({
    answer: z.enum(['approve', 'reject', 'withdraw']),
    reason: Reason,
    hash: z.string(),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'RulesAnswer' })
export type RulesAnswer = z.infer<typeof RulesAnswer>

/** A field table as text, or one whose text is asked for. */
export const DraftTableWish = z
  .union([z.strictObject({ text: z.string().max(200_000) }), z.strictObject({ table: FieldTable })])
  .meta({ id: 'DraftTableWish' })
export type DraftTableWish = z.infer<typeof DraftTableWish>

const Meant = z.object({
  kind: z.enum(['events', 'ignored', 'unmapped', 'malformed']),
  problems: z.array(z.string()),
  events: z.array(z.object({ type: z.string(), id: z.string(), data: z.unknown() })),
})

export const DraftTable = z
  .object({
    text: z.string(),
    /** Null where it cannot be read. */
    table: FieldTable.nullable(),
    trouble: z.string().nullable().describe('What stands against it'),
    records: z
      .array(
        z.object({
          sha256: z.string(),
          receivedAt: Moment,
          was: Meant.nullable().describe('By the table as it holds'),
          is: Meant.describe('By the table as it is written'),
          same: z.boolean(),
        }),
      )
      .describe('The latest records that came to it, as far as the person may see them'),
  })
  .meta({ id: 'DraftTable' })
export type DraftTable = z.infer<typeof DraftTable>
