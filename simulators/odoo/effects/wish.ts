import type { Books } from '../books/books.ts'
import type { Effect, Order, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import type { Amount } from '../books/units.ts'

export interface ItemNamed {
  readonly code?: string
  readonly product?: number
}

export interface Use {
  readonly item: ItemNamed
  readonly quantity: Amount
  readonly operation?: string
}

interface LotPart {
  readonly lot: string
  readonly quantity: Amount
}

/** The body of an effect as the hub sends it: which members there are depends on the operation. */
export interface Body {
  readonly order: number
  readonly original?: string
  readonly item?: ItemNamed
  readonly quantity?: Amount
  readonly lot?: string
  readonly serials?: readonly string[]
  readonly from?: string | readonly LotPart[]
  readonly into?: readonly LotPart[]
  readonly loss?: Amount
  readonly to?: string
  readonly operation?: string
  readonly instead?: { readonly item: ItemNamed; readonly quantity: Amount }
  readonly backflush?: { readonly uses: readonly Use[]; readonly returns: readonly Use[] }
  readonly good?: Amount
  readonly scrap?: Amount
  readonly final?: boolean
  readonly started?: string
  readonly ended?: string
  readonly minutes?: string
  readonly machineTime?: string
  readonly labourTime?: string
  readonly reason?: string
  readonly costShare?: string
  readonly document?: string
  readonly nonconformance?: string
  readonly of?: 'person' | 'machine'
  readonly person?: string
  readonly overlap?: 'refuse' | 'allow'
  readonly plannedStart?: string
  readonly plannedEnd?: string
  readonly isHeld?: boolean
  readonly by?: string
  readonly batch?: string
}

/** One effect as the procedure `effects` is asked for it. */
export interface Wish {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly occurred: string
  readonly body: Body
}

export type Perform = (books: Books, order: Order, wish: Wish) => Result

/** The earlier effect that is taken back. */
export function originalOf({ effects }: Books, order: Order, { body }: Wish, operation: string): Effect {
  const known = effects.get(body.original ?? '')
  if (!known) return refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was never booked in Odoo')
  if (known.operation !== operation || known.order !== order)
    refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was booked as something else or on another order')
  return known
}

/** A moment as the hub writes it for Odoo, in milliseconds. */
export const millisecondsOf = (stamp: string): number => Date.parse(`${stamp.replace(' ', 'T')}Z`)
