import { z } from 'zod'
import { Account, type Figure } from '../account.ts'
import { BookedByOthers, type BookedWish } from '../booked.ts'
import { ByproductReceived, YieldNoted } from '../batch.ts'
import { backflushPart, insteadPart } from '../backflush.ts'
import {
  LotId,
  MaterialIssued,
  OperationId,
  OperationCompleted,
  OrderCancelled,
  OrderClosed,
  OrderPlanned,
  OrderUnheld,
  OutputReceived,
  ProductionOrder,
  ProductionOrderId,
  ScrapRecorded,
} from '../production.ts'
import { Quantity } from '../quantity.ts'
import { type LotQuestion, LotStanding } from '../lot-standing.ts'
import { LotsChanged } from '../lots.ts'
import { RememberedKeys, RememberedPage, type RememberedPeriod, type RememberedWish } from '../remembered.ts'
import { ReworkCompleted, ReworkOpened } from '../rework.ts'
import { Downtime, OperationStarted, TimeReported } from '../work.ts'
import { OrderCost } from '../order-cost.ts'
import { effects, port, reads } from './port.ts'

/** Takes back what an earlier effect of this ledger booked; nothing booked is ever edited. */
export const Reversal = z.strictObject({
  order: ProductionOrderId,
  original: z.string().describe('Key of the effect that is taken back'),
  quantity: Quantity.optional().describe('The part taken back; all that is left of it when absent'),
  serials: z.array(LotId).optional(),
  reason: z.string().optional(),
  ...backflushPart,
})
export type Reversal = z.infer<typeof Reversal>

/** What the floor says of the lot and of its standing for something is judged before; the books get what follows. */
const MaterialBooked = MaterialIssued.omit({ insteadOf: true, lotStatus: true, expires: true }).extend({
  ...backflushPart,
  ...insteadPart,
})
const MaterialReversal = Reversal.extend(insteadPart)

/** What became of pieces in rework, with the key of the effect that opened it. */
export const ReworkDone = ReworkCompleted.omit({ rework: true }).extend({
  original: z.string(),
  operation: OperationId,
})

/** What is left of a rework is given up; or, where a completion is told, that is taken back. */
export const ReworkUndone = Reversal.extend({
  completed: ReworkCompleted.pick({ rework: true, good: true, scrap: true }).optional(),
})
export type ReworkUndone = z.infer<typeof ReworkUndone>

export const HoldNoted = OrderUnheld.required({ reason: true }).extend({ by: z.string(), isHeld: z.boolean() })

const orderOf = (body: { readonly order: string }): string => body.order

/** Where finished goods, component use and time are booked: the ERP's books of production. */
export const ProductionLedger = port('production-ledger', {
  /** The order as its owner has it now, summed over its backorder chain. `Refused UNKNOWN_ORDER` when there is none. */
  order: reads<ProductionOrderId, ProductionOrder>(ProductionOrder),

  /** What the order has cost so far, and how much of that is in production still. */
  cost: reads<ProductionOrderId, OrderCost>(OrderCost),

  /** One value with everything in the books that makes it, and whose hand each was. */
  account: reads<Figure, Account>(Account),

  /** What a lot is in the books to an order that is to use it. */
  lot: reads<LotQuestion, LotStanding>(LotStanding),

  /** What others than the hub booked for the orders of a plant in a time. */
  booked: reads<BookedWish, BookedByOthers>(BookedByOthers),

  /** Which of some effects on an order stand in the books, by their keys, whatever has become of the order since. */
  remembered: reads<RememberedWish, RememberedKeys>(RememberedKeys),

  /** All effects that were booked in a time, for whatever plant these books keep, page by page. */
  rememberedIn: reads<RememberedPeriod, RememberedPage>(RememberedPage),

  issueMaterial: effects(MaterialBooked, orderOf),
  returnMaterial: effects(MaterialReversal, orderOf),
  completeOperation: effects(OperationCompleted.extend(backflushPart), orderOf),
  reverseCompletion: effects(Reversal, orderOf),
  /** Books finished goods. Confirmed by the stock moves read back; the same key is booked once. */
  receiveOutput: effects(OutputReceived.extend(backflushPart), orderOf),
  reverseOutput: effects(Reversal, orderOf),
  recordScrap: effects(ScrapRecorded, orderOf),
  reverseScrap: effects(Reversal, orderOf),
  receiveByproduct: effects(ByproductReceived, orderOf),
  reverseByproduct: effects(Reversal, orderOf),
  noteYield: effects(YieldNoted, orderOf),
  withdrawYield: effects(Reversal, orderOf),
  /** Goods change their lots; what is lost of them is scrap. */
  changeLots: effects(LotsChanged, orderOf),
  openRework: effects(ReworkOpened, orderOf),
  completeRework: effects(ReworkDone, orderOf),
  cancelRework: effects(ReworkUndone, orderOf),
  startOperation: effects(OperationStarted, orderOf),
  voidStart: effects(Reversal, orderOf),
  recordDowntime: effects(Downtime, orderOf),
  /** `Refused OVERLAP` where the person is booked elsewhere at that time, unless that is allowed. */
  reportTime: effects(TimeReported.safeExtend({ overlap: z.enum(['refuse', 'allow']) }), orderOf),
  reverseTime: effects(Reversal, orderOf),
  /** When, and how much; the quantity only while nothing was booked on it. A draft may be planned too. */
  planOrder: effects(OrderPlanned, orderOf),
  /** Books know no order that is held: they carry the word of it, so that whoever reads there knows. */
  noteHold: effects(HoldNoted, orderOf),
  /** `Refused NET_QTY_POSTED` where something stands in the books for it. */
  cancelOrder: effects(OrderCancelled, orderOf),
  closeOrder: effects(OrderClosed, orderOf),
})
