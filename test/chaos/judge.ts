import { expect } from 'vitest'
import type { SimulatedBooks } from './simulated-books.ts'

/** What a sender keeps: the events that were acknowledged, in that order, each with what it was about. */
export interface SenderLog {
  readonly source: string
  readonly acknowledged: readonly string[]
}

/** An event of the senders, as the judge knows it: which order, and whether its turn matters. */
export interface Told {
  readonly record: number
  readonly isTransition: boolean
}

/**
 * Holds what senders were promised against what stands in Odoo's books. It knows nothing of the hub: not its tables, not
 * its words.
 */
export async function judge(
  books: SimulatedBooks,
  logs: readonly SenderLog[],
  told: ReadonlyMap<string, Told>,
): Promise<void> {
  const bookings = await books.bookings()
  const promised = logs.flatMap(({ source, acknowledged }) => acknowledged.map((id) => `${source} ${id}`))
  const byEvent = Map.groupBy(bookings, ({ message }) => message)

  const lost = promised.filter((event) => !byEvent.has(event))
  const twice = [...byEvent].filter(([, its]) => its.length > 1).map(([event]) => event)
  const isPromised = new Set(promised)
  const unheardOf = [...byEvent.keys()].filter((event) => !isPromised.has(event))
  expect({ lost, twice, unheardOf }).toEqual({ lost: [], twice: [], unheardOf: [] })

  const turns = (events: readonly string[]) =>
    Map.groupBy(
      events.map((event) => event.split(' ')[1]!).filter((id) => told.get(id)!.isTransition),
      (id) => told.get(id)!.record,
    )
  const taken = turns(promised)
  const kept = turns(bookings.map(({ message }) => message))
  const outOfOrder = [...taken].filter(([record, ids]) => kept.get(record)?.join() !== ids.join())
  expect(outOfOrder, 'out of their order').toEqual([])

  for (const record of taken.keys())
    expect(await books.order(record), `order ${record}`).toMatchObject({
      state: 'closed',
      used: { steel: { net: 200, value: 400 }, paint: { net: 100, value: 300 } },
      // Material, 300 machine minutes at 60 an hour, 200 labour minutes at 30.
      output: { net: 100, documents: 3, value: 400 + 300 + 300 + 100 },
      lots: { F1: 100 },
      scrapped: 0,
    })
  expect(await books.muddle()).toEqual([])
}
