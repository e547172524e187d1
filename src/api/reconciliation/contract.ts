import { z } from 'zod'
import { Count, Moment, PlantId } from '../contract/words.ts'

export const ReconciliationQuery = z.strictObject({
  plant: PlantId.optional().describe('The first that you may see where absent'),
  since: Moment.optional().describe('A day before the end where absent'),
  until: Moment.optional().describe('Now where absent; the page says which moment that was'),
  after: z.string().max(100).optional().describe('What the page before said as `next`'),
})

export const DifferenceView = z.object({
  kind: z
    .enum(['forgotten', 'lost'])
    .describe('Forgotten: booked in Odoo under a key of ours and not in the journal. Lost: the other way about'),
  effectKey: z.string(),
  operation: z.string(),
  order: z.string(),
  event: z.object({ source: z.string(), id: z.string() }),
  occurredAt: Moment,
  bookedAt: Moment,
  messageId: z.uuid().nullable().describe('Null where the journal does not have the event'),
  whatNow: z.string(),
})
export type DifferenceView = z.infer<typeof DifferenceView>

export const ReconciliationPage = z
  .object({
    plant: PlantId,
    since: Moment,
    until: Moment,
    items: z.array(DifferenceView),
    compared: Count.describe('Effects that were looked at for this page'),
    next: z.string().nullable().describe('For the next page; null at the end'),
  })
  .meta({ id: 'ReconciliationPage' })
export type ReconciliationPage = z.infer<typeof ReconciliationPage>
