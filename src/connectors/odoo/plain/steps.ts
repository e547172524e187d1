import type { Values } from './sheet.ts'
import type { Id } from './types.ts'

/**
 * One ordinary call to Odoo, or a few that follow from what is booked. Each may be done again and again: what is made
 * is made once under its name, what is set is set to what it is to be, what follows is a function of what is booked.
 */
export type Step =
  | {
      readonly do: 'make'
      readonly model: string
      readonly name: string
      readonly values: Values
      readonly context?: object
    }
  | {
      readonly do: 'set'
      readonly model: string
      readonly ids: readonly Id[]
      readonly values: object
      readonly context?: object
    }
  | { readonly do: 'drop'; readonly model: string; readonly ids: readonly number[] }
  /** A method that changes a state: asked for unless the record is in one of these already, then read back. */
  | {
      readonly do: 'act'
      readonly model: string
      readonly method: string
      readonly id: Id
      readonly until: readonly string[]
    }
  /** A method that may be asked for twice. */
  | { readonly do: 'ask'; readonly model: string; readonly method: string; readonly id: Id }
  | { readonly do: 'good'; readonly step: number; readonly quantity: number }
  | { readonly do: 'expect'; readonly minutes: { readonly [step: string]: number } }
  | { readonly do: 'ordered'; readonly order: number; readonly quantity: number }
  | { readonly do: 'check'; readonly move: Id; readonly quantity: number }
  | { readonly do: 'check minutes'; readonly time: Id; readonly minutes: number }
  | { readonly do: 'follow'; readonly order: number; readonly byproduct?: number }
  | { readonly do: 'genealogy'; readonly order: number }
  | { readonly do: 'assign'; readonly product: number; readonly order: number }
  | { readonly do: 'link'; readonly made: readonly Id[]; readonly used: readonly Id[] }
  | { readonly do: 'true up'; readonly orders: readonly number[]; readonly note: string }
