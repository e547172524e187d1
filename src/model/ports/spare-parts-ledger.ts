import { z } from 'zod'
import {
  PartConsumed,
  PartGivenBack,
  PartReleased,
  PartReserved,
  type PartsWish,
  PartStock,
  PartWanted,
  PartWithdrawn,
} from '../spare-parts.ts'
import { effects, port, reads } from './port.ts'

const orderOf = (body: { readonly order: string }): string => body.order

/** Where spare parts lie, are set aside for maintenance and are bought: the ERP's stock and purchasing. */
export const SparePartsLedger = port('spare-parts-ledger', {
  /** The parts of these numbers that the books have. */
  stock: reads<PartsWish, readonly PartStock[]>(z.array(PartStock)),

  /** So much lies ready for the order, as far as there is so much. `Refused UNKNOWN_PART` where the books have no such part. */
  reserve: effects(PartReserved, orderOf),
  /** Nothing of the part is set aside for the order any more. */
  release: effects(PartReleased, orderOf),
  /** Used up at the time it was taken; what was set aside for the order is taken first. */
  consume: effects(PartConsumed, orderOf),
  /** Back on the shelf it was taken from. `Refused OVER_REVERSAL` where the order has not used so much. */
  giveBack: effects(PartGivenBack, orderOf),
  /** The buyer is told; nothing where what is short is on its way by then. One at a time for each part. */
  signal: effects(PartWanted, ({ plant, part }) => `${plant} part ${part}`),
  /** The buyer is to buy less: what was asked for because of the order and is not needed is taken off, unless it is bought. */
  withdraw: effects(PartWithdrawn, ({ plant, part }) => `${plant} part ${part}`),
})
