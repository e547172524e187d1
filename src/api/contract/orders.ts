import { z } from 'zod'
import { EffectView, MessageRow } from './messages.ts'
import { Count, Moment, PlantId } from './words.ts'

const Amount = z.object({ value: z.string(), uom: z.string() })

export const OrderRow = z.object({
  key: z.string(),
  plant: PlantId,
  label: z.string(),
  itemName: z.string(),
  item: z.string(),
  state: z.string(),
  ordered: Amount,
  received: Amount,
  /** Booked in Odoo, of what was accepted. */
  booked: Amount,
  openExceptions: Count,
  waiting: Count,
  changedAt: Moment,
  link: z.string().nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>
export const OrderList = z.object({ items: z.array(OrderRow), next: z.string().nullable() }).meta({ id: 'OrderList' })
export type OrderList = z.infer<typeof OrderList>

/** One event's part in a quantity. */
export const Contribution = z.object({
  messageId: z.uuid(),
  title: z.string(),
  id: z.string(),
  occurredAt: Moment,
  receivedFrom: z.string(),
  /** Signed: a reversal takes away. */
  quantity: Amount,
  effect: z.enum(['planned', 'sent', 'confirmed', 'in-doubt', 'refused', 'shadowed', 'none']),
  documents: EffectView.shape.documents,
})

export type Contribution = z.infer<typeof Contribution>

export const OrderView = z
  .object({
    order: OrderRow,
    origin: z.string().describe('live: told by its owner; reconciled: looked up because its release had not come'),
    holds: z
      .array(
        z.object({
          hold: z.string(),
          reason: z.string(),
          by: z.string(),
          since: Moment,
          until: Moment.nullable().describe('When it is expected to be lifted'),
        }),
      )
      .describe('Why work on it stands still; reports of work during a hold wait until it is lifted'),
    components: z.array(
      z.object({
        item: z.string(),
        itemName: z.string(),
        required: Amount,
        used: Amount.describe('Issued by hand and used up by the hub, together'),
        issued: Amount.describe('Issued by hand, net of what was returned'),
        usedUp: Amount.describe('Used up by the hub with the reports, on top of what was issued'),
        standIn: Amount.describe('For how much of it substitutes stand that were issued instead'),
      }),
    ),
    operations: z.array(
      z.object({
        operation: z.string(),
        name: z.string(),
        workCenter: z.string(),
        completed: Amount,
        over: z.boolean(),
        clock: z
          .object({ isRunning: z.boolean(), since: Moment, reason: z.string().nullable() })
          .nullable()
          .describe('Since when it goes on or stands still; null where nobody said or it is over'),
        toRework: Amount.describe('Pieces that wait for rework or are in it'),
        ahead: z.boolean().describe('More is reported here than at the operation before; its reports clear it'),
      }),
    ),
    byproducts: z.array(
      z.object({ item: z.string(), itemName: z.string(), expected: Amount, received: Amount, costShare: z.string() }),
    ),
    yields: z.array(
      z.object({
        event: z.string(),
        batch: z.string(),
        input: Amount,
        output: Amount,
        loss: Amount,
        isBalanced: z.boolean(),
      }),
    ),
    /** The posting set: each part complete, or what is missing. */
    checklist: z.array(
      z.object({ part: z.string(), state: z.enum(['complete', 'open', 'missing', 'refused']), sentence: z.string() }),
    ),
    /** How the received quantity came about: `before` and the contributions add up to it; what was refused counts nothing. */
    produced: z.object({ total: Amount, before: Amount, contributions: z.array(Contribution) }),
    events: z.array(MessageRow),
    /** Read back from Odoo after the closing. */
    closing: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'OrderView' })
export type OrderView = z.infer<typeof OrderView>
