import { framesGround, type SimulatedOdooProcess, startSimulatedOdoo } from '../support/simulated-odoo-process.ts'

/** A booking as Odoo remembers it. */
export interface Booking {
  readonly key: string
  readonly operation: string
  readonly order: number
  /** Source and id of the event that wanted it. */
  readonly message: string
}

/** The books of a simulated Odoo as a judge reads them. */
export interface SimulatedBooks extends Omit<SimulatedOdooProcess, 'ask'> {
  /** All bookings, in their order. */
  bookings(): Promise<readonly Booking[]>
  order(record: number): Promise<object>
  muddle(): Promise<readonly string[]>
  /** Has procedures of an older Millwright in it too, as an Odoo has while hubs are updated. */
  deployOlder(procedures: readonly { readonly name: string; readonly hash: string }[]): Promise<void>
}

/** With so many released orders of frames: 1, 2, 3 … */
export async function simulatedBooks(orders: number, faults: string): Promise<SimulatedBooks> {
  const { ask, ...odoo } = await startSimulatedOdoo(faults)
  await ask('/ground', framesGround(orders, 1000 * orders, 'LC'))
  return {
    ...odoo,
    bookings: () => ask('/truth/effects'),
    order: (record) => ask(`/truth/orders/${record}`),
    muddle: async () => (await ask<{ muddle: readonly string[] }>('/truth')).muddle,
    deployOlder: async (procedures) => void (await ask('/deployed', procedures)),
  }
}
