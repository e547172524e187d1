import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import type pg from 'pg'
import { Random } from '../simulation/random.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { judge } from './judge.ts'
import { aSite, type Site } from './plant-site.ts'
import { type SimulatedBooks, simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const IS_FULL = process.env['MILLWRIGHT_FULL'] !== undefined
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
/** 23 events each. */
const ORDERS = IS_FULL ? 440 : 6
/** How long after it was given up a call may still be booked. */
const GHOSTS = IS_FULL ? 120 : 6

/** Of ten calls six fare ill: done and not told, told as another's, done long after, refused without a word of sense. */
const ill = {
  ...{ loseAnswers: 0.2, ghosts: 0.05, ghostSeconds: GHOSTS, otherAnswers: 0.02 },
  ...{ fails: 0.05, busy: 0.05, serialization: IS_FULL ? 0.3 : 0.15 },
}

describe(`an Odoo that answers ill (seed ${SEED})`, () => {
  const stack = new AsyncDisposableStack()
  let books: SimulatedBooks
  let site: Site
  let pool: pg.Pool
  beforeAll(async () => {
    books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    site = stack.use(await aSite(estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))))
    pool = openPool({ url: site.databaseUrl, connections: 3, name: 'judge' })
    stack.defer(() => pool.end())
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  const rows = async (sql: string) => (await pool.query(sql)).rows

  it(
    'has each effect once in its books, in order, and puts nothing before people (R4, R10)',
    async () => {
      const goods = { steel: 'steel', paint: 'paint' }
      const lives = Array.from({ length: ORDERS }, (_, nth) => plannedLifeOf(`odoo.${nth + 1}`, goods))
      const events = lives.flat()
      const wire = wireOf(lives, new Random(SEED))
      const gateway = await aGateway({ pool, plant: 'A', hubs: site.hubs.map(({ url }) => url) })
      await books.set(ill)
      while (wire.length > 0) await gateway.send(...wire.splice(0, 10))

      const patience = IS_FULL ? minutes(15) : minutes(2)
      await eventually(async () => expect(await books.booked()).toBe(events.length), patience)
      await books.set({ loseAnswers: 0, ghosts: 0, otherAnswers: 0, fails: 0, busy: 0, serialization: 0 })
      // What was given up and is still to come must find its effects booked.
      await eventually(async () => expect(await books.underWay()).toBe(0), 2 * seconds(GHOSTS))
      await eventually(async () =>
        expect(await rows(`select operation, state from intent where state <> 'confirmed'`)).toEqual([]),
      )

      const told = new Map(
        events.map((event) => [
          event.id,
          { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
        ]),
      )
      await judge(books, [{ source: '/plants/A/systems/mes', acknowledged: [...gateway.acknowledged.keys()] }], told)
      expect(await rows('select code, sentence from exception')).toEqual([])
    },
    IS_FULL ? minutes(25) : minutes(4),
  )
})
