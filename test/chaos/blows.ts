import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Random } from '../simulation/random.ts'
import { withoutFailingFlushes } from './failing-flush.ts'
import type { Link } from './link.ts'
import type { Site } from './plant-site.ts'
import type { SimulatedBooks } from './simulated-books.ts'

/** Where a storm strikes: a site, the Odoo it posts to, and the lines between the hubs and what they need. */
export interface Ground {
  readonly site: Site
  readonly books: SimulatedBooks
  /** A line for each hub. */
  readonly toDatabase: readonly Link[]
  readonly toOdoo: Link
  readonly chance: Random
  /** What goes on after a blow; the storm is not over before it is. */
  readonly later: (aftermath: Promise<void>) => void
}

/** Longer than a process may hold a lane: meanwhile others have taken what it held. */
const LONGER_THAN_A_LEASE = 9_500
/** Long enough that everybody notices. */
const A_WHILE = 500

const forAWhile = async (link: Link): Promise<void> => {
  await pause(A_WHILE)
  link.restore()
}

/** What can happen to a hub; each by the sentence that a storm says about it. */
export const blows = {
  'a hub is killed': ({ site, chance }) => chance.pick(site.hubs.filter((hub) => !hub.isFrozen())).kill(),

  'a hub freezes until others have its lanes, and goes on': async ({ site, chance, later }) => {
    const awake = site.hubs.filter((hub) => !hub.isFrozen())
    // A plant in which nobody works is another story.
    if (awake.length < site.hubs.length) return
    const hub = chance.pick(awake)
    hub.freeze()
    later(pause(LONGER_THAN_A_LEASE).then(hub.thaw))
  },

  'sessions of the database are terminated': async ({ site }) => {
    const client = new pg.Client(site.databaseUrl)
    await client.connect()
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'millwright centre%'",
    )
    await client.end()
  },

  'the database is killed': ({ site }) => site.killDatabase(),

  'a flush of the database fails': ({ site, chance }) => site.failFlush(chance.between(1, 3)),

  'Odoo is killed': async ({ books }) => {
    await books.set({ away: true })
    await pause(A_WHILE)
    await books.set({ away: false })
  },

  'the lines of a hub to the database are reset': async ({ toDatabase, chance }) => chance.pick(toDatabase).reset(),
  'the lines of a hub to the database fall silent': async ({ toDatabase, chance }) =>
    chance.pick(toDatabase).fallSilent(),
  'the lines of a hub to the database are cut': async ({ toDatabase, chance }) => {
    const line = chance.pick(toDatabase)
    line.cut()
    await forAWhile(line)
  },
  'all lines to the database are slow': async ({ toDatabase }) => {
    for (const line of toDatabase) line.slow(20)
    await Promise.all(toDatabase.map(forAWhile))
  },
  'lines to Odoo are reset': async ({ toOdoo }) => toOdoo.reset(),
  'lines to Odoo fall silent': async ({ toOdoo }) => toOdoo.fallSilent(),
  'lines to Odoo are cut': async ({ toOdoo }) => {
    toOdoo.cut()
    await forAWhile(toOdoo)
  },
  'lines to Odoo are slow': async ({ toOdoo }) => {
    toOdoo.slow(100)
    await forAWhile(toOdoo)
  },
} satisfies Record<string, (ground: Ground) => Promise<void>>

export type Blow = keyof typeof blows

/** Blows that cannot be struck on this machine, each with the reason. */
export const beyondUs = new Map<Blow, string>(
  withoutFailingFlushes ? [['a flush of the database fails', withoutFailingFlushes]] : [],
)
