import { expect, it } from 'vitest'
import { rulings } from '#engine'
import { minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { testDatabase } from '../support/database.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { lifeOf } from './storm-events.ts'
import { simulatedBooks } from './simulated-books.ts'
import { eventually } from '../support/eventually.ts'

/** Five deaths, each found out when a lease is over: a minute and a half, for `npm run test:full`. */
it.runIf(process.env['MILLWRIGHT_FULL'])(
  'a message over which the hub dies is put before a person after five deaths; all else is booked, and so is it when a person retries',
  async () => {
    await using stack = new AsyncDisposableStack()
    const database = stack.use(await testDatabase())
    const books = stack.use(await simulatedBooks(2, ''))
    const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: 4000 }))
    const lives = [1, 2].map((order) => lifeOf(`odoo.${order}`, { steel: 'steel', paint: 'paint' }))
    const poison = lives[0]![5]!.id

    let deaths = 0
    let crashAt: string | undefined = `lanes.after-claim@${poison}`
    let hub: HubProcess
    const start = async (): Promise<HubProcess> =>
      startHubProcess({ databaseUrl: database.url, estate, ...(crashAt ? { crashAt } : {}) })
    const stop = new AbortController()
    hub = await start()
    /** What a supervisor does. */
    const supervising = (async () => {
      while (!stop.signal.aborted) {
        await hub.ended
        if (stop.signal.aborted) return
        deaths++
        hub = await start()
      }
    })()
    stack.defer(async () => {
      stop.abort()
      await hub.stop()
      await supervising
    })

    const gateway = await aGateway({ pool: database.pool, plant: 'A', hubs: [() => hub.url], patience: 2000 })
    await gateway.send(...lives.flatMap((life) => life.filter(({ type }) => type !== 'order.closed')))
    const open = async () =>
      (await database.pool.query('select code, owner_role, exception_id from exception where closed_at is null')).rows
    await eventually(
      async () => expect(await open()).toMatchObject([{ code: 'PROCESS_KILLED', owner_role: 'integration' }]),
      minutes(4),
    )
    expect(deaths).toBe(5)
    await eventually(async () => expect(await books.booked()).toBe(37))

    // Mended: a hub that does not die of it, and a person who has it judged again.
    crashAt = undefined
    hub.child.kill('SIGKILL')
    const desk = rulings({ pool: database.pool, home: 'centre', ids: uuids(systemClock), now: () => systemClock.now() })
    const [{ exception_id: exceptionId }] = await open()
    await desk.settle({ exceptionId, how: 'retried', by: 'a person', reason: 'the hub is mended' })
    await eventually(async () => expect(await books.booked()).toBe(38))
    await eventually(async () => expect(await open()).toEqual([]))
  },
  minutes(7),
)
