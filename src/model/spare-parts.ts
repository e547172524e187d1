import { z } from 'zod'
import { SparePart } from './maintenance.ts'
import { Moment } from './moment.ts'
import { Identifier, LotId } from './production.ts'
import { DecimalText, Quantity } from './quantity.ts'

/** Two plants may call their orders alike, and share an ERP. */
const forOrder = {
  plant: z.string().min(1).max(64),
  order: Identifier.describe("The hub's id of the order: of maintenance, or of production that lacks a component"),
  label: z.string().min(1).max(200).describe('What people call the order; they read it there'),
  part: SparePart,
  storeroom: Identifier.optional().describe('Where it lies; the stock of the plant’s warehouse when absent'),
}

/** So much of a part is to lie ready for an order: in all, whatever was set aside before. */
export const PartReserved = z.strictObject({ ...forOrder, quantity: Quantity })
export type PartReserved = z.infer<typeof PartReserved>
export const PartReleased = z.strictObject(forOrder)
export const PartConsumed = z.strictObject({ ...forOrder, quantity: Quantity, lot: LotId.optional() })
export const PartGivenBack = PartConsumed
/** To be bought because an order has made it short; never more than is missing when it is booked, and all of it if not said. */
export const PartWanted = PartReserved.partial({ quantity: true })
/** Not needed any more of what was asked for because of an order: taken off what is not bought yet, as far as it is so then. */
export const PartWithdrawn = PartReserved

/** How a part stands in the books after something was booked, in the unit it is stocked in. */
export const PartStanding = z.looseObject({
  uom: Quantity.shape.uom,
  onHand: DecimalText,
  setAside: DecimalText.describe('For the order'),
  wanted: DecimalText.describe('By the order, and not used yet'),
  short: DecimalText.describe('To be bought: whatever is coming and was asked for is counted'),
  lost: DecimalText.default('0').describe('Asked for last because of the order, and called off or deleted since'),
  surplus: DecimalText.describe('Asked for because of the order, not bought yet, and not needed any more'),
  bought: DecimalText.default('0').describe('Bought because of the order, not here yet, and not needed any more'),
})
export type PartStanding = z.infer<typeof PartStanding>

/** What a movement came to: the cost price at the time of use. */
export const PartValue = z.looseObject({ value: DecimalText, currency: z.string(), bookedOn: Moment })

export interface PartsWish {
  readonly plant: string
  readonly parts: readonly string[]
}

/** A part as the books have it. */
export const PartStock = z.strictObject({
  part: SparePart,
  name: z.string(),
  link: z.string(),
  price: DecimalText.describe('Cost price of one'),
  uom: Quantity.shape.uom,
  storerooms: z.array(z.strictObject({ storeroom: z.string(), onHand: DecimalText, setAside: DecimalText })),
  incoming: DecimalText,
  forecast: DecimalText.describe('On hand and coming, less what is asked for'),
})
export type PartStock = z.infer<typeof PartStock>
