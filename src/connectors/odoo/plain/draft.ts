import { type Chain, linesOf, orderOf, productOf, stockUnit } from './chain.ts'
import type { Desk } from './desk.ts'
import type { Wanted } from './notebook.ts'
import type { Step as Doing } from './steps.ts'
import type { Values } from './sheet.ts'
import type { Id, Line, Move, Order, Product } from './types.ts'
import { compared, converted, convertedUp, rounded } from './units.ts'
import type { Words } from './words.ts'

/** Goods on their way: from where, to where, of which lot, in the unit of stock. */
export interface Part {
  readonly quantity: number
  readonly lot: Id | undefined
  readonly lotName: string
  readonly from: number
  readonly to: number
  readonly pack?: number | undefined
  readonly owner?: number | undefined
}

export interface Booking {
  readonly order: Order
  readonly product: number
  readonly unit: number
  /** What was planned of it, in its unit. */
  readonly demand: number
  readonly from: number
  readonly to: number
  readonly parts: readonly Part[]
  readonly uses?: number | undefined
  readonly makes?: number | undefined
  readonly returns?: Move
  readonly scrap?: boolean
  /** What goods are worth that leave what is valued; what comes is worth what Odoo says. */
  readonly worth?: number
  readonly values: Values
}

/** What is enough for looking something up. */
export type Looking = Pick<Draft, 'desk' | 'words' | 'chain'>

/**
 * An effect while it is being planned: what it wants step by step, on a copy of the chain that is changed along with
 * it, so that a later part of the same effect sees what an earlier one takes.
 */
export class Draft {
  readonly steps: Doing[] = []
  readonly booked: Booking[] = []
  /** What was planned of each movement, where Odoo keeps only what was done of it. */
  readonly planned: { readonly move: Id; readonly demand: number; readonly needed: number }[] = []
  readonly desk: Desk
  readonly words: Words
  readonly chain: Chain
  readonly effect: Wanted
  /** What this effect takes from each shelf, and how much of that was reserved for its order. */
  readonly taken = new Map<string, { quantity: number; unreserved: number }>()
  #named = 0

  constructor(desk: Desk, words: Words, chain: Chain, effect: Wanted) {
    this.desk = desk
    this.words = words
    this.effect = effect
    this.chain = {
      ...chain,
      orders: chain.orders.map((one) => ({ ...one })),
      moves: chain.moves.map((one) => ({ ...one })),
      lines: chain.lines.map((one) => ({ ...one })),
      steps: chain.steps.map((one) => ({ ...one })),
      times: [...chain.times],
      products: new Map(chain.products),
    }
  }

  /** When it is posted: valuation follows Odoo's own clock, which the hub's stands for. */
  get now(): string {
    return new Date().toISOString().slice(0, 19).replace('T', ' ')
  }

  /** What goods are worth that leave stock, where Odoo does not reckon it itself. */
  async worth(product: Product, quantity: number): Promise<{ worth?: number }> {
    const worth = await this.words.worth(this, product, quantity)
    return worth === undefined ? {} : { worth }
  }

  /** Odoo reckons what a work order will take anew whenever the order's progress is set; the plan stays the plan. */
  keepExpected(order: Order): void {
    const open = this.chain.steps.filter(
      ({ order: of, id, state }) => of === order.id && typeof id === 'number' && state !== 'done' && state !== 'cancel',
    )
    const minutes = Object.fromEntries(open.map(({ id, expected }) => [id, expected]))
    if (open.length > 0) this.steps.push({ do: 'expect', minutes })
  }

  get body() {
    return this.effect.body
  }

  /** Under a name of this effect, so that a repeat finds it. */
  make(model: string, what: string, values: Values, context?: object): `@${string}` {
    return this.makeAs(model, `${this.effect.key}_${what}_${++this.#named}`, values, context)
  }

  makeAs(model: string, name: string, values: Values, context?: object): `@${string}` {
    this.steps.push({ do: 'make', model, name, values, ...(context ? { context } : {}) })
    return `@${name}`
  }

  set(model: string, ids: readonly Id[], values: object, context?: object): void {
    if (ids.length > 0) this.steps.push({ do: 'set', model, ids, values, ...(context ? { context } : {}) })
  }

