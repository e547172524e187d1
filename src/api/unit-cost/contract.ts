import { z } from 'zod'
import { Account, costKinds } from '#model/account'
import { Moment as Told } from '#model/moment'
import { Quantity } from '#model/quantity'
import { AssetCost } from '../asset-costs/contract.ts'
import { PlantId } from '../contract/words.ts'
import { LostPieces } from '../losses/contract.ts'
import { WhyLine } from '../why/contract.ts'

const Amount = z.string().describe('In the currency of the order')
const PerUnit = Amount.nullable().describe('Of one that was received; none where nothing was')

/** What one of an order's goods cost, down to the events that made it so. */
export const UnitCost = z
  .object({
    plant: PlantId,
    order: z.object({ key: z.string(), label: z.string(), itemName: z.string(), item: z.string(), state: z.string() }),
    currency: z.string(),
    quantity: Quantity.describe('Net quantity received'),
    total: Amount.describe('What the order cost as its owner reckons it'),
    perUnit: PerUnit,
    readAt: Told,
    document: Account.shape.document,
    parts: z
      .array(
        z.object({
          kind: z.enum([...costKinds, 'other']).describe('other: rounding, and what nobody can answer for'),
          amount: Amount,
          perUnit: PerUnit,
          lines: z.array(WhyLine).describe('Each event, person or rule that it comes from; they add up to it'),
        }),
      )
      .describe('They add up to the total'),
    unexplained: Amount.nullable().describe('What nobody can answer for; null when every part is explained'),
    scrap: z
      .array(LostPieces)
      .describe('What was found bad of it: used what it used, and its cost is borne by the good ones'),
    maintenance: z
      .object({ from: Told, until: Told, costs: z.array(AssetCost) })
      .nullable()
      .describe(
        'What the assets at its work centres cost from its first event to its last: no owner of a ledger puts that into the cost of goods',
      ),
  })
  .meta({ id: 'UnitCost' })
export type UnitCost = z.infer<typeof UnitCost>
