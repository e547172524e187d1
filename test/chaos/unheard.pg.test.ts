import { expect, it } from 'vitest'
import { seconds } from '#kernel/time'
import { testDatabase } from '../support/database.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { simulatedBooks } from './simulated-books.ts'
import { lifeOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

// Nobody is called by the database, so no call can get lost: fault T33 of the catalogue.
it(
  'what a hub wrote down and nobody was told of, since it died at that moment, is booked by another',
  { timeout: 120_000 },
  async () => {
    await using stack = new AsyncDisposableStack()
    const database = stack.use(await testDatabase())
    const books = stack.use(await simulatedBooks(1, ''))
    const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))
    const [event] = lifeOf('odoo.1', { steel: 'steel', paint: 'paint' })
    const [dying, other] = await Promise.all(
      [{ crashAt: `accept.after-commit@${event!.id}` }, {}].map((how) =>
        startHubProcess({ databaseUrl: database.url, estate, ...how }),
      ),
    )
    stack.defer(() => other!.stop())
    let at = dying!.url
    const gateway = await aGateway({ pool: database.pool, plant: 'A', hubs: [() => at], patience: seconds(2) })
    const telling = gateway.send(event!)
    await dying!.ended
    await eventually(async () => expect(await books.booked()).toBe(1))
    // Its sender was told nothing, and asks another.
    expect(gateway.acknowledged.size).toBe(0)
    at = other!.url
    await telling
    expect([...gateway.acknowledged.values()]).toEqual(['duplicate'])
    expect(await books.booked()).toBe(1)
  },
)
