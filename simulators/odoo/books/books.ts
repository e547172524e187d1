import type { Centre, Effect, Order, Product } from './records.ts'
import { Refusal, refuse } from './refusal.ts'
import { Undo } from './undo.ts'

/** Where goods lie; what is below has its name in front. */
export const STOCK = 'WH/Stock'
export const PRODUCTION = 'Virtual Locations/Production'
export const SCRAPPED = 'Virtual Locations/Scrap'

/** Everything the simulated Odoo knows, in memory. No clock and no chance of its own: the moment is handed in. */
export class Books {
  readonly orders = new Map<number, Order>()
  readonly products = new Map<number, Product>()
  readonly byCode = new Map<string, Product[]>()
  readonly centres: Centre[] = []
  readonly places = new Set([STOCK])
  readonly effects = new Map<string, Effect>()
  /** Effects that take something back, by the key of that. */
  readonly reversals = new Map<string, Effect[]>()
  /** Times people reported, by person. */
  readonly times = new Map<string, Effect[]>()
  readonly undo = new Undo()
  /** The moment of the transaction, in UTC without a zone, as Odoo writes it. */
  now = ''
  readonly #last = new Map<string, number>()

  /** The next number of a kind of record; as with Odoo's sequences, what is undone leaves a gap. */
  next(kind: string): number {
    const id = (this.#last.get(kind) ?? 0) + 1
    this.#last.set(kind, id)
    return id
  }

  /** Does the work whole or not at all. */
  try<Answer>(work: () => Answer): Answer | Refusal {
    try {
      const answer = work()
      this.undo.keep()
      return answer
    } catch (problem) {
      this.undo.back()
      if (problem instanceof Refusal) return problem
      throw problem
    }
  }

  order(id: number): Order {
    return this.orders.get(id) ?? refuse('UNKNOWN_ORDER', `Odoo has no manufacturing order with id ${id}`)
  }

  item(named: { readonly code?: string; readonly product?: number }): Product {
    const found =
      named.product === undefined ? (this.byCode.get(named.code ?? '') ?? []) : [this.products.get(named.product)]
    const [one] = found
    if (found.length === 1 && one) return one
    return refuse(
      'UNKNOWN_ITEM',
      `Odoo has ${found.length > 1 ? 'more than one' : 'no'} product ${named.code ?? named.product}`,
    )
  }

  place(name: string): string {
    return this.places.has(name) ? name : refuse('UNKNOWN_LOCATION', `Odoo has no storage location ${name}`)
  }

  /** The work centre whose rate is the labour rate of another. */
  labour(centre: Centre): Centre {
    const own = `${centre.code}-LABOUR`
    return (
      this.centres.find(({ code }) => code === own) ??
      this.centres.find(({ code }) => code === 'LABOUR') ??
      refuse('UNMAPPED_CODE', `Odoo has no labour work centre: give one the code ${own} or LABOUR`)
    )
  }

  /** What takes back the effect of that key. */
  takenBack(key: string): readonly Effect[] {
    return this.reversals.get(key) ?? []
  }

  remember(effect: Effect): void {
    const { undo } = this
    undo.put(this.effects, effect.key, effect)
    undo.push(effect.order.effects, effect)
    undo.set(effect.order, { changed: this.now, changes: effect.order.changes + 1 })
    if (effect.original !== undefined) this.#listed(this.reversals, effect.original, effect)
    const { time } = effect.result.posted
    if (time) this.#listed(this.times, time.person, effect)
  }

  #listed(lists: Map<string, Effect[]>, name: string, effect: Effect): void {
    const list = lists.get(name)
    if (list) this.undo.push(list, effect)
    else this.undo.put(lists, name, [effect])
  }
}
