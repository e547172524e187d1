import { Refused, Unavailable } from '#kernel/failure'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'
import type { PartStock, PartsWish } from '#model/spare-parts'

/** A storeroom in memory: what lies there, what lies ready for whom, and what was asked of the buyer. */
export interface PartsDouble extends PortKeeper {
  readonly onHand: Map<string, number>
  /** By order and part. */
  readonly wanted: Map<string, number>
  readonly signals: { readonly for: string; readonly part: string; readonly quantity: number }[]
  /** Refused as long as it stands there, with this sentence. */
  no?: string | undefined
  /** Nobody answers. */
  isAway?: boolean
  readonly done: Effect[]
  readonly times: string[]
}

const PRICE = 12.5

export function partsDouble(stock: Readonly<Record<string, number>>): PartsDouble {
  const known = new Map<string, Receipt>()
  const double: PartsDouble = {
    port: 'spare-parts-ledger',
    onHand: new Map(Object.entries(stock)),
    wanted: new Map(),
    signals: [],
    done: [],
    times: [],
    read: async (_operation, args) => args.map((wish) => stockOf((wish as PartsWish).parts)),
    perform: async (effects) =>
      effects.map((effect) =>
        double.isAway ? new Unavailable('UNREACHABLE', 'Odoo is away') : (known.get(effect.key) ?? perform(effect)),
      ),
  }

  function perform(effect: Effect): Receipt | Refused {
    if (double.no !== undefined) return new Refused('ODOO_REFUSED', double.no)
    const body = effect.body as { order: string; part: string; quantity?: { value: string } }
    const { order, part } = body
    const count = Number(body.quantity?.value ?? 0)
    const there = double.onHand.get(part)
    if (there === undefined) return new Refused('UNKNOWN_PART', `Odoo has no product ${part}`)
    const place = `${order} ${part}`
    let more: object = {}
    if (effect.operation === 'reserve') double.wanted.set(place, count)
    if (effect.operation === 'release') double.wanted.delete(place)
    if (effect.operation === 'consume' || effect.operation === 'giveBack') {
      const sign = effect.operation === 'consume' ? -1 : 1
      if (there + sign * count < 0) return new Refused('NEGATIVE_STOCK', `${part} is missing`)
      double.onHand.set(part, there + sign * count)
      if (sign < 0) double.wanted.set(place, Math.max(0, (double.wanted.get(place) ?? 0) - count))
      more = { value: `${PRICE * count}`, currency: 'EUR', bookedOn: effect.occurredAt }
    }
    const short = shortOf(part)
    const documents: Receipt['documents'][number][] = []
    if (effect.operation === 'signal') {
      const quantity = body.quantity ? Math.min(short, count) : short
      if (quantity > 0) {
        double.signals.push({ for: order, part, quantity })
        documents.push({
          kind: 'purchase.order',
          id: `${double.signals.length}`,
          label: `P0000${double.signals.length}`,
        })
      }
      more = { asked: `${quantity}` }
    }
    if (effect.operation === 'withdraw') {
      const own = double.signals.findLastIndex((one) => one.for === order && one.part === part)
      const quantity = Math.min(count, Number(ready(place, part).surplus))
      if (own >= 0)
        double.signals[own] = { ...double.signals[own]!, quantity: double.signals[own]!.quantity - quantity }
      more = { withdrawn: `${quantity}` }
    }
    double.done.push(effect)
    const after = { uom: 'H87', onHand: `${double.onHand.get(part)}`, ...ready(place, part), ...more }
    const receipt: Receipt = { known: false, documents, after }
    known.set(effect.key, { ...receipt, known: true })
    return receipt
  }

  const stockOf = (parts: readonly string[]): readonly PartStock[] =>
    parts.flatMap((part) => {
      const there = double.onHand.get(part)
      if (there === undefined) return []
      const storerooms = [{ storeroom: 'WH/Stock', onHand: `${there}`, setAside: '0' }]
      const more = { price: `${PRICE}`, uom: 'H87', incoming: '0', forecast: `${there}` } as const
      return { part, name: part, link: 'https://odoo.example/web', storerooms, ...more }
    })

  const ready = (place: string, part: string) => {
    const wanted = double.wanted.get(place) ?? 0
    const mine = double.signals
      .filter((one) => `${one.for} ${one.part}` === place)
      .reduce((sum, one) => sum + one.quantity, 0)
    const setAside = Math.min(wanted, double.onHand.get(part) ?? 0)
    const surplus = Math.min(mine, Math.max(0, positionOf(part)))
    return { setAside: `${setAside}`, wanted: `${wanted}`, short: `${shortOf(part)}`, surplus: `${surplus}` }
  }

  const positionOf = (part: string): number => {
    const asked = double.signals.filter((one) => one.part === part).reduce((sum, { quantity }) => sum + quantity, 0)
    const wanted = [...double.wanted]
      .filter(([place]) => place.endsWith(` ${part}`))
      .reduce((sum, [, count]) => sum + count, 0)
    return (double.onHand.get(part) ?? 0) + asked - wanted
  }
  const shortOf = (part: string): number => Math.max(0, -positionOf(part))

  return double
}
