import type { SimulatedOdooProcess } from '../../test/support/simulated-odoo-process.ts'

/** One booking as the simulated Odoo tells it. */
export interface Booking {
  readonly order: number
  /** The event that wanted it: its source and id. */
  readonly message: string
  readonly at: string
}

const PART = 20_000

/** All that is booked after the first so many, in the order of the bookings. */
export async function bookingsIn({ ask }: Pick<SimulatedOdooProcess, 'ask'>, from = 0): Promise<readonly Booking[]> {
  const all: Booking[] = []
  for (;;) {
    const part = await ask<Booking[]>(`/truth/effects?from=${from + all.length}&count=${PART}`)
    all.push(...part)
    if (part.length < PART) return all
  }
}

/** In milliseconds of the epoch. */
export const timeOf = ({ at }: Pick<Booking, 'at'>): number => Date.parse(`${at.replace(' ', 'T').slice(0, 23)}Z`)

export const idOf = ({ message }: Pick<Booking, 'message'>): string => message.slice(message.lastIndexOf(' ') + 1)

/**
 * What is wrong with what was booked of acknowledged events, which are named in the order they were sent in: one that is
 * missing, booked twice, booked though nobody was told so, or booked before an earlier one of its order.
 */
export function wrongBookings(acknowledged: readonly string[], booked: readonly Booking[]): readonly string[] {
  const places = new Map(acknowledged.map((id, place) => [id, place]))
  const wrong: string[] = []
  const seen = new Set<string>()
  const last = new Map<number, number>()
  for (const booking of booked) {
    const id = idOf(booking)
    const place = places.get(id)
    if (place === undefined) wrong.push(`${id} was booked and never acknowledged`)
    else if (seen.has(id)) wrong.push(`${id} was booked twice`)
    else if (place < (last.get(booking.order) ?? -1)) wrong.push(`${id} was booked after a later one of its order`)
    seen.add(id)
    last.set(booking.order, Math.max(place ?? -1, last.get(booking.order) ?? -1))
  }
  for (const id of places.keys()) if (!seen.has(id)) wrong.push(`${id} was acknowledged and not booked`)
  return wrong
}

/** Ends the bench where acknowledged events are not all booked, once, in their order. */
export function assertBooked(acknowledged: readonly string[], booked: readonly Booking[]): void {
  const wrong = wrongBookings(acknowledged, booked)
  if (wrong.length > 0) throw new Error(`${wrong.length} bookings are wrong, such as: ${wrong.slice(0, 3).join('; ')}`)
}
