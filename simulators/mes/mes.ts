import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Duration, epochMilliseconds, hours, type PassingTime, seconds } from '../../src/kernel/time.ts'
import { mondayMorning, nextWork } from './calendar.ts'
import { control } from './control.ts'
import type { Faults } from './faults.ts'
import { type Floor, floor, type Format } from './floor.ts'
import { inbox } from './inbox.ts'
import { type Journal } from './journal.ts'
import { type PlantClock, plantClock } from './plant-clock.ts'
import { plantNamed } from './plants.ts'
import { sender } from './sender.ts'
import { type Beside, emptyShelf, type Shelf, type Substitutes } from './supply.ts'

export interface MesSettings {
  readonly plant: string
  readonly system: string
  readonly hub: string
  readonly key: string
  readonly secrets: readonly string[]
  readonly port: number
  readonly controlPort: number
  readonly seed: string
  readonly speed: number
  readonly format: Format
  /** It counts what it tells about each order, and can be asked for what is missing. */
  readonly numbered?: boolean
  /** An order that is planned for later is not begun before. */
  readonly keepsPlan?: boolean
  readonly faults: Faults
  readonly journal: Journal
  readonly world: PassingTime
  readonly shelf?: Shelf
  readonly beside?: Beside
  readonly substitutes?: Substitutes
  /** Nobody watches a plant sleep: longer pauses pass at once. */
  readonly skipsNights?: boolean
  /** Handed in by tests that move time themselves. */
  readonly clock?: PlantClock
}

export interface Mes extends AsyncDisposable {
  readonly webhooks: string
  readonly control: string
  readonly floor: Floor
  readonly clock: PlantClock
  /** Works until now and sends what is due; answers how long there is nothing to do. */
  turn(until?: AbortSignal): Promise<Duration>
  /** Turns until the signal. */
  run(until: AbortSignal): Promise<void>
}

/** At most so long until the next look, whatever the agenda says. */
const LOOK = seconds(1)

/** Breaks are shorter than this, nights are longer. */
const NAP = hours(1)

export async function startMes(settings: MesSettings): Promise<Mes> {
  const { faults, journal, world } = settings
  const plant = plantNamed(settings.plant)
  const last = journal.before.at(-1)?.at
  const begins = last ?? mondayMorning(epochMilliseconds(world.now()))
  const clock = settings.clock ?? plantClock(world, begins, settings.speed)
  const works = floor({
    plant,
    system: settings.system,
    seed: settings.seed,
    shelf: settings.shelf ?? emptyShelf,
    beside: settings.beside,
    substitutes: settings.substitutes,
    format: settings.format,
    numbered: settings.numbered ?? false,
    keepsPlan: settings.keepsPlan ?? false,
    faults,
    journal,
    begins: journal.before[0]?.at ?? clock.now(),
    stamp: (at) => clock.stamp(at),
  })
  const out = sender({ hub: settings.hub, key: settings.key, faults, timeout: seconds(15) })

  let wake = (): void => {}
  const woken = () => wake()
  const now = () => world.now()
  // Orders come at the plant's own now.
  const orders: Floor = { ...works, take: (delivery) => (works.workUntil(clock.now()), works.take(delivery)) }
  const servers = [
    inbox({ floor: orders, secrets: settings.secrets, faults, now, wake: woken }),
    control({ floor: works, clock, faults, wake: woken }),
  ] as const
  const [webhooks, controls] = await Promise.all([
    listen(servers[0], settings.port),
    listen(servers[1], settings.controlPort),
  ])

  async function turn(until?: AbortSignal): Promise<Duration> {
    if (settings.skipsNights) {
      const asleep = nextWork(plant.calendar, clock.now()) - clock.now()
      if (asleep > NAP) clock.skip(asleep)
    }
    works.workUntil(clock.now())
    if (!faults.silent)
      for (const report of works.due()) {
        const sent = report.lost ? { taken: [] } : await out.send(report)
        if ('again' in sent) return sent.again
        works.settle(report, sent.taken)
        if (faults.silent || until?.aborted) break
      }
    const next = [works.next(), faults.silent ? undefined : works.nextSending()].filter((at) => at !== undefined)
    return next.length > 0 ? Math.min(LOOK, clock.until(Math.min(...next))) : LOOK
  }

  return {
    webhooks,
    control: controls,
    floor: orders,
    clock,
    turn,
    async run(until) {
      while (!until.aborted) {
        const rest = await turn(until)
        if (until.aborted) return
        const awake = new AbortController()
        wake = () => awake.abort()
        await world.sleep(Math.max(1, rest), AbortSignal.any([until, awake.signal]))
      }
    },
    async [Symbol.asyncDispose]() {
      out.close()
      await Promise.all(servers.map(close))
      journal.close()
    },
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