  /** A movement that is done as it is made: goods, shelves and their worth in one transaction of Odoo's. */
  book(booking: Booking): Move {
    const { order, product, parts, demand, unit } = booking
    this.booked.push(booking)
    const quantity = parts.reduce((total, part) => total + part.quantity, 0)
    const stock = stockUnit(this.chain, product)
    const made = this.make('stock.move', 'move', {
      product_id: product,
      product_uom: unit,
      product_uom_qty: this.words.planStays ? demand : converted(quantity, stock, this.chain.units.of(unit)),
      company_id: order.company,
      location_id: booking.from,
      location_dest_id: booking.to,
      origin: order.name,
      raw_material_production_id: booking.uses,
      production_id: booking.makes,
      ...(booking.returns ? { origin_returned_move_id: booking.returns.id as number } : {}),
      ...this.words.doneMove(order, booking.worth),
      ...booking.values,
      move_line_ids: parts.map((part) => this.words.lineOf({ product, unit: stock.id, ...part, order: booking.uses })),
    })
    this.steps.push({ do: 'check', move: made, quantity })
    const needed = converted(demand, this.chain.units.of(unit), stock)
    this.remember(made, demand, needed)
    const move: Move = {
      id: made,
      product,
      unit,
      demand,
      needed,
      state: 'done',
      from: booking.from,
      to: booking.to,
      uses: booking.uses,
      makes: booking.makes,
      returns: booking.returns?.id,
      additional: true,
      manual: true,
      recipeLine: undefined,
      byproduct: undefined,
      share: 0,
      step: undefined,
      operation: undefined,
      kind: undefined,
      scrap: booking.scrap ?? false,
      value: 0,
      label: order.name,
      date: undefined,
      written: '',
    }
    this.chain.moves.push(move)
    for (const [at, part] of parts.entries())
      this.chain.lines.push({
        id: `${made}_${at}`,
        move: made,
        product,
        unit: stock.id,
        done: part.quantity,
        reserved: 0,
        links: [],
        lot: part.lot,
        lotName: part.lotName,
        from: part.from,
        to: part.to,
        pack: part.pack,
        owner: part.owner,
      })
    return move
  }

  /** What was planned of a move that is done stands with the effect, where Odoo does not keep it. */
  remember(move: Id, demand: number, needed: number): void {
    if (!this.words.planStays) this.planned.push({ move, demand, needed })
  }

  /** Takes what is reserved of a line. */
  unreserve(line: Line, part: number): void {
    line.reserved = Math.max(0, line.reserved - part)
    const stock = stockUnit(this.chain, line.product)
    if (compared(stock, line.reserved, 0) <= 0) {
      line.reserved = 0
      this.steps.push({ do: 'drop', model: 'stock.move.line', ids: [line.id as number] })
    } else {
      const asked = converted(line.reserved, stock, this.chain.units.of(line.unit))
      this.set('stock.move.line', [line.id], this.words.reserved(asked))
    }
  }

  /** Sets what is planned of an open move, in its unit; it never reserves more than that. */
  plan(move: Move, demand: number): void {
    const unit = this.chain.units.of(move.unit)
    const stock = stockUnit(this.chain, move.product)
    move.demand = Math.max(0, rounded(unit, demand))
    move.needed = convertedUp(move.demand, unit, stock)
    const lines = linesOf(this.chain, move.id).toReversed()
    let excess = lines.reduce((total, line) => total + line.reserved, 0) - move.needed
    for (const line of lines) {
      if (compared(stock, excess, 0) <= 0) break
      const part = Math.min(excess, line.reserved)
      excess -= part
      this.unreserve(line, part)
    }
    this.set('stock.move', [move.id], { product_uom_qty: move.demand }, { no_procurement: true })
    const state = this.words.reservedState(
      move.needed,
      lines.reduce((total, line) => total + line.reserved, 0),
    )
    if (state) this.set('stock.move', [move.id], { state })
  }

  order(id: number | undefined): Order {
    return orderOf(this.chain, id)
  }

  product(id: number) {
    return productOf(this.chain, id)
  }
}
