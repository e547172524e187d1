import type { Failure } from '#kernel/failure'
import { Refused } from '#kernel/failure'
import type { LotQuestion, LotStanding } from '#model/lot-standing'
import type { Call, Effect, PortKeeper, Receipt } from '#model/ports/port'
import { type ProductionOrder, ProductionOrderId } from '#model/production'
import type {
  RememberedEffect,
  RememberedKeys,
  RememberedPage,
  RememberedPeriod,
  RememberedWish,
} from '#model/remembered'

/** What an ERP with keyed effects does, in memory: it books a key once and knows it for ever. */
export interface LedgerDouble extends PortKeeper {
  readonly orders: Map<string, ProductionOrder>
  /** What is known of lots by name; of any other it says that its item is not kept by lot. */
  readonly lots: Map<string, LotStanding>
  /** Every booking in the order it was made. */
  readonly booked: Effect[]
  /** Called before each call is answered; may throw a Failure, before or after the booking. */
  before: (effects: readonly Effect[], call: Call) => void | Promise<void>
  after: (effects: readonly Effect[], call: Call) => void | Promise<void>
}

export function ledgerDouble(...orders: readonly ProductionOrder[]): LedgerDouble {
  const known = new Map<string, Receipt>()
  const remembered = (wish: RememberedWish): RememberedKeys =>
    double.booked
      .filter(({ key }) => wish.some(({ effectKey }) => effectKey === key))
      .map((effect) => ({ ...rememberedFrom(effect), receipt: { ...known.get(effect.key)!, known: true } }))
  const page = ({ after, atMost }: RememberedPeriod): RememberedPage => {
    const effects = double.booked.slice(after, after + atMost).map(rememberedFrom)
    return { effects, ...(effects.length === atMost ? { next: after + atMost } : {}) }
  }
  const double: LedgerDouble = {
    port: 'production-ledger',
    orders: new Map(orders.map((order) => [order.id, order])),
    lots: new Map(),
    booked: [],
    before: () => {},
    after: () => {},
    read: async (operation, asked) =>
      asked.map((one) => {
        if (operation === 'lot') return double.lots.get((one as LotQuestion).lot) ?? { kind: 'not-kept' }
        if (operation === 'remembered') return remembered(one as RememberedWish)
        if (operation === 'rememberedIn') return page(one as RememberedPeriod)
        return double.orders.get(one as string) ?? new Refused('UNKNOWN_ORDER', `There is no order ${String(one)}.`)
      }),
    async perform(effects, call) {
      await double.before(effects, call)
      const answers = effects.map((effect): Receipt | Failure => {
        const before = known.get(effect.key)
        if (before) return { ...before, known: true }
        const receipt: Receipt = {
          known: false,
          documents: [{ kind: 'stock-movement', id: String(double.booked.length + 1) }],
        }
        known.set(effect.key, receipt)
        double.booked.push(effect)
        return receipt
      })
      await double.after(effects, call)
      return answers
    },
  }
  return double
}

function rememberedFrom({ key, operation, message, occurredAt, body }: Effect): RememberedEffect {
  const [source = '', id = ''] = message.split(' ')
  const order = ProductionOrderId.parse((body as { readonly order: string }).order)
  return { effectKey: key, operation, order, event: { source, id }, occurredAt, bookedAt: occurredAt }
}
