import type { BenchHub } from './hub.ts'
import { lifeOf, PIECES, type Told } from './order-life.ts'
import type { OrderSupply } from './order-supply.ts'
import type { BenchSimulatedOdoo } from './simulated-odoo.ts'
import { eventOf } from './urgent.ts'

/** So many orders are worked on at a time. */
const PLACES = 96
const SENDERS = 16

/** An event of an order that the hub has acknowledged, and the moment it was due. */
export interface Said {
  readonly order: string
  readonly id: string
  readonly told: Told
  readonly due: number
}

export interface WorkPlaces {
  /** The next event of the place whose turn it is; resolves when it is acknowledged. */
  readonly report: (nth: number, due: number) => Promise<void>
  /** No order is begun any more. */
  readonly closeDown: () => void
  /** Whether an order is worked on somewhere. */
  readonly isBusy: () => boolean
  readonly hangUp: () => void
}

/**
 * Places where orders are worked on, one after the other from first piece to end. Each sender has places of its own and says one
 * thing after the other, so that what is sent first of an order is first.
 */
export async function workPlaces(
  hub: BenchHub,
  supply: OrderSupply,
  items: BenchSimulatedOdoo['items'],
  heard: (said: Said) => void,
): Promise<WorkPlaces> {
  const senders = await Promise.all(
    Array.from({ length: SENDERS }, async () => ({
      connection: await hub.connect('single'),
      before: Promise.resolve(),
    })),
  )
  const places: { life?: Generator<Told, void>; begun: number }[] = Array.from({ length: PLACES }, () => ({ begun: 0 }))
  let made = 0
  let isClosing = false

  function next(nth: number): Told | undefined {
    const place = places[nth]!
    const told = place.life?.next()
    if (told && !told.done) return told.value
    if (isClosing) return void delete place.life
    // The first orders are shorter, each by another length: afterwards some begin while others end.
    const pieces = place.begun++ === 0 ? 1 + (nth % PIECES) : PIECES
    place.life = lifeOf(supply.next(), items, pieces)
    return next(nth)
  }

  async function post(nth: number, due: number): Promise<void> {
    const told = next(nth % PLACES)
    if (!told) return
    const event = eventOf(`s${made++}`, told)
    const status = await senders[nth % SENDERS]!.connection.post(JSON.stringify(event))
    if (status !== 202) throw new Error(`the door answered ${status}`)
    heard({ order: told.body.order, id: event.id, told, due })
  }

  return {
    report(nth, due) {
      const sender = senders[nth % SENDERS]!
      return (sender.before = sender.before.then(() => post(nth, due)))
    },
    closeDown: () => void (isClosing = true),
    isBusy: () => places.some(({ life }) => life),
    hangUp: () => {
      for (const { connection } of senders) connection.close()
    },
  }
}
