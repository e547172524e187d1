import { z } from 'zod'
import type { EventKind } from './catalogue.ts'
import { Moment } from './moment.ts'
import { ItemId, ProductionOrderId } from './production.ts'
import { DecimalText, Quantity } from './quantity.ts'

/** An order that a shortage holds up, and from when it can be made as far as this item goes. */
export const StarvedOrder = z.strictObject({
  order: ProductionOrderId,
  label: z.string(),
  neededAt: Moment.optional(),
  at: Moment.optional().describe('When the item is there; absent where nothing on its way covers it'),
  needed: DecimalText.optional().describe('How much of it the order is still to have; said where nothing covers it'),
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

const forOrder = { item: ItemId, order: ProductionOrderId, label: z.string().min(1).max(200) }

/** Nothing on its way covers what an order needs: the buyer is to know, once, of what is short in all. */
export const MaterialWanted = z
  .strictObject({ ...forOrder, name: z.string().min(1).max(500) })
  .meta({ id: 'MaterialWanted' })
export type MaterialWanted = z.infer<typeof MaterialWanted>

/** Orders that something was asked of the buyer for are made, or are not to be made any more. */
export const MaterialFreed = z
  .strictObject({
    item: ItemId,
    orders: z
      .array(z.strictObject({ order: ProductionOrderId, label: z.string() }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'MaterialFreed' })
export type MaterialFreed = z.infer<typeof MaterialFreed>

/** What was asked of the buyer for an order, is not bought yet and is not needed any more. */
export const MaterialSurplus = z
  .strictObject({
    ...forOrder,
    quantity: Quantity,
    asked: z.array(z.string()).max(50).describe('Where it was asked for'),
  })
  .meta({ id: 'MaterialSurplus' })
export type MaterialSurplus = z.infer<typeof MaterialSurplus>

/** What the buyer was asked for, because of an order. */
export interface MaterialSignal {
  readonly order: string
  readonly label: string
  readonly quantity: Quantity
  readonly document: string
  readonly link?: string
  /** The order is over: whether it is still needed was looked at. */
  readonly isOver?: true
}

/** What the hub keeps of a shortage; closed once it is over. */
export interface ShortageFile {
  readonly short: MaterialShort
  /** A new plan was asked for because of it. */
  readonly isPlanned: boolean
  /** The message that said so last: what reminds of an earlier one comes too late. */
  readonly message?: string
  readonly signals?: readonly MaterialSignal[]
  /** The message because of which the buyer is asked, as long as nobody has answered. */
  readonly unasked?: string
}

export const MATERIAL_SHORT = 'mfg.planning.material.short.v1'
export const MATERIAL_COVERED = 'mfg.planning.material.covered.v1'
export const MATERIAL_WANTED = 'mfg.planning.material.wanted.v1'
export const MATERIAL_FREED = 'mfg.planning.material.freed.v1'
export const MATERIAL_SURPLUS = 'mfg.planning.material.surplus.v1'

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
  // Movements: what waits for somebody’s yes holds up nothing else that is said of the item.
  { ...kind(MATERIAL_WANTED, 'Material wanted of the buyer', MaterialWanted), nature: 'movement' },
  { ...kind(MATERIAL_FREED, 'Material wanted no more', MaterialFreed), nature: 'movement' },
  { ...kind(MATERIAL_SURPLUS, 'Material asked for without need', MaterialSurplus), nature: 'movement' },
]
