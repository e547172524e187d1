import { z } from 'zod'
import type { Receipt } from '#model/ports/port'
import type { OdooMapping } from './mapping.ts'

/** What an effect left in Odoo, as it is kept there with its key. */
export const Booked = z.looseObject({
  documents: z.array(z.strictObject({ kind: z.string(), id: z.int(), label: z.string() })),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type Booked = z.infer<typeof Booked>

export const receiptFrom = (
  mapping: Pick<OdooMapping, 'link' | 'standingFrom'>,
  known: boolean,
  { documents, before, after }: Booked,
): Receipt => ({
  known,
  documents: documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: mapping.link(kind, id) })),
  before: mapping.standingFrom(before),
  after: mapping.standingFrom(after),
})
