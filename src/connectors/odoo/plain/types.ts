/** A record in Odoo, or one that is about to be made: by the name it is made under. */
export type Id = number | `@${string}`

export type OrderState = 'draft' | 'confirmed' | 'progress' | 'to_close' | 'done' | 'cancel'

export interface Order {
  readonly id: number
  readonly name: string
  state: OrderState
  readonly product: number
  readonly unit: number
  /** In the unit of the order, and in that of stock. */
  readonly quantity: number
  readonly inStock: number
  readonly shown: number
  readonly lots: readonly number[]
  readonly from: number
  readonly to: number
  readonly floor: number
  readonly company: number
  readonly sequence: number
  readonly kind: number
  readonly extra: number
  readonly written: string
  readonly start: string | undefined
  readonly end: string | undefined
  /** What ties a chain together, and how a move of its own is told to belong to it. */
  readonly group: number | undefined
  readonly references: readonly number[]
  /** How strictly it uses what it plans, which its work orders repeat. */
  readonly strictness?: string
}

export interface Move {
  readonly id: Id
  readonly product: number
  readonly unit: number
  /** Planned, in the unit of the move and in that of stock; of what is done: what was planned of it. */
  demand: number
  needed: number
  state: string
  readonly from: number
  readonly to: number
  readonly uses: number | undefined
  readonly makes: number | undefined
  readonly returns: Id | undefined
  readonly additional: boolean
  readonly manual: boolean
  readonly recipeLine: number | undefined
  readonly byproduct: number | undefined
  readonly share: number
  readonly step: number | undefined
  readonly operation: number | undefined
  /** The work order Odoo shows it with, whether it belongs there or not. */
  readonly hangs?: number | undefined
  readonly kind: number | undefined
  readonly scrap: boolean
  readonly value: number
  readonly label: string
  readonly date: string | undefined
  readonly written: string
}

export interface Line {
  readonly id: Id
  readonly move: Id
  readonly product: number
  readonly unit: number
  readonly lot: Id | undefined
  readonly lotName: string
  /** Both in the unit of stock. */
  readonly done: number
  reserved: number
  readonly from: number
  readonly to: number
  readonly pack: number | undefined
  readonly owner: number | undefined
  readonly links: readonly number[]
}

/** A work order. */
export interface Step {
  readonly id: Id
  readonly name: string
  readonly order: number
  readonly operation: number | undefined
  readonly centre: number
  readonly unit: number
  state: string
  good: number
  readonly goodBefore: number
  readonly ordered: number
  readonly expected: number
  minutes: number
  readonly rate: number
  readonly end: string | undefined
  readonly sequence: number
  readonly leave: number | undefined
  readonly next: number | undefined
  readonly written: string
}

export interface Time {
  readonly id: Id
  readonly step: Id
  readonly start: string
  readonly end: string | undefined
  readonly minutes: number
  readonly words: string
}

export interface Product {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly label: string
  readonly tracking: 'none' | 'lot' | 'serial'
  readonly unit: number
  readonly stocked: boolean
  readonly price: number
  readonly method: string
}

export interface Scrap {
  readonly id: number
  readonly name: string
  readonly order: number | undefined
  readonly state: string
  readonly moves: readonly number[]
}

export interface Centre {
  readonly id: number
  readonly name: string
  readonly code: string
  readonly rate: number
}
