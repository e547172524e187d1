import type { Unit } from './units.ts'

/** What stands in the simulated Odoo. Members that change are written through `Undo` alone. */

export type Tracking = 'none' | 'lot' | 'serial'

export interface Product {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly tracking: Tracking
  readonly unit: Unit
  /** Average cost, what lies in stock, and what that is worth. */
  cost: number
  onHand: number
  worth: number
  readonly lots: Map<string, Lot>
  /** By lot, `undefined` for goods without one. */
  readonly shelves: Map<Lot | undefined, Map<string, Shelf>>
  /** Planned uses that have less reserved than they ask for. */
  readonly waiting: Set<Move>
}

export interface Lot {
  readonly id: number
  readonly name: string
  readonly product: Product
  /** Until when it may be used, in UTC without a zone. */
  expires?: string
}

/** What of a product and lot lies at one place. */
export interface Shelf {
  readonly product: Product
  readonly lot: Lot | undefined
  readonly place: string
  quantity: number
  reserved: number
  /** The lower, the longer something has been lying there. */
  since: number
  readonly holders: Set<Move>
}

/** A part of a shelf that is kept for a planned use. */
export interface Hold {
  readonly shelf: Shelf
  quantity: number
}

export interface Line {
  readonly lot: Lot | undefined
  readonly quantity: number
  readonly from: string
  readonly to: string
}

/** A movement of goods: planned, or done and never changed again but for what it is worth. */
export interface Move {
  readonly id: number
  readonly product: Product
  /** What it means for its order; a return means the opposite of what it returns. */
  readonly role: 'use' | 'made' | 'change'
  readonly order: Order
  readonly isPlan: boolean
  /** Whether somebody issues it, or its use follows from the reports. */
  readonly isByHand: boolean
  readonly step: Step | undefined
  readonly from: string
  readonly to: string
  readonly label: string
  /** The move this is a return of. */
  readonly returns: Move | undefined
  readonly returned: Move[]
  readonly scrap: Scrap | undefined
  state: 'draft' | 'confirmed' | 'done' | 'cancel'
  demand: number
  /** Per cent of the cost that a by-product bears. */
  readonly share: number
  value: number
  readonly lines: Line[]
  holds: Hold[]
}

export interface Scrap {
  readonly id: number
  readonly name: string
}

export interface Centre {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly rate: number
}

export interface Step {
  readonly id: number
  readonly name: string
  readonly centre: Centre
  readonly order: Order
  /** Number in the routing; work beside it, such as labour and rework, has none. */
  readonly number: number | undefined
  state: 'ready' | 'progress' | 'done' | 'cancel'
  good: number
  /** Minutes expected for one piece, and for the order; a piece that is begun counts whole. */
  readonly each: number
  expected: number
  readonly times: Time[]
}

export interface Time {
  readonly id: number
  minutes: number
  seconds: number
}

/** What a recipe expects beside the goods, for each of them. */
export interface Expected {
  readonly product: Product
  readonly each: number
  readonly share: number
}

export interface Order {
  readonly id: number
  readonly name: string
  readonly warehouse: string
  readonly product: Product
  readonly byproducts: readonly Expected[]
  state: OrderState
  ordered: number
  /** What people see of its progress. */
  shown: number
  lots: readonly Lot[]
  start: string
  end: string
  changed: string
  /** Counts the changes, for a version that never comes again. */
  changes: number
  readonly uses: Move[]
  readonly made: Move[]
  readonly lotChanges: Move[]
  readonly steps: Step[]
  readonly effects: Effect[]
  readonly notes: string[]
}

/** In Odoo's own words. */
export type OrderState = 'draft' | 'confirmed' | 'progress' | 'to_close' | 'done' | 'cancel'

export interface Document {
  readonly kind: string
  readonly id: number
  readonly label: string
}

/** What an effect answers, and what later effects want to know of it. */
export interface Result {
  readonly documents: Document[]
  readonly before: object
  readonly after: { [fact: string]: unknown }
  readonly posted: Posted
}

export interface Posted {
  readonly moves?: readonly Move[]
  readonly step?: Step | undefined
  readonly of?: Step
  readonly good?: number
  readonly scrap?: number
  readonly quantity?: number
  readonly isWhole?: boolean
  readonly isFinal?: boolean
  readonly times?: readonly Time[]
  readonly scraps?: readonly Move[]
  readonly time?: { readonly person: string; readonly from: string; readonly to: string }
  readonly stands?: { readonly product: Product; readonly equivalent: number; readonly lowered: number }
  /** What was used up by itself with it. */
  uses?: Move[]
}

/** An effect that happened: its key is known for ever. */
export interface Effect {
  readonly key: string
  readonly operation: string
  /** The event that wanted it, as the hub names it: source and id. */
  readonly message: string
  readonly occurred: string
  readonly order: Order
  readonly original: string | undefined
  readonly at: string
  readonly result: Result
}
