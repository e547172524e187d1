import { type Booking, idOf, timeOf } from './bookings.ts'
import type { Connection } from './connection.ts'
import { type BenchHub, PLANT, SYSTEM } from './hub.ts'
import { percentileOf } from './sample.ts'
import { onSchedule } from './schedule.ts'

/** Holds and their liftings in a second, each on the next of so many orders. */
export const URGENT_RATE = 20
export const URGENT_ORDERS = 200
const URGENT_SENDERS = 16
const source = `/plants/${PLANT}/systems/${SYSTEM}`

export const eventOf = (id: string, { type, body }: { readonly type: string; readonly body: object }) => ({
  ...{ specversion: '1.0', id: `bench-${process.pid}-${id}`, source, type },
  time: new Date().toISOString(),
  data: body,
})

export interface Urgent {
  readonly acknowledged: readonly string[]
  /** Sends for so long; answers for each event the moment it was due. */
  send(seconds: number): Promise<ReadonlyMap<string, number>>
  close(): void
}

/** Holds on orders and their liftings, one event a request: the next round lifts what this one holds. */
export async function urgentFrom(orders: readonly string[], hub: BenchHub): Promise<Urgent> {
  const free: Connection[] = await Promise.all(Array.from({ length: URGENT_SENDERS }, () => hub.connect('single')))
  const all = [...free]
  const waiting: ((connection: Connection) => void)[] = []
  const acknowledged: string[] = []
  let made = 0
  const take = async (): Promise<Connection> => free.pop() ?? new Promise((resolve) => waiting.push(resolve))
  const give = (connection: Connection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else free.push(connection)
  }
  return {
    acknowledged,
    async send(seconds) {
      const due = new Map<string, number>()
      const post = async (moment: number) => {
        const order = orders[made % orders.length]!
        const isHeld = Math.floor(made / orders.length) % 2 === 0
        const type = `mfg.production.order.${isHeld ? 'held' : 'unheld'}.v1`
        const event = eventOf(`u${made++}`, { type, body: { order, hold: 'Q1', reason: 'a crack was found' } })
        due.set(event.id, moment)
        const connection = await take()
        const status = await connection.post(JSON.stringify(event))
        if (status !== 202) throw new Error(`the door answered ${status} to an urgent event`)
        acknowledged.push(event.id)
        give(connection)
      }
      await onSchedule(
        URGENT_RATE,
        (nth) => nth < URGENT_RATE * seconds,
        (_nth, moment) => post(moment),
      )
      return due
    },
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}

/** When each event was in Odoo's books, by its id. */
export const lateness = (booked: readonly Booking[]): ReadonlyMap<string, number> =>
  new Map(booked.map((booking) => [idOf(booking), timeOf(booking)]))

/** What so large a share of the events needed at most, from when each was due. */
export const within = (due: ReadonlyMap<string, number>, at: ReadonlyMap<string, number>, share: number): number =>
  percentileOf(
    [...due].map(([id, moment]) => at.get(id)! - moment),
    share,
  )
