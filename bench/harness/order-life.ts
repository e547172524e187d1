import { piece, type Report } from './shop-floor.ts'

/** Pieces that are made of an order. */
export const PIECES = 8

/** One thing that is said of an order. */
export type Told = Pick<Report, 'type' | 'body'>

/** What is said of an order from its first piece to its end; half-way somebody holds it, and lifts that again. */
export function* lifeOf(order: string, items: Parameters<typeof piece>[1], pieces: number): Generator<Told, void> {
  for (let nth = 0; nth < pieces; nth++) {
    if (nth === pieces >> 1) {
      yield { type: 'mfg.production.order.held.v1', body: { order, hold: 'Q1', reason: 'a crack was found' } }
      yield { type: 'mfg.production.order.unheld.v1', body: { order, hold: 'Q1', reason: 'it was none' } }
    }
    yield* piece(order, items)
  }
  yield { type: 'mfg.production.order.closed.v1', body: { order } }
}

/**
 * Whose turn something takes: holds pass what only reports, and movements that ask nothing pass who asks Odoo about a lot
 * and waits for the answer; each kind keeps its own order, and nothing comes after the end.
 */
export type Turn = 'urgent' | 'asks' | 'reports' | 'ends'

export function turnOf({ type, body }: Told): Turn {
  if (type.endsWith('held.v1')) return 'urgent'
  if (type.endsWith('closed.v1')) return 'ends'
  return body['lot'] === 'LB' ? 'asks' : 'reports'
}
