import { z } from 'zod'
import type { EventKind } from './catalogue.ts'
import { Moment } from './moment.ts'
import { ItemId, ProductionOrderId } from './production.ts'

/** An order that a shortage holds up, and from when it can be made as far as this item goes. */
export const StarvedOrder = z.strictObject({
  order: ProductionOrderId,
  label: z.string(),
  neededAt: Moment.optional(),
  at: Moment.optional().describe('When the item is there; absent where nothing on its way covers it'),
})
export type StarvedOrder = z.infer<typeof StarvedOrder>

/** An item is not there when released orders are planned to use it: which ones, as it stands now. */
export const MaterialShort = z
  .strictObject({
    item: ItemId,
    name: z.string().min(1).max(500),
    orders: z.array(StarvedOrder).min(1).max(200),
    more: z.int().nonnegative().describe('How many more orders wait for it than are named'),
  })
  .meta({ id: 'MaterialShort' })
export type MaterialShort = z.infer<typeof MaterialShort>

export const MaterialCovered = z.strictObject({ item: ItemId }).meta({ id: 'MaterialCovered' })
export type MaterialCovered = z.infer<typeof MaterialCovered>

/** What the hub keeps of a shortage; closed once it is over. */
export interface ShortageFile {
  readonly short: MaterialShort
  /** A new plan was asked for because of it. */
  readonly isPlanned: boolean
  /** The message that said so last: what reminds of an earlier one comes too late. */
  readonly message?: string
}

export const MATERIAL_SHORT = 'mfg.planning.material.short.v1'
export const MATERIAL_COVERED = 'mfg.planning.material.covered.v1'

const kind = (type: string, title: string, schema: EventKind['schema']): EventKind => ({
  ...{ type, title, schema },
  stream: 'material-shortage',
  about: 'item',
  nature: 'transition',
  urgency: 'bulk',
  writes: 'planning.schedule',
})

export const shortageEvents: readonly EventKind[] = [
  kind(MATERIAL_SHORT, 'Material short', MaterialShort),
  kind(MATERIAL_COVERED, 'Material covered again', MaterialCovered),
]
