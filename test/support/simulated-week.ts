import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import type { Connection } from '#engine'
import { days, minutes } from '#kernel/time'
import type { PortKeeper } from '#model/ports/port'
import { mes as connector } from '../../src/connectors/mes/index.ts'
import { mondayMorning } from '../../simulators/mes/calendar.ts'
import { noFaults } from '../../simulators/mes/faults.ts'
import { memoryJournal } from '../../simulators/mes/journal.ts'
import { startMes } from '../../simulators/mes/mes.ts'
import { handClock } from '../../simulators/mes/plant-clock.ts'
import { aPlant, type PlantStory } from './plant.ts'
import { whyOf, type WhyOf } from './why.ts'
import { eventually } from './eventually.ts'

export interface SimulatedWeek extends AsyncDisposable {
  readonly plant: PlantStory
  readonly why: WhyOf
  /** What the plant makes: frames by lot of steel, paint by lot and screws that nobody issues, and brackets of steel. */
  readonly items: { readonly [name in 'steel' | 'paint' | 'screws' | 'frame' | 'bracket']: { readonly code: string } }
  /** Orders are released in Odoo, and the plant works on them until the day is over and all is in Odoo; answers their ids. */
  day(frames: number, brackets: number): Promise<readonly string[]>
}

/** A plant whose MES is simulated in time that passes at once, reporting over real sockets to a hub with a real Odoo. */
export async function simulatedWeek(seed: string): Promise<SimulatedWeek> {
  await using stack = new AsyncDisposableStack()
  let floor: PortKeeper | undefined
  const later: PortKeeper = {
    port: 'shop-floor',
    read: (...asked) => floor!.read(...asked),
    perform: (...asked) => floor!.perform(...asked),
  }
  const toFloor: Connection = { system: 'mes', keeper: later, callsAtOnce: 2, deadline: 15_000, lingers: 30_000 }
  const plant = stack.use(await aPlant({ beside: [toFloor] }))
  const why = stack.use(await whyOf(plant))
  await why.api.app.listen({ port: 0, host: '127.0.0.1' })
  const { world } = plant

  const steel = await world.item('steel', { cost: 2 })
  const paint = await world.item('paint', { cost: 3, tracking: 'lot' })
  const screws = await world.item('screws', { cost: 0.07 })
  const frame = await world.item('frame', { tracking: 'lot' })
  const bracket = await world.item('bracket')
  await world.inStock(steel, 1_000_000)
  await world.inStock(paint, 1_000_000, 'LB')
  await world.inStock(screws, 1_000_000)
  const saw = await world.workCenter('saw', 40)
  const weld = await world.workCenter('weld', 65)
  await world.labour(32)
  const recipes = {
    frame: await world.recipe({
      item: frame,
      components: [
        [steel, 4, 0],
        [paint, 1, 1],
        [screws, 8, 'goods'],
      ],
      operations: [
        ['Cut', saw, 3],
        ['Weld', weld, 8],
      ],
    }),
    bracket: await world.recipe({ item: bracket, components: [[steel, 2, 0]], operations: [['Cut', saw, 1]] }),
  }

  const clock = handClock(mondayMorning(Date.now() - days(12)))
  const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  const { port } = why.api.app.server.address() as AddressInfo
  const mes = stack.use(
    await startMes({
      plant: 'A',
      system: 'mes',
      hub: `http://127.0.0.1:${port}`,
      key: await why.api.key({ plant: 'A', system: 'mes', types: ['*'] }),
      secrets: [secret],
      port: 0,
      controlPort: 0,
      seed,
      speed: 1,
      format: { kind: 'events' },
      faults: noFaults(),
      journal: memoryJournal(),
      shelf: { [paint.code]: [{ lot: 'LB', quantity: '1000000' }] },
      // Deliveries are signed and sent by the clock of the world; only the plant's own time is moved by hand.
      world: { now: () => new Date().toISOString(), sleep: clock.world.sleep },
      clock,
    }),
  )
  const opened = connector.connect(connector.settings.parse({ url: mes.webhooks, secrets: [secret], plant: 'A' }))
  stack.defer(() => opened.close())
  floor = opened.provides[0]!

  let dayNo = 0
  async function workUntil(end: number): Promise<void> {
    while (clock.now() < end) {
      await mes.turn()
      const next = [mes.floor.next(), mes.floor.nextSending()].filter((at) => at !== undefined)
      clock.skip(Math.max(1, Math.min(end, ...next) - clock.now()))
    }
  }

  // What stands behind a transition that waits for a person, a closing say, waits as well.
  const settled = () =>
    eventually(async () => {
      const open = await plant.rows(
        `select message.id, type, it.progress from open_message as it join message using (message_id)
           where it.progress not in ('stopped', 'waiting') and message.type not like 'hub.%'
             and not exists (select from open_message as before where before.lane_id = it.lane_id and before.seq < it.seq
               and it.nature = 'transition' and before.nature = 'transition' and before.progress in ('stopped', 'waiting'))
           union all
           select message.id, operation, state from intent join message using (message_id)
           where state in ('planned', 'sent', 'in-doubt')`,
      )
      expect(open).toEqual([])
    }, minutes(10))

  const begin = clock.now()
  const running = stack.move()
  return {
    plant,
    why,
    items: { steel, paint, screws, frame, bracket },
    async day(frames, brackets) {
      const quantity = 18 + dayNo * 3
      const records = [
        ...(await world.orders(frame, recipes.frame, quantity, frames)),
        ...(await world.orders(bracket, recipes.bracket, quantity * 2, brackets)),
      ]
      const orders = records.map((record) => `odoo.${record}`)
      await plant.poll()
      await eventually(
        () => expect(Object.keys(mes.floor.truth().orders)).toEqual(expect.arrayContaining(orders)),
        minutes(3),
      )
      dayNo++
      await workUntil(begin + days(dayNo))
      await settled()
      return orders
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
