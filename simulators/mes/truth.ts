import { add, isPositive, type Quantity, quantity, subtract } from '../../src/model/quantity.ts'
import type { Fact } from './report.ts'

/** What truly is with one order, whatever was told to whom. Reversals are taken off. */
interface OrderTruth {
  readonly item: string
  readonly ordered: Quantity
  state: 'waiting' | 'accepted' | 'started' | 'paused' | 'completed' | 'closed' | 'cancelled' | 'refused'
  received: Quantity
  scrapped: Quantity
  issued: { [item: string]: Quantity }
  /** Amounts taken, by item and lot. */
  lots: { [item: string]: { [lot: string]: Quantity } }
  completed: { [operation: string]: { good: Quantity; scrap: Quantity; machineMinutes: string } }
  /** Lot or serial numbers of the goods. */
  made: string[]
}

export interface TruthView {
  readonly orders: { readonly [order: string]: OrderTruth }
  /** What came (+) and went (−) on the floor, by item. */
  readonly stock: { readonly [item: string]: Quantity }
  /** Lots that went into each lot or serial number made. */
  readonly genealogy: { readonly [made: string]: { readonly [item: string]: readonly string[] } }
}

export interface Truth {
  begin(order: string, item: string, ordered: Quantity): void
  refuse(order: string): void
  /** A fact that happened; what was told wrongly is no fact. */
  happened(fact: Fact): void
  view(): TruthView
}

interface Body {
  readonly [field: string]: unknown
  readonly order: string
}

export function truthKeeper(): Truth {
  const orders = new Map<string, OrderTruth>()
  const facts = new Map<string, Fact>()
  const stock: Record<string, Quantity> = {}

  const sum = (before: Quantity | undefined, amount: Quantity, sign: 1 | -1): Quantity =>
    (sign === 1 ? add : subtract)(before ?? quantity(0, amount.uom), amount)

  function apply(order: OrderTruth, { type, data }: Fact, sign: 1 | -1): void {
    const body = data as unknown as Body
    const amount = body['quantity'] as Quantity
    const item = (body['item'] as string | undefined) ?? order.item
    switch (type.split('.').slice(2, -1).join('.')) {
      case 'material.issued': {
        order.issued[item] = sum(order.issued[item], amount, sign)
        stock[item] = sum(stock[item], amount, sign === 1 ? -1 : 1)
        const lot = body['lot'] as string | undefined
        if (lot) (order.lots[item] ??= {})[lot] = sum(order.lots[item]?.[lot], amount, sign)
        return
      }
      case 'operation.completed': {
        const operation = body['operation'] as string
        const good = body['good'] as Quantity
        const scrap = (body['scrap'] as Quantity | undefined) ?? quantity(0, good.uom)
        const before = order.completed[operation]
        const minutes = Number(before?.machineMinutes ?? 0) + sign * Number(body['machineTime'] ?? 0)
        order.completed[operation] = {
          good: sum(before?.good, good, sign),
          scrap: sum(before?.scrap, scrap, sign),
          machineMinutes: minutes.toFixed(2),
        }
        order.scrapped = sum(order.scrapped, scrap, sign)
        return
      }
      case 'output.received': {
        order.received = sum(order.received, amount, sign)
        stock[item] = sum(stock[item], amount, sign)
        const made = (body['serials'] as string[] | undefined) ?? [body['lot'] as string | undefined]
        for (const one of made) if (one && !order.made.includes(one)) order.made.push(one)
        return
      }
      case 'scrap.recorded': {
        order.scrapped = sum(order.scrapped, amount, sign)
        const operation = order.completed[(body['operation'] as string | undefined) ?? '']
        if (operation) {
          operation.good = sum(operation.good, amount, sign === 1 ? -1 : 1)
          operation.scrap = sum(operation.scrap, amount, sign)
        }
        return
      }
      case 'order.status-changed':
        order.state = body['to'] as OrderTruth['state']
        return
      case 'order.closed':
        order.state = 'closed'
        return
    }
  }

  return {
    begin(id, item, ordered) {
      const zero = quantity(0, ordered.uom)
      orders.set(id, {
        item,
        ordered,
        state: 'accepted',
        received: zero,
        scrapped: zero,
        issued: {},
        lots: {},
        completed: {},
        made: [],
      })
    },
    refuse(order) {
      const known = orders.get(order)
      if (known) known.state = 'refused'
    },
    happened(fact) {
      facts.set(fact.id, fact)
      const order = orders.get(fact.data.order)
      if (!order) return
      const original = facts.get(String(fact.data['reverses'] ?? ''))
      if (original) apply(order, original, -1)
      else apply(order, fact, 1)
    },
    view: () =>
      structuredClone({ orders: Object.fromEntries(orders), stock, genealogy: genealogyOf([...orders.values()]) }),
  }
}

function genealogyOf(orders: readonly OrderTruth[]): TruthView['genealogy'] {
  return Object.fromEntries(
    orders.flatMap(({ made, lots }) => {
      const used = Object.fromEntries(
        Object.entries(lots).map(([item, byLot]) => [
          item,
          Object.keys(byLot).filter((lot) => isPositive(byLot[lot]!)),
        ]),
      )
      return made.map((one) => [one, used] as const)
    }),
  )
}
