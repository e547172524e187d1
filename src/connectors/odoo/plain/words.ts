import type { Use } from '../profile.ts'
import type { Chain } from './chain.ts'
import type { Currency, Receipt } from './cost.ts'
import type { Desk } from './desk.ts'
import type { Draft, Part } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Values } from './sheet.ts'
import type { Centre, Id, Line, Move, Order, OrderState, Product, Scrap, Step, Time } from './types.ts'
import type { Measure } from './units.ts'

/** What a line of a move is made of. Quantities are in the unit of stock. */
export interface Portion {
  readonly product: number
  readonly unit: number
  readonly quantity: number
  readonly lot?: number | string | undefined
  readonly from: number
  readonly to: number
  readonly pack?: number | undefined
  readonly owner?: number | undefined
  readonly order?: number | undefined
}

/** A receipt that gets its true value. */
export interface Revaluing {
  readonly receipt: Receipt
  readonly value: number
  readonly lines: readonly Line[]
  readonly product: Product
  readonly company: number
  readonly currency: Currency
  /** To make what has to be made under. */
  readonly name: string
}

/** All in which one version of Odoo differs from another for plain mode: names, and the few things done otherwise. */
export interface Words {
  readonly version: 14 | 19
  /** What it touches beyond what all versions do. */
  readonly uses: { readonly [model: string]: Use }
  /** Whether a move that is done still says what was planned of it. */
  readonly planStays: boolean
  readonly lot: string
  readonly orders: Reading<Order>
  readonly moves: Reading<Move>
  /** `done` in the unit of the line where `measured` says so. */
  readonly lines: Reading<Line>
  readonly doneIn: 'unit of stock' | 'unit of the line'
  readonly steps: Reading<Step>
  readonly times: Reading<Time>
  readonly products: Reading<Product>
  readonly scraps: Reading<Scrap>
  readonly centres: Reading<Centre>
  readonly units: Reading<Measure>
  /** Orders of the chains these records belong to. */
  readonly chainOf: (records: readonly number[]) => readonly unknown[]
  readonly lineOf: (portion: Portion) => Values
  /** What a move that is done as it is made has beside its lines; `worth` only where goods leave what is valued. */
  readonly doneMove: (order: Order, worth: number | undefined) => Values
  /** What goods are worth that leave stock, where Odoo does not reckon it itself. */
  readonly worth: (draft: Draft, product: Product, quantity: number) => Promise<number | undefined>
  /** What would be missing in the ledger, in words, where goods are valued perpetually. */
  readonly missingInLedger: (draft: Draft) => Promise<string | undefined>
  readonly byHand: Values
  /** How a move of an order belongs to its chain where it names no order. */
  readonly belonging: (order: Order) => Values
  readonly share: (perCent: number) => Values
  readonly reserved: (quantity: number) => object
  readonly lots: (lots: readonly number[]) => object
  readonly rate: (rate: number) => object | undefined
  readonly stepBeside: (order: Order, steps: readonly Step[]) => Values
  readonly scrapOf: (scrap: number | string) => Values
  /** Orders that changed, and what ties them to their chain. */
  readonly changed: Reading<{ readonly id: number; readonly at: string; readonly group: number | undefined }>
  readonly inGroups: (groups: readonly number[]) => readonly unknown[]
  /** Moves that take goods as soon as they come. */
  readonly takesAtOnce: readonly unknown[]
  /** What moves are worth, where that does not stand with them. */
  readonly valued: (desk: Desk, chain: Chain) => Promise<Chain>
  /** What an open move is called by what is reserved of it, where Odoo does not look at that itself. */
  readonly reservedState: (demand: number, reserved: number) => string | undefined
  /** Sets right what Odoo hangs on a work order beside the routing. */
  readonly besideMade: (draft: Draft, order: Order) => void
  readonly scrapPlaces: readonly unknown[]
  readonly moveOfScrap: (move: Id) => object
  /** What is scrapped, by lot: where Odoo moves nothing tracked without one, goods in process get one. */
  readonly partsOfScrap: (draft: Draft, product: Product, part: Part, name: string) => Promise<readonly Part[]>
  /** The planned move that is left done with nothing, where Odoo would call the order cancelled without it. */
  readonly keptAsDone: (chain: Chain, order: Order, planned: (chain: Chain, order: Order) => Move) => Move | undefined
  readonly endOfOrder: string
  readonly plannedStart: string
  readonly plannedEnd: string
  /** Sets the good quantity of a work order, and nothing else with it. */
  readonly setGood: (desk: Desk, step: number, quantity: number) => Promise<void>
  /** Gives a receipt its true value. */
  readonly revalue: (desk: Desk, revaluing: Revaluing) => Promise<void>
  /** What Odoo makes of an order by itself, when everything is written that it looks at. */
  readonly stateOf: (order: Order, steps: readonly Step[]) => OrderState | undefined
}
