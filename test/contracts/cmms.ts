import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { acceptBeside, databaseOf } from '#engine'
import { hours, minutes, seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { moveOf } from '#model/maintenance-order-case'
import {
  LABOUR_REPORTED,
  LABOUR_REVERSED,
  PART_CONSUMED,
  PART_COUNTED,
  PART_RETURNED,
  PARTS_PLANNED,
  stepOf,
} from '#model/maintenance-events'
import { METER_READ } from '#model/meter-reading'
import type { HookVerdict, MaintenanceBooks } from '#model/ports/maintenance-books'
import type { SimulatedCmms } from '../../simulators/cmms/cmms.ts'
import type { Faults } from '../../simulators/cmms/faults.ts'
import { startMaintenance } from '../../src/polling/maintenance/start.ts'
import { hookDoor } from '../support/cmms-in-plant.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

/** How often the connector asks, in milliseconds: as settings of every CMMS name it. */
export interface Pace {
  readonly every: number
  readonly sweep: number
  /** How far a transaction or a replica may be behind. */
  readonly overlap: number
}

/** A CMMS that is to be as the others are: how it is started, and how the hub is connected to it. */
export interface CmmsBench {
  readonly name: string
  /** With webhooks that may go to this machine. */
  start(faults: Partial<Faults>): Promise<SimulatedCmms>
  connect(url: string, pace: Pace, system: string): MaintenanceBooks
  /** Has it send its webhooks there. */
  subscribe(cmms: SimulatedCmms, url: string): void
  /** A webhook as it signs them, and the same signed by somebody else. */
  hook(secret: string): { readonly headers: Record<string, string>; readonly body: string }
  /** Whether it says of an asset that it stands still. */
  readonly tellsDowntime: boolean
  /** Whether the one that asks has a session that may be over. */
  readonly hasSessions: boolean
  /** Parts that are put on an order leave stock at once, or lie ready for it until its work is done. */
  readonly partsLeave: 'at once' | 'with the work'
}

interface Said {
  readonly id: string
  readonly type: string
  readonly data: object
}

/** What a movement of parts added to its order. */
function amountIn(type: string, data: object): readonly number[] {
  if (type !== PART_CONSUMED && type !== PART_RETURNED) return []
  const amount = Number((data as { readonly quantity: { readonly value: string } }).quantity.value)
  return [type === PART_CONSUMED ? amount : -amount]
}

const often = { every: 40, sweep: hours(1), overlap: seconds(1) }
const seldom = { ...often, every: minutes(10) }
const ids = uuids(systemClock)
const at = systemClock.now

/** What every CMMS promises by its connector, whatever goes wrong on the way. Over sockets, with a real database. */
export function cmmsContract(bench: CmmsBench): void {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database[Symbol.asyncDispose]())
  let stack = new AsyncDisposableStack()
  afterEach(async () => {
    await stack.disposeAsync()
    stack = new AsyncDisposableStack()
  })
  let homes = 0

  /** A hub that listens to one CMMS: what it hears is in the journal of its database. */
  async function aPlant({ faults = {}, pace = often }: { faults?: Partial<Faults>; pace?: Pace } = {}) {
    // A name of its own: the journal knows an event by its source for ever.
    const [home, system] = [`hub-${++homes}`, `cmms-${homes}`]
    const cmms = stack.use(await bench.start(faults))
    const books = bench.connect(cmms.url, pace, system)
    const warnings: string[] = []
    const begin = () =>
      startMaintenance([books], {
        database: databaseOf(database.pool),
        home,
        ids,
        now: () => at(),
        clock: systemClock,
        acceptBeside: async (messages, beside) => void (await acceptBeside(database.pool, home, messages, beside)),
        deadline: () => AbortSignal.timeout(seconds(10)),
        log: { warn: (about, sentence) => warnings.push(`${sentence} ${JSON.stringify(about)}`), info: () => {} },
      })
    let watch = begin()
    stack.defer(() => watch[Symbol.asyncDispose]())
    const heard = async (about?: number): Promise<readonly string[]> => {
      const { rows } = await database.pool.query('select type, key, event from message where home = $1 order by seq', [
        home,
      ])
      return rows
        .filter(
          ({ key }) => about === undefined || String(key).endsWith(`.${about}`) || String(key).endsWith(`.r${about}`),
        )
        .map(({ type }) => String(type).replace(/^mfg\.maintenance\.|\.v1$/g, ''))
    }
    /** What was told of an order, as it was told. */
    const said = async (about: number): Promise<readonly Said[]> => {
      const { rows } = await database.pool.query(
        `select id, type, event -> 'data' as data from message where home = $1 and key = $2 order by seq`,
        [home, `${system}.${about}`],
      )
      return rows as Said[]
    }
    const counted = async () => {
      const { rows } = await database.pool.query(
        `select event -> 'data' ->> 'part' as part, event -> 'data' ->> 'partName' as name,
           event -> 'data' ->> 'price' as price, event -> 'data' -> 'quantity' ->> 'value' as quantity
         from message where home = $1 and type = $2 order by seq`,
        [home, PART_COUNTED],
      )
      return rows
    }
    const readings = async () => {
      const { rows } = await database.pool.query(
        `select event -> 'data' ->> 'meter' as meter, event -> 'data' -> 'reading' ->> 'value' as value,
           event -> 'data' -> 'reading' ->> 'uom' as uom
         from message where home = $1 and type = $2 order by seq`,
        [home, METER_READ],
      )
      return rows.map(({ meter, value, uom }) => `${meter} ${value} ${uom}`)
    }
    const known = async (): Promise<number> =>
      (await database.pool.query('select 1 from maintenance_record where home = $1', [home])).rowCount ?? 0
    const swept = async (): Promise<void> =>
      eventually(async () => {
        const { rows } = await database.pool.query(
          'select count(*)::int as books from maintenance_book where home = $1 and swept_at is not null',
          [home],
        )
        expect(rows[0].books, warnings.join('\n')).toBe(books.books.length)
      })
    const hooked: HookVerdict[] = []
    async function withHooks(): Promise<void> {
      const door = stack.use(await hookDoor(books, () => watch, hooked))
      bench.subscribe(cmms, door.url)
    }
    const hear = (about: number, what: readonly string[]) =>
      eventually(async () => expect(await heard(about), warnings.join('\n')).toEqual(what))
    /** What was told of how an order reads: why it is not understood; or nothing, where it is. */
    const understands = (order: number, whys: readonly unknown[]) =>
      eventually(async () => {
        const { rows } = await database.pool.query(
          `select event -> 'data' ->> 'why' as why from message where home = $1 and key = $2 order by seq`,
          [home, `${system} orders ${order}`],
        )
        expect(rows.map(({ why }) => why ?? undefined)).toEqual(whys)
      })
    return {
      ...{
        understands,
        cmms,
        books,
        heard,
        hear,
        said,
        counted,
        readings,
        known,
        swept,
        withHooks,
        hooked,
        warnings,
        home,
      },
      drive: cmms.drive,
      async restart() {
        await watch[Symbol.asyncDispose]()
        watch = begin()
      },
    }
  }
  type Plant = Awaited<ReturnType<typeof aPlant>>

  const isAtOnce = bench.partsLeave === 'at once'

  /** The life of a breakdown, each step looked for before the next. */
  async function aLife({ drive, hear }: Pick<Plant, 'drive' | 'hear'>) {
    const asset = drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
    const seal = drive({ do: 'addPart', name: 'Seal', number: 'SEAL-40' })
    const order = drive({ do: 'create', title: 'Replace seal', kind: 'breakdown', asset })
    const said = ['order.created']
    await hear(order, said)
    const steps = [
      [{ do: 'plan', order, inHours: 2 }, 'order.scheduled'],
      [{ do: 'start', order }, 'order.started'],
      [{ do: 'use', order, part: seal, quantity: 2 }, isAtOnce ? 'part.consumed' : 'parts.planned'],
      [{ do: 'hold', order }, 'order.held'],
      [{ do: 'use', order, part: seal, quantity: -1 }, isAtOnce ? 'part.returned' : 'parts.planned'],
      [{ do: 'start', order }, 'order.started'],
      [{ do: 'work', order, person: 3, minutes: 25 }, 'labor.reported'],
      [{ do: 'complete', order }, ...(isAtOnce ? [] : ['part.consumed']), 'order.completed'],
      [{ do: 'code', order, failureMode: 'LEAK' }, 'order.changed'],
    ] as const
    for (const [deed, ...events] of steps) {
      drive(deed)
      said.push(...events)
      await hear(order, said)
    }
    return { order, said }
  }

  describe(`SYS-09: ${bench.name} is a CMMS as the hub needs one`, () => {
    it('T22: tells the whole life of an order, once and in order, though no webhook ever comes', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.withHooks()
      await plant.swept()
      const { order, said } = await aLife(plant)
      expect(plant.hooked).toEqual([])
      expect(await plant.heard(order)).toEqual(said)
    })

    it('WF-14: tells each change once where polls and webhooks both find it, twice and in the wrong order', async () => {
      const plant = await aPlant({ faults: { dupDelivery: true, reorder: true } })
      await plant.withHooks()
      await plant.swept()
      const { order, said } = await aLife(plant)
      plant.cmms.flushHooks()
      await eventually(() => expect(plant.hooked.length).toBeGreaterThan(10))
      expect(await plant.heard(order)).toEqual(said)
    })

    it('T23: tells nothing before it can be read, and then what it is, where the webhook overtakes its own commit', async () => {
      const plant = await aPlant({ faults: { lateCommit: 500 }, pace: seldom })
      await plant.withHooks()
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Grease', kind: 'repair' })
      await plant.hear(order, ['order.created'])
      plant.drive({ do: 'start', order })
      await eventually(() => expect(plant.hooked.length).toBeGreaterThanOrEqual(3))
      await plant.hear(order, ['order.created', 'order.started'])
    })

    it('T15: tells planned work that stops its asset as a window, agreed to there, in all its life', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      const asset = plant.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
      const windows = async (order: number) =>
        (await plant.heard(order)).filter((what) => what.startsWith('window.')).map((what) => what.slice(7))
      const planned = (kind: 'preventive' | 'inspection') => {
        const order = plant.drive({ do: 'create', title: 'Service', kind, asset })
        plant.drive({ do: 'plan', order, inHours: 24, hours: 4 })
        return order
      }
      const [done, off, round] = [planned('preventive'), planned('preventive'), planned('inspection')]
      const lives = [
        [{ do: 'plan', order: done, inHours: 48, hours: 4 }, done, ['approved', 'approved']],
        [{ do: 'start', order: done }, done, ['approved', 'approved', 'started']],
        [{ do: 'complete', order: done }, done, ['approved', 'approved', 'started', 'finished']],
        [{ do: 'cancel', order: off }, off, ['approved', 'cancelled']],
      ] as const
      await eventually(async () =>
        expect([await windows(done), await windows(off)]).toEqual([['approved'], ['approved']]),
      )
      for (const [deed, order, told] of lives) {
        plant.drive(deed)
        await eventually(async () => expect(await windows(order)).toEqual(told))
      }
      expect(await windows(round)).toEqual([])
      expect(plant.warnings).toEqual([])
    })

    it('WF-11: tells which parts an order has and has used, each time, though nothing else of it is written', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      const part = plant.drive({ do: 'addPart', name: 'Seal', number: 'SEAL-40' })
      const order = plant.drive({ do: 'create', title: 'Replace seal' })
      plant.drive({ do: 'start', order })
      await plant.hear(order, ['order.created', 'order.started'])
      const told = async (sum: number) => {
        const moved = async () => (await plant.said(order)).flatMap(({ type, data }) => amountIn(type, data))
        await eventually(async () => expect((await moved()).reduce((all, one) => all + one, 0)).toBe(sum))
        return moved()
      }
      for (const [quantity, sum] of [
        [2, 2],
        [-1, 1],
        [1, 2],
        [-1, 1],
        [1, 2],
      ] as const) {
        plant.drive({ do: 'use', order, part, quantity })
        if (isAtOnce) await told(sum)
      }
      if (isAtOnce) return expect(await told(2)).toEqual([2, -1, 1, -1, 1])
      plant.drive({ do: 'complete', order })
      expect(await told(2)).toEqual([2])
      const lists = (await plant.said(order)).filter(({ type }) => type === PARTS_PLANNED)
      expect(lists.at(-1)!.data).toMatchObject({ parts: [{ part: 'SEAL-40', quantity: { value: '2', uom: 'H87' } }] })
      plant.drive({ do: 'reopen', order })
      expect(await told(0)).toEqual([2, -2])
    })

    it('WF-11 FIN-07: tells who worked how long, and takes back what was written otherwise or struck out', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Replace seal' })
      plant.drive({ do: 'start', order })
      await plant.hear(order, ['order.created', 'order.started'])
      const stands = async (minutes: Readonly<Record<string, string>>) =>
        eventually(async () => {
          const known = new Map<string, { readonly person: string; readonly minutes: string }>()
          for (const { id, type, data } of await plant.said(order)) {
            if (type === LABOUR_REPORTED) known.set(id, data as never)
            if (type === LABOUR_REVERSED)
              expect(known.delete((data as { reverses: string }).reverses), 'it was told before').toBe(true)
          }
          const now = [...known.values()].map((one) => [one.person.split('.').at(-1), one.minutes])
          expect(Object.fromEntries(now)).toEqual(minutes)
        })
      const entry = plant.drive({ do: 'work', order, person: 3, minutes: 25 })
      plant.drive({ do: 'work', order, person: 4, minutes: 10.5 })
      await stands({ u3: '25', u4: '10.5' })
      plant.drive({ do: 'work', order, person: 3, minutes: 35, entry })
      await stands({ u3: '35', u4: '10.5' })
      plant.drive({ do: 'work', order, person: 3, minutes: 25, entry })
      await stands({ u3: '25', u4: '10.5' })
      plant.drive({ do: 'strike', entry })
      await stands({ u4: '10.5' })
    })

    it('DOM-02: tells each reading of its meters once, of what counts; what goes up and down is left alone', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true }, pace: { ...often, sweep: 100 } })
      const read = (expected: readonly string[]) =>
        eventually(async () => expect(await plant.readings()).toEqual(expected))
      const asset = plant.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
      const hours = plant.drive({ do: 'addMeter', name: 'hours', unit: 'Hours', asset })
      const heat = plant.drive({ do: 'addMeter', name: 'heat', unit: 'Celsius', asset })
      plant.drive({ do: 'read', meter: heat, value: 81 })
      plant.drive({ do: 'read', meter: hours, value: 1204.5 })
      await read(['hours 1204.5 HUR'])
      await plant.restart()
      plant.drive({ do: 'read', meter: hours, value: 1206 })
      await read(['hours 1204.5 HUR', 'hours 1206 HUR'])
    })

    it('WF-11: tells what lies in its storeroom and at what price, all of it at first and then what is counted anew', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true }, pace: { ...often, sweep: 200 } })
      const counts = (expected: readonly object[]) =>
        eventually(async () => expect(await plant.counted()).toEqual(expected))
      const seal = plant.drive({ do: 'addPart', name: 'Seal', number: 'SEAL-40', stock: 8, price: 12.5 })
      const there = { part: 'SEAL-40', name: 'Seal', price: '12.5', quantity: '8' }
      await counts([there])
      await plant.restart()
      plant.drive({ do: 'count', part: seal, stock: 7 })
      await counts([there, { ...there, quantity: '7' }])
      plant.drive({ do: 'count', part: seal, stock: 7, price: 13 })
      await counts([there, { ...there, quantity: '7' }, { ...there, quantity: '7', price: '13' }])
      const order = plant.drive({ do: 'create', title: 'Replace seal' })
      plant.drive({ do: 'use', order, part: seal, quantity: 2 })
      plant.drive({ do: 'complete', order })
      await eventually(async () => expect((await plant.counted()).at(-1)).toMatchObject({ quantity: '5' }))
    })

    it('is found by the overlap of looks where a transaction committed late and no webhook came', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      plant.cmms.setFaults({ lateCommit: 400 })
      const late = plant.drive({ do: 'create', title: 'Late' })
      plant.cmms.setFaults({ lateCommit: 0 })
      const early = plant.drive({ do: 'create', title: 'Early' })
      await plant.hear(early, ['order.created'])
      await plant.hear(late, ['order.created'])
    })

    it('never goes back to what a replica says that is behind', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Grease' })
      await plant.hear(order, ['order.created'])
      plant.drive({ do: 'start', order })
      await plant.hear(order, ['order.created', 'order.started'])
      plant.cmms.setFaults({ staleRead: 300 })
      plant.drive({ do: 'complete', order })
      await plant.hear(order, ['order.created', 'order.started', 'order.completed'])
    })

    it('hides no row behind another, while rows move from page to page', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      plant.cmms.setFaults({ pageDrift: true })
      for (let order = 0; order < 230; order++) plant.drive({ do: 'create', title: `Round ${order}` })
      await eventually(async () => expect((await plant.heard()).length).toBe(230))
      expect(new Set(await plant.heard())).toEqual(new Set(['order.created']))
    })

    it('is asked again, later, where it is asked too much and where it fails after all', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true, '429': 0.2, '500AfterCommit': 0.15 } })
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Grease' })
      await plant.hear(order, ['order.created'])
      plant.drive({ do: 'complete', order })
      await plant.hear(order, ['order.created', 'order.completed'])
      expect(plant.warnings.length).toBeGreaterThan(0)
    })

    if (bench.hasSessions)
      it('is signed in to again where its session is over', async () => {
        const plant = await aPlant({ faults: { dropWebhooks: true, sessionExpiry: 3 } })
        await plant.swept()
        const order = plant.drive({ do: 'create', title: 'Grease' })
        await plant.hear(order, ['order.created'])
        expect(plant.warnings).toEqual([])
      })

    it('has an order given up that is deleted there, found by its absence', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true }, pace: { ...often, sweep: 200 } })
      await plant.swept()
      const [gone, stays] = [
        plant.drive({ do: 'create', title: 'Gone' }),
        plant.drive({ do: 'create', title: 'Stays' }),
      ]
      await plant.hear(gone, ['order.created'])
      plant.drive({ do: 'delete', order: gone })
      await plant.hear(gone, ['order.created', 'order.cancelled'])
      expect(await plant.heard(stays)).toEqual(['order.created'])
    })

    it('has it given up at once where a webhook says so', async () => {
      const plant = await aPlant({ pace: seldom })
      await plant.withHooks()
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Gone' })
      await plant.hear(order, ['order.created'])
      plant.drive({ do: 'delete', order })
      await plant.hear(order, ['order.created', 'order.cancelled'])
    })

    it('tells who asked for what, and what was answered', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      await plant.swept()
      const [wanted, unwanted] = [
        plant.drive({ do: 'ask', title: 'It rattles' }),
        plant.drive({ do: 'ask', title: 'Paint' }),
      ]
      await plant.hear(wanted, ['request.created'])
      const order = plant.drive({ do: 'approve', request: wanted })
      plant.drive({ do: 'decline', request: unwanted, reason: 'Not now' })
      await plant.hear(wanted, ['request.created', 'request.approved'])
      await plant.hear(unwanted, ['request.created', 'request.rejected'])
      await plant.hear(order, ['order.created'])
    })

    if (bench.tellsDowntime)
      it('tells when an asset stands still and when it works again', async () => {
        const plant = await aPlant({ faults: { dropWebhooks: true } })
        await plant.swept()
        const asset = plant.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
        const downtimes = async () => (await plant.heard()).filter((what) => what.startsWith('downtime'))
        for (const [deed, told] of [
          ['break', ['downtime.started']],
          ['repair', ['downtime.started', 'downtime.ended']],
        ] as const) {
          plant.drive({ do: deed, asset })
          await eventually(async () => expect(await downtimes()).toEqual(told))
        }
      })

    it('is not held up by a record that is not understood: somebody is told once, and it goes on once it is mended', async () => {
      const plant = await aPlant()
      await plant.withHooks()
      await plant.swept()
      const [odd, sound] = [plant.drive({ do: 'create', title: 'Odd' }), plant.drive({ do: 'create', title: 'Sound' })]
      plant.drive({ do: 'start', order: odd })
      await plant.hear(odd, ['order.created', 'order.started'])
      const part = plant.drive({ do: 'addPart', name: 'Seal', number: 'S'.repeat(200) })
      plant.drive({ do: 'use', order: odd, part, quantity: 1 })
      plant.drive({ do: 'hold', order: odd })
      const unread = [expect.stringMatching(/^The answer is not as it should be: number of a part: /)]
      await plant.understands(odd, unread)
      plant.drive({ do: 'start', order: sound })
      await plant.hear(sound, ['order.created', 'order.started'])
      expect(plant.warnings).toEqual([])
      await plant.understands(odd, unread)

      // The order itself is not written again.
      plant.drive({ do: 'renumber', part, number: 'SEAL-40' })
      await plant.hear(odd, [
        'order.created',
        'order.started',
        'order.held',
        isAtOnce ? 'part.consumed' : 'parts.planned',
      ])
      await plant.understands(odd, [...unread, undefined])
    })

    it('tells only lawful steps, whatever happens between two looks', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true }, pace: { ...often, every: 300 } })
      await plant.swept()
      const order = plant.drive({ do: 'create', title: 'Grease' })
      await plant.hear(order, ['order.created'])
      for (const deed of ['start', 'complete', 'reopen', 'start'] as const) plant.drive({ do: deed, order })
      await eventually(async () => expect((await plant.heard(order)).at(-1)).toBe('order.started'))
      plant.drive({ do: 'complete', order })
      plant.drive({ do: 'reopen', order })
      plant.drive({ do: 'cancel', order })
      await eventually(async () => expect((await plant.heard(order)).at(-1)).toBe('order.cancelled'))
      let state = 'approved'
      for (const event of await plant.heard(order)) {
        const move = moveOf(state, stepOf(`mfg.maintenance.${event}.v1`))
        if ('no' in move) throw new Error(`${state} may not become what ${event} says`)
        state = move.to
      }
      expect(state).toBe('cancelled')
    })

    it('is read after an upgrade with fields nobody knows, and with a clock that is wrong', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true, schemaDrift: true, clockSkew: -minutes(90) } })
      await plant.swept()
      await aLife(plant)
      expect(plant.warnings).toEqual([])
    })

    it('does not tell again what is known, when the hub begins anew', async () => {
      const plant = await aPlant({ faults: { dropWebhooks: true } })
      const over = plant.drive({ do: 'create', title: 'Over before anybody looked' })
      plant.drive({ do: 'complete', order: over })
      const order = plant.drive({ do: 'create', title: 'Grease' })
      plant.drive({ do: 'start', order })
      await plant.restart()
      await plant.hear(order, ['order.created', 'order.started'])
      await plant.swept()
      await plant.restart()
      plant.drive({ do: 'hold', order })
      await plant.hear(order, ['order.created', 'order.started', 'order.held'])
      expect(await plant.heard(over)).toEqual([])
    })

    it('answers for one order, and says of another that there is none', async () => {
      const { books, drive } = await aPlant({ faults: { dropWebhooks: true } })
      const order = drive({ do: 'create', title: 'Grease', kind: 'preventive', inHours: 1, hours: 2 })
      const read = await books.read('orders', String(order), AbortSignal.timeout(seconds(5)))
      expect(read).toMatchObject({
        order: {
          id: `${books.system}.${order}`,
          state: 'scheduled',
          kind: 'preventive-time',
          title: 'Grease',
          plant: 'A',
        },
      })
      expect(await books.read('orders', '4711', AbortSignal.timeout(seconds(5)))).toBeUndefined()
    })

    it('SEC-09: takes a webhook with the right signature, and none that is forged or played again', async () => {
      const { books } = await aPlant({ faults: { dropWebhooks: true } })
      const judge = ({ headers, body }: ReturnType<CmmsBench['hook']>) => books.hook(headers, Buffer.from(body), at())
      const good = bench.hook('whsec_test')
      expect(judge(good)).toMatchObject({ kind: 'hint', hint: { book: 'orders', record: '7' } })
      expect(judge(good)).toEqual({ kind: 'refused', code: 'REPLAYED' })
      expect(judge(bench.hook('whsec_other'))).toEqual({ kind: 'refused', code: 'SIGNATURE_INVALID' })
      expect(judge({ ...bench.hook('whsec_test'), body: '{}' })).toEqual({ kind: 'refused', code: 'SIGNATURE_INVALID' })
      expect(books.hook({}, Buffer.from(good.body), at())).toEqual({ kind: 'refused', code: 'SIGNATURE_MISSING' })
    })
  })
}

/** The HMAC that both vendors use, written once more by hand so that a mistake of the connector is none of the test's. */
export const macOf = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')
