import type { MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { acceptBeside, databaseOf, startEngine } from '#engine'
import { later, minutes, seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_RECORDED } from '#model/asset-downtime-events'
import type { MeterFile } from '#model/meter'
import { METER_READ } from '#model/meter-reading'
import type { MachineList } from '#api'
import { signalBook, type SignalParts, startSignals } from '#signals'
import { mqtt } from '../../src/connectors/mqtt/index.ts'
import { guardOf } from '../../src/connectors/outbound.ts'
import { testApi } from '../support/api.ts'
import { aBroker, type Broker, withoutBroker } from '../support/broker.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { authority } from '../support/post-office.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
let broker: Broker
let machines: MqttClient
const all = new AsyncDisposableStack()
beforeAll(async () => {
  if (withoutBroker) return
  database = all.use(await testDatabase())
  broker = all.use(await aBroker())
  machines = await broker.machines()
})
afterAll(() => all.disposeAsync())
let stack = new AsyncDisposableStack()
afterEach(async () => {
  await stack.disposeAsync()
  stack = new AsyncDisposableStack()
})

const here = guardOf({ hosts: ['127.0.0.1'], networks: ['127.0.0.1/32'] })
const ago = (span: number): string => later(systemClock.now(), -span)
let sites = 0

const settingsOf = (site: string, over: object = {}) =>
  mqtt.settings.parse({
    url: broker.url,
    system: site,
    plants: ['A'],
    topics: [
      { topic: `${site}/{asset}/state`, signal: 'state', value: '/value', time: '/at', sequence: '/n' },
      { topic: `${site}/{asset}/count`, signal: 'count', value: '/value', time: '/at' },
    ],
    rules: [
      { rule: 'stands', title: 'The machine stands still', when: { signal: 'state', is: ['Stopped', 'Aborted'] } },
    ],
    ...over,
  })

/** Machines of a site of their own at the broker, and a hub that can begin and end. */
function aSite() {
  const site = `site-${++sites}`
  const say = (asset: string, signal: string, value: unknown, at: string, n?: number) =>
    machines.publishAsync(`${site}/${asset}/${signal}`, JSON.stringify({ value, at, n }), { qos: 1 })
  const standstills = async () =>
    (
      await database.pool.query(
        `select m.type, m.key, m.occurred_at from message m
         where m.source = $1 and m.type not like '%.downtime.recorded.%' order by m.occurred_at, m.type`,
        [`/plants/A/systems/${site}`],
      )
    ).rows.map(({ type, key, occurred_at: at }) => `${key} ${String(type).split('.')[3]} ${at}`)
  const stream = async () =>
    (await database.pool.query('select * from machine_stream where system = $1', [site])).rows[0]

  function aHub(over: Partial<SignalParts> = {}, settings = settingsOf(site)) {
    const parts = engineParts(database.pool, ledgerDouble())
    const engine = stack.use(startEngine(parts))
    const me = parts.ids()
    const { signals } = mqtt.connect(settings, { home: 'hub', guard: here })
    const hearing = stack.use(
      startSignals([signals], {
        database: databaseOf(database.pool),
        home: 'hub',
        me,
        ids: parts.ids,
        now: parts.now,
        clock: systemClock,
        acceptBeside: async (messages, beside) => {
          await acceptBeside(database.pool, 'hub', messages, beside)
          engine.wake()
        },
        log: { warn: () => {}, info: () => {} },
        ...over,
      }),
    )
    return { engine, signals, hearing, me }
  }
  const connected = () => eventually(async () => expect((await stream())?.connected_since).toBeTruthy())
  const heard = (count: number) =>
    eventually(async () => {
      const { taken, repeated, late, unknown, ill } = await stream()
      expect(taken + repeated + late + unknown + ill).toBeGreaterThanOrEqual(count)
    })
  return { site, say, standstills, stream, aHub, connected, heard }
}

describe.skipIf(withoutBroker)(
  `SYS-12 WF-48: machines speak at a broker${withoutBroker ? ` (${withoutBroker})` : ''}`,
  () => {
    it('and of all they say the hub makes one standstill, with its cause; nothing else is in its journal', async () => {
      const { site, say, standstills, stream, aHub, connected } = aSite()
      const { engine, signals } = aHub()
      await connected()
      const [stopped, works] = [ago(minutes(5)), ago(minutes(2))]
      for (let nth = 0; nth < 20; nth++) await say('PRESS-1', 'count', nth, ago(minutes(10) - seconds(nth)))
      await say('PRESS-1', 'state', 'Execute', ago(minutes(10)), 1)
      await say('PRESS-1', 'state', 'Stopped', stopped, 2)
      await say('PRESS-1', 'state', 'Execute', works, 3)
      await say('PRESS-1', 'state', 'Execute', ago(minutes(1)), 4)
      await eventually(async () =>
        expect(await standstills()).toEqual([`PRESS-1 failed ${stopped}`, `PRESS-1 ended ${works}`]),
      )
      await eventually(async () => {
        const { rows } = await database.pool.query("select state from case_file where key = 'PRESS-1'")
        expect(rows.map(({ state }) => state)).toEqual(['running'])
      })
      const { rows: journal } = await database.pool.query(
        "select distinct type from message where type like 'mfg.%' and key like 'PRESS-1%' order by 1",
      )
      expect([journal.map(({ type }) => type), (await stream()).taken]).toEqual([
        [ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_RECORDED],
        24,
      ])

      // What was told, and why, for those who may see the plant.
      const book = signalBook({ database: databaseOf(database.pool), home: 'hub', streams: [signals] })
      const api = stack.use(await testApi(database, engine, { signals: book }))
      const seen = async (plant: string) =>
        (
          await (await api.person(`of-${plant}`, { role: 'planner', plant })).get('/api/v1/machines')
        ).json() as MachineList
      const { brokers, rules, machines: told, firings } = await seen('A')
      expect(brokers).toMatchObject([{ system: site, state: 'connected', taken: 24, ill: 0, trouble: null }])
      expect(rules).toMatchObject([{ rule: 'stands', condition: 'state is Stopped or Aborted', told: 0 }])
      expect(told).toMatchObject([
        { asset: 'PRESS-1', told: null, signals: [{ signal: 'count' }, { value: 'Execute' }] },
      ])
      expect(firings).toMatchObject([
        {
          ...{ plant: 'A', asset: 'PRESS-1', rule: 'stands', began: stopped, ended: works },
          reason: 'The machine stands still: state is Stopped or Aborted for 60 s',
          said: [{ signal: 'state', value: 'Stopped', since: stopped }],
        },
      ])
      expect(await seen('B')).toEqual({ brokers: [], rules: [], machines: [], firings: [] })
    })

    it('DOM-02: and a counter that is a meter is read once an hour by the clock of the machine, also by a hub that was begun anew', async () => {
      const { site, say, stream, aHub, connected, heard } = aSite()
      const settings = settingsOf(site, {
        topics: [{ topic: `${site}/{asset}/count`, signal: 'count', is: 'number', value: '/value', time: '/at' }],
        ...{ rules: [], meters: [{ signal: 'count', meter: 'strokes', uom: 'H87' }] },
      })
      const began = ago(minutes(151))
      const says = async (from: number, until: number) => {
        for (let nth = from; nth < until; nth++) await say('MILL-1', 'count', 500 + nth, later(began, minutes(nth)))
        await heard(until)
      }
      const first = aHub({}, settings)
      await connected()
      await says(0, 100)
      await first.hearing[Symbol.asyncDispose]()
      aHub({}, settings)
      await says(100, 150)
      await eventually(async () => {
        const { rows } = await database.pool.query(
          "select data from case_file where kind = 'asset-meter' and key = 'MILL-1'",
        )
        const [strokes] = (rows[0]?.data as MeterFile | undefined)?.meters ?? []
        expect(strokes?.readings.map(({ at, shows }) => [at, shows.value])).toEqual([
          [began, '500'],
          [later(began, minutes(60)), '560'],
          [later(began, minutes(120)), '620'],
        ])
      })
      // Of a hundred and fifty signals three are in the journal.
      const { rows } = await database.pool.query("select type from message where key = 'MILL-1' order by seq")
      expect(rows.map(({ type }) => type)).toEqual([METER_READ, METER_READ, METER_READ])
      // What the broker says again to the second hub is heard as well, and is nothing new.
      await eventually(async () => expect((await stream()).taken).toBe(150))
    })

    it('and what is said again, late, ill, or about nothing is counted, and changes nothing', async () => {
      const { site, say, standstills, stream, aHub, connected, heard } = aSite()
      aHub()
      await connected()
      const stopped = ago(minutes(5))
      await say('SAW-1', 'state', 'Stopped', stopped)
      await say('SAW-1', 'state', 'Stopped', stopped)
      await heard(2)
      await say('SAW-1', 'state', 'Execute', ago(minutes(6)))
      for (const payload of ['NaN', '{"value":', 'x'.repeat(30_000), '{"value":{},"at":1}'])
        await machines.publishAsync(`${site}/SAW-1/state`, payload, { qos: 1 })
      await say('SAW-1', 'state', 'Stopped', ago(minutes(3)))
      await eventually(async () => expect(await standstills()).toEqual([`SAW-1 failed ${stopped}`]))
      expect(await stream()).toMatchObject({
        ...{ taken: 2, repeated: 1, late: 1, ill: 4, unknown: 0 },
        last_ill: { about: `${site}/SAW-1/state`, why: 'has no value where one should be' },
      })
    })

    it('and one that stands still and is silent is noticed by the hub’s clock, from what the broker keeps of it, once, whoever listens', async () => {
      const { site, say, standstills, stream, aHub, connected } = aSite()
      const stopped = ago(minutes(5))
      await machines.publishAsync(`${site}/OVEN-1/state`, JSON.stringify({ value: 'Aborted', at: stopped }), {
        ...{ qos: 1, retain: true },
      })
      const hubs = [aHub(), aHub()]
      await connected()
      await eventually(async () => expect(await standstills()).toEqual([`OVEN-1 failed ${stopped}`]))
      const { held_by: listener } = await stream()
      const [gone, other] = hubs[0]!.me === listener ? hubs : hubs.toReversed()
      await gone!.hearing[Symbol.asyncDispose]()
      // Whoever listens now is told by the broker again what it keeps, and knows it.
      await eventually(async () => {
        const now = await stream()
        expect([now.held_by, now.connected_since !== null]).toEqual([other!.me, true])
        expect(now.repeated).toBeGreaterThan(0)
      })
      const works = ago(seconds(30))
      await say('OVEN-1', 'state', 'Execute', works)
      await say('OVEN-1', 'state', 'Execute', systemClock.now())
      await eventually(async () =>
        expect(await standstills()).toEqual([`OVEN-1 failed ${stopped}`, `OVEN-1 ended ${works}`]),
      )
    })

    it('and nothing is acknowledged before it is kept: a hub that dies before its commit or after it hears all, and tells it once', async () => {
      const { say, standstills, stream, aHub, connected, heard } = aSite()
      let deaths = 0
      const died = new Error('the hub died')
      aHub({
        async acceptBeside(messages, beside) {
          deaths++
          // Rolled back; kept and not acknowledged; then well.
          await acceptBeside(database.pool, 'hub', messages, async (sql) => {
            await beside(sql)
            if (deaths === 1) throw died
          })
          if (deaths === 2) throw died
        },
      })
      await connected()
      const stopped = ago(minutes(5))
      await say('MILL-1', 'state', 'Stopped', stopped, 1)
      await heard(1)
      await say('MILL-1', 'state', 'Execute', ago(minutes(2)), 2)
      await eventually(async () => expect(deaths).toBe(2))
      await eventually(async () => expect((await stream()).repeated).toBe(1))
      expect(await standstills()).toEqual([`MILL-1 failed ${stopped}`])
      expect((await stream()).taken).toBe(2)
    })

    it('and a broker that is ended by force is heard again when it is back, and nothing is taken for a standstill meanwhile', async () => {
      const { say, standstills, stream, aHub, connected } = aSite()
      aHub()
      await connected()
      const stopped = ago(seconds(58))
      await say('LATHE-1', 'state', 'Stopped', stopped, 1)
      await eventually(async () => expect((await stream()).taken).toBe(1))
      await broker.end('SIGKILL')
      await eventually(async () => expect((await stream()).trouble).toMatch(/ended the connection|cannot be reached/))
      await broker.start()
      await eventually(async () => expect(machines.connected).toBe(true))
      await connected()
      await say('LATHE-1', 'state', 'Execute', later(stopped, seconds(30)), 2)
      await eventually(async () => expect((await stream()).taken).toBe(2))
      expect([(await stream()).trouble, await standstills()]).toEqual([null, []])
    })

    it('T60: and a storm of them is taken whole, and what one machine means by it is told', async () => {
      const { say, standstills, stream, aHub, connected } = aSite()
      const storm = process.env['MILLWRIGHT_FULL'] ? 100_000 : 5000
      aHub()
      await connected()
      const began = Date.parse(ago(minutes(10)))
      const stopped = new Date(began + minutes(2)).toISOString()
      const sent: Promise<unknown>[] = []
      for (let nth = 0; nth < storm; nth++) {
        const at = new Date(began + Math.floor(nth / 200)).toISOString()
        sent.push(say(`CELL-${nth % 200}`, 'count', nth, at))
        if (sent.length === 1000) await Promise.all(sent.splice(0))
      }
      await say('CELL-7', 'state', 'Stopped', stopped)
      await say('CELL-7', 'state', 'Stopped', ago(minutes(1)))
      await Promise.all(sent)
      await eventually(async () => expect((await stream()).taken).toBe(storm + 2), minutes(1) + storm)
      await eventually(async () => expect(await standstills()).toEqual([`CELL-7 failed ${stopped}`]))
      const { rows } = await database.pool.query(
        'select count(*)::int as machines from machine_signal where system = $1 and signal = $2',
        [`site-${sites}`, 'count'],
      )
      expect(rows).toEqual([{ machines: 200 }])
    }, 180_000)

    it('over TLS, to those it lets in, at an address the estate has opened; what is in the way is said in one sentence', async () => {
      const closed = stack.use(await aBroker({ user: 'hub', password: 'secret' }))
      const over = { url: closed.url, user: 'hub', password: 'secret', certificate: authority }
      const probe = (change: object, guard = here) =>
        mqtt.probe(settingsOf('site', { ...over, ...change }), { guard }).catch((error: Error) => error.message)
      expect(await probe({})).toMatch(/lets the hub in over TLS.* and read site\/\+\/state, site\/\+\/count$/)
      expect(await probe({ password: 'other' })).toMatch(/does not let the hub in; mend user and password/)
      expect(await probe({ certificate: undefined })).toMatch(/a certificate that the hub does not trust/)
      expect(await probe({}, guardOf({ hosts: [], networks: [] }))).toMatch(/name it in the estate under outbound/)
      await closed.end('SIGTERM')
      expect(await probe({})).toMatch(/cannot be reached \(ECONNREFUSED\); see that the broker runs/)
    })
  },
)
