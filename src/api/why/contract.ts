import { z } from 'zod'
import { Account, Entry, Figure, figures } from '#model/account'
import { Moment, PlantId } from '../contract/words.ts'

/** What is pointed at, beside the order. */
export const WhyQuery = z.strictObject({
  value: z.enum(figures).default('produced'),
  item: z.string().min(1).max(128).optional(),
  operation: z.string().min(1).max(128).optional(),
  lot: z.string().min(1).max(128).optional(),
  plant: PlantId.optional(),
})

/** How an effect came about. */
export const WhyEvent = z.object({
  messageId: z.uuid(),
  title: z.string(),
  id: z.string(),
  receivedFrom: z.string(),
  actor: z.string().nullable(),
  occurredAt: Moment,
  recordedAt: Moment.nullable(),
  receivedAt: Moment,
  flow: z.string(),
  verdict: z.string().nullable(),
  sentence: z.string().nullable(),
  rules: z
    .object({ version: z.int(), proposedBy: z.string(), approvedBy: z.string().nullable() })
    .nullable()
    .describe('The version of the rules that decided, and who is behind it'),
  fieldTable: z
    .object({ table: z.string(), hash: z.string().nullable() })
    .nullable()
    .describe('By what the record was translated: the table and the version that held when it came'),
  people: z
    .array(z.object({ by: z.string(), what: z.string(), at: Moment }))
    .describe('Who agreed to it, or had it judged in spite of an exception'),
})

export const WhyLine = z.object({
  origin: z
    .enum(['event', 'person', 'ledger', 'opening', 'unexplained'])
    .describe('opening: stood there before the hub’s first booking in the plant; ledger: Odoo itself, by a rule'),
  amount: z.string().nullable().describe('Signed; null where a state or a date was set'),
  standsAt: z.string().nullable(),
  at: Moment,
  by: z.string(),
  event: WhyEvent.nullable(),
  /** Events that took some or all of it back. */
  reversedBy: z.array(z.object({ messageId: z.uuid(), title: z.string(), id: z.string() })),
  document: Account.shape.document,
  rule: Entry.shape.rule,
  detail: Entry.pick({ lot: true, place: true, quantity: true, price: true }).nullable(),
  cost: Entry.shape.cost,
})
export type WhyLine = z.infer<typeof WhyLine>

export const WhyView = z
  .object({
    plant: PlantId,
    order: z.object({ key: z.string(), label: z.string(), itemName: z.string(), item: z.string() }),
    figure: Figure,
    ...Account.pick({ measure: true, unit: true, value: true, readAt: true, document: true, places: true }).shape,
    lines: z.array(WhyLine),
    unexplained: z.string().nullable().describe('What nobody can answer for; null when every part is explained'),
    isWhole: z.boolean(),
    /** What else can be asked about this order. */
    others: z.array(Figure),
  })
  .meta({ id: 'WhyView' })
export type WhyView = z.infer<typeof WhyView>

export const WhyList = z
  .object({
    items: z.array(
      z.object({
        plant: PlantId,
        key: z.string(),
        label: z.string(),
        itemName: z.string(),
        item: z.string(),
        figures: z.array(Figure),
      }),
    ),
  })
  .meta({ id: 'WhyList' })
export type WhyList = z.infer<typeof WhyList>
