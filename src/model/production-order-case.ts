import type { Instant } from '#kernel/time'
import type { ItemId, OperationId, ProductionOrder } from './production.ts'
import type { Quantity } from './quantity.ts'
import type { FloorStatus } from './shop-floor.ts'

/**
 * What the hub keeps about a production order while its reports come in: the order as its owner told it, and what the
 * hub has accepted for it. Quantities are net of reversals; they count what was accepted, whether or not it is booked yet.
 */
export interface OrderFile {
  readonly order: ProductionOrder
  /** How the hub learned of the order: told by its owner, or looked up because the release had not come. */
  readonly origin: 'live' | 'reconciled'
  readonly received: Quantity
  /** What its owner had booked when the hub opened the case; the hub's own events come on top. */
  readonly receivedBefore: Quantity
  readonly scrapped: Quantity
  readonly issued: { readonly [item: string]: Quantity }
  /** How much of each component substitutes stand for, and for how much each of their issues, by its source and id. */
  readonly substituted?: { readonly [item: string]: Quantity }
  readonly standIns?: {
    readonly [issue: string]: { readonly item: ItemId; readonly quantity: Quantity; readonly of: Quantity }
  }
  readonly completed: { readonly [operation: string]: Quantity }
  /** What went through each operation, and what came out, as `(output)`: good or not, scrapped later or not. */
  readonly worked?: { readonly [place: string]: Quantity }
  /** What the hub books as used by itself, net of what it gave back; on top of `issued`. */
  readonly backflushed?: { readonly [item: string]: Quantity }
  /** What the shop floor was told and what it said; absent where no system keeps it informed. */
  readonly floor?: {
    /** Counts what it was told: its release, each change, a cancellation. */
    readonly release: number
    readonly acknowledged: number
    readonly status: FloorStatus
  }
  /** Pieces that an operation has reported for rework and that are not in it yet, and those that are. */
  readonly toRework?: { readonly [operation: string]: Quantity }
  readonly inRework?: { readonly [operation: string]: Quantity }
  /** Reworks of which something was completed, by the event that opened them. */
  readonly reworks?: { readonly [event: string]: { readonly effectKey: string; readonly operation: OperationId } }
  /** Net receipts of by-products. */
  readonly byproducts?: { readonly [item: string]: Quantity }
  /** Batches that were told, by the event that told them. */
  readonly yields?: {
    readonly [event: string]: {
      readonly batch: string
      readonly input: Quantity
      readonly output: Quantity
      readonly loss: Quantity
      readonly isBalanced: boolean
    }
  }
  /** Why work is to stand still, by the name of each hold; none: it may go on. */
  readonly holds?: { readonly [hold: string]: Hold }
  /** Troubles that reminders have raised and that are not over yet, by the reminder's name. */
  readonly raised?: { readonly [reminder: string]: string }
  /** When work at an operation began, stood still and went on, by the clock of the floor. */
  readonly clock?: { readonly [operation: string]: readonly ClockMark[] }
  /** How much of an earlier effect was taken back, by its key; `of` names the item or operation it counted for. */
  readonly takenBack: {
    readonly [effectKey: string]: {
      readonly quantity: Quantity
      readonly of: string
      /** Scrap that went with it, once the whole of it was taken back. */
      readonly scrap?: Quantity
      readonly rework?: Quantity
    }
  }
}

export interface Hold {
  readonly reason: string
  /** From when on, by the clock of who holds: what was done before may be reported. */
  readonly since: Instant
  /** The system that said so. */
  readonly by: string
  readonly until?: Instant
}

export interface ClockMark {
  readonly what: 'started' | 'paused' | 'resumed'
  readonly at: Instant
  /** The event that said so. */
  readonly event: string
  readonly reason?: string
  /** A pause and what ended it make one downtime. */
  readonly paired?: true
}

export const orderStates = ['released', 'started', 'completed', 'closing', 'closed', 'cancelling', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

/** What can be said about a production order, in the words of the case. */
export const orderEvents = [
  'acknowledge',
  'progress',
  'issue',
  'return',
  'complete',
  'uncomplete',
  'work',
  'receive',
  'unreceive',
  'scrap',
  'unscrap',
  'close',
  'closed',
  'not-closed',
  'hold',
  'unhold',
  'plan',
  'cancel',
  'cancelled',
  'not-cancelled',
  'reopen',
] as const
export type OrderEvent = (typeof orderEvents)[number]

/** Into which state an event leads, or why it may not. */
type Move = { readonly to: OrderState } | { readonly no: 'ORDER_CLOSED' | 'ORDER_CANCELLED' | 'NOT_CLOSED' }

const to = (state: OrderState): Move => ({ to: state })
const closed: Move = { no: 'ORDER_CLOSED' }
const cancelled: Move = { no: 'ORDER_CANCELLED' }
const notClosed: Move = { no: 'NOT_CLOSED' }
/** An order that is worked on: reports lead to `state`; what is said about the order as a whole leaves it where it is. */
const working = (before: OrderState, state: OrderState): Record<OrderEvent, Move> => ({
  acknowledge: to(before),
  progress: to(before),
  issue: to(state),
  return: to(state),
  complete: to(state),
  uncomplete: to(state),
  work: to(state),
  receive: to(state),
  unreceive: to(state),
  scrap: to(state),
  unscrap: to(state),
  close: to('closing'),
  closed: to('closed'),
  'not-closed': to(state),
  hold: to(before),
  unhold: to(before),
  plan: to(before),
  cancel: to('cancelling'),
  cancelled: to('cancelled'),
  'not-cancelled': to(before),
  reopen: notClosed,
})
const over = (no: Move): Record<OrderEvent, Move> => ({
  acknowledge: no,
  progress: no,
  issue: no,
  return: no,
  complete: no,
  uncomplete: no,
  work: no,
  receive: no,
  unreceive: no,
  scrap: no,
  unscrap: no,
  close: no,
  closed: no,
  'not-closed': no,
  hold: no,
  unhold: no,
  plan: no,
  cancel: no,
  cancelled: no,
  'not-cancelled': no,
  reopen: no,
})

/** Every state with every event: no cell is missing, and none is decided elsewhere. */
export const orderCase: Record<OrderState, Record<OrderEvent, Move>> = {
  released: working('released', 'started'),
  started: working('started', 'started'),
  // Work that was called complete may be taken up again.
  completed: { ...working('completed', 'started'), reopen: to('started') },
  // What comes between the wish to close and the closing was true on the floor, but the books are being closed.
  closing: {
    ...over(closed),
    acknowledge: to('closing'),
    closed: to('closed'),
    'not-closed': to('started'),
    unhold: to('closing'),
  },
  // That the shop floor had taken it on may be said late, and a hold lifted after the end; it changes nothing.
  closed: { ...over(closed), acknowledge: to('closed'), unhold: to('closed') },
  // Nothing was booked when it was asked for; should Odoo refuse, somebody has worked on it there.
  cancelling: {
    ...over(cancelled),
    acknowledge: to('cancelling'),
    cancel: to('cancelling'),
    cancelled: to('cancelled'),
    'not-cancelled': to('started'),
    unhold: to('cancelling'),
  },
  cancelled: { ...over(cancelled), cancel: to('cancelled'), cancelled: to('cancelled'), unhold: to('cancelled') },
}

export const moveOf = (state: string, event: OrderEvent): Move => orderCase[state as OrderState][event]
