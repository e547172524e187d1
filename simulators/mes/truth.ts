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
  /** What was taken instead of a component: of which item how much. */
  instead: { [component: string]: { [item: string]: Quantity } }
  completed: { [operation: string]: Worked }
  /** What came beside the goods. */
  byproducts: { [item: string]: Quantity }
  /** What stood still and goes on again, by operation: how often, and whether it does now. */
  stops: { [operation: string]: { count: number; standsStill: boolean } }
  /** What was weighed: batches with what was lost in them. */
  lost: { [batch: string]: Quantity }
  /** Holds of the order, by name: whether work stands still for them now. */
  holds: { [hold: string]: 'held' | 'lifted' }
  /** Lot or serial numbers of the goods. */
  made: string[]
}

interface Worked {
  /** Good in the end: what was saved by rework counts. */
  readonly good: Quantity
  readonly scrap: Quantity
  readonly reworked: Quantity
  readonly machineMinutes: string
  readonly labourMinutes: string
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

  function worked(order: OrderTruth, operation: string, change: (before: Worked) => Partial<Worked>): void {
    const none = quantity(0, order.ordered.uom)
    const nothing: Worked = { good: none, scrap: none, reworked: none, machineMinutes: '0.00', labourMinutes: '0.00' }
    const before = order.completed[operation] ?? nothing
    order.completed[operation] = { ...before, ...change(before) }
  }

  const took = (
    order: OrderTruth,
    operation: string,
    whose: 'machineMinutes' | 'labourMinutes',
    minutes: unknown,
    sign: 1 | -1,
  ): void =>
    worked(order, operation, (before) => ({
      [whose]: (Number(before[whose]) + sign * Number(minutes ?? 0)).toFixed(2),
    }))

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
        const component = body['insteadOf'] as string | undefined
        if (component) (order.instead[component] ??= {})[item] = sum(order.instead[component]?.[item], amount, sign)
        return
      }
      case 'operation.completed': {
        const operation = body['operation'] as string
        const good = body['good'] as Quantity
        const scrap = (body['scrap'] as Quantity | undefined) ?? quantity(0, good.uom)
        worked(order, operation, ({ good: before, scrap: bad }) => ({
          good: sum(before, good, sign),
          scrap: sum(bad, scrap, sign),
        }))
        took(order, operation, 'machineMinutes', body['machineTime'], sign)
        order.scrapped = sum(order.scrapped, scrap, sign)
        return
      }
      case 'rework.completed': {
        const operation = facts.get(String(body['rework']))?.data['operation'] as string
        const good = body['good'] as Quantity
        worked(order, operation, ({ good: before, reworked }) => ({
          good: sum(before, good, sign),
          reworked: sum(reworked, good, sign),
        }))
        took(order, operation, 'machineMinutes', body['machineTime'], sign)
        return
      }
      case 'labor.reported': {
        const whose = body['of'] === 'machine' ? 'machineMinutes' : 'labourMinutes'
        took(order, body['operation'] as string, whose, body['minutes'], sign)
        return
      }
      case 'operation.paused':
      case 'operation.resumed': {
        const operation = body['operation'] as string
        const { count } = order.stops[operation] ?? { count: 0 }
        const standsStill = type.includes('.paused.')
        order.stops[operation] = { count: standsStill ? count + 1 : count, standsStill }
        return
      }
      case 'lot.split': {
        const { lot } = body['parent'] as { lot: string }
        const children = (body['children'] as readonly { lot: string }[]).map((child) => child.lot)
        order.made = order.made.flatMap((made) => (made === lot ? children : [made]))
        return
      }
      case 'lot.merged': {
        const parents = new Set((body['parents'] as readonly { lot: string }[]).map((parent) => parent.lot))
        order.made = [...order.made.filter((made) => !parents.has(made)), body['child'] as string]
        return
      }
      case 'order.yielded':
        order.lost[body['batch'] as string] = body['loss'] as Quantity
        return
      case 'byproduct.received':
        order.byproducts[item] = sum(order.byproducts[item], amount, sign)
        stock[item] = sum(stock[item], amount, sign)
        return
      case 'output.received': {
        order.received = sum(order.received, amount, sign)
        stock[item] = sum(stock[item], amount, sign)
        const made = (body['serials'] as string[] | undefined) ?? [body['lot'] as string | undefined]
        for (const one of made) if (one && !order.made.includes(one)) order.made.push(one)
        return
      }
      case 'scrap.recorded': {
        order.scrapped = sum(order.scrapped, amount, sign)
        const operation = (body['operation'] as string | undefined) ?? ''
        if (order.completed[operation])
          worked(order, operation, ({ good, scrap }) => ({
            good: sum(good, amount, sign === 1 ? -1 : 1),
            scrap: sum(scrap, amount, sign),
          }))
        return
      }
      case 'order.status-changed':
        order.state = body['to'] as OrderTruth['state']
        return
      case 'order.held':
        order.holds[body['hold'] as string] = 'held'
        return
      case 'order.unheld':
        order.holds[body['hold'] as string] = 'lifted'
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
        instead: {},
        completed: {},
        byproducts: {},
        stops: {},
        lost: {},
        holds: {},
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
