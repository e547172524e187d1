import { expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import { type AffectedOperation, type Capacity } from '#model/capacity'
import { type OpenOperation, type OpenWork, type PlanChange, turnedAbout } from '#model/open-work'
import type { OrderMaterial } from '#model/material'
import type { PortKeeper } from '#model/ports/port'
import type { OdooWorld } from '../support/odoo-world.ts'
import { booked, call, effect, outcome } from './production-ledger.ts'

/** Where capacity is planned, and how to look into it past the keeper. */
export interface Plans {
  readonly keeper: PortKeeper
  readonly world: OdooWorld
  /** The same Odoo as several plants share it, each in warehouses of its own. */
  readonly shared: (warehouses: Readonly<Record<string, string>>) => PortKeeper
}

/** What is asked is asked alike in every mode, and time is UTC in each: one mode shows it in a quick run. */
interface Shown {
  readonly whole: boolean
}

const minute = 60_000
/** 06 to 10 by the clock of Berlin, on a Tuesday in winter. */
const window = { from: '2031-11-25T06:00:00+01:00', to: '2031-11-25T10:00:00+01:00', title: 'PM-311 Change seals' }
const later = { from: '2031-11-25T08:00:00+01:00', to: '2031-11-25T12:00:00+01:00', title: window.title }

/** What every keeper of the planning ledger promises, against real Odoo. */
export function planningLedgerContract(open: () => Promise<Plans>, { whole }: Shown): void {
  let count = 0
  async function start() {
    const { keeper, world, shared } = await open()
    const tag = `P${++count}`
    const record = await world.workCenter(`press ${tag}`, 10)
    await world.call('mrp.workcenter', 'write', { ids: [record], vals: { tz: 'Europe/Berlin' } })
    const workCentre = `odoo.work-centre.${record}`
    const of = { window: `A/${tag}`, workCentre }
    const perform = (...effects: ReturnType<typeof effect>[]) => keeper.perform(effects, call())
    return {
      world,
      shared,
      workCentre,
      perform,
      block: (over: object = {}, key?: string) => effect('block', { ...of, ...window, ...over }, key),
      move: (over: object = {}) => effect('moveBlock', { ...of, ...later, ...over }),
      free: () => effect('freeBlock', of),
      read: async (operation: string, wish: unknown) => (await keeper.read(operation, [wish], call()))[0],
      openOn: async (day = '2031-11-25') => {
        const [told] = (await keeper.read('capacity', [{ workCentre, from: day, until: day }], call())) as Capacity[]
        return told!.days[0]!
      },
      leaves: () =>
        world.rows(
          `select l.id, l.name, l.date_from::text as "from", l.date_to::text as "to" from resource_calendar_leaves l
           join mrp_workcenter c on c.resource_id = l.resource_id where c.id = $1 order by l.id`,
          [record],
        ),
    }
  }

  test('WF-02 WF-03 DOM-05: a window takes exactly its hours from a work centre, once however often it is told', async () => {
    const { perform, block, openOn, leaves } = await start()
    expect(await openOn()).toEqual({ day: '2031-11-25', calendar: 480, closed: 0, free: 480 })

    const wish = block()
    expect(booked((await perform(wish))[0])).toMatchObject({
      known: false,
      before: {},
      after: { from: '2031-11-25T05:00:00Z', to: '2031-11-25T09:00:00Z' },
    })
    expect(booked((await perform(wish))[0])).toMatchObject({ known: true, documents: [{ label: window.title }] })

    expect(await leaves()).toMatchObject([
      { name: window.title, from: '2031-11-25 05:00:00', to: '2031-11-25 09:00:00' },
    ])
    // It works from 8 to 12 and from 13 to 17: two hours of the four are taken.
    expect(await openOn()).toEqual({ day: '2031-11-25', calendar: 480, closed: 120, free: 360 })
  })

  test('T17 T18: a window that moves moves its own record, and one that is cancelled leaves everything as it was', async () => {
    const { world, workCentre, perform, block, move, free, openOn, leaves } = await start()
    const [centre] = await world.rows('select resource_id, resource_calendar_id from mrp_workcenter where id = $1', [
      Number(workCentre.split('.').at(-1)),
    ])
    const others = await world.create('resource.calendar.leaves', {
      ...{ name: 'Stocktaking', resource_id: centre!['resource_id'], calendar_id: centre!['resource_calendar_id'] },
      ...{ date_from: '2031-11-25 08:00:00', date_to: '2031-11-25 10:00:00' },
    })
    const before = [await leaves(), await openOn()]

    const first = block()
    await perform(first)
    const [, mine] = await leaves()
    expect((await perform(move())).map(outcome)).toEqual(['booked'])
    expect(await leaves()).toEqual([
      ...(before[0] as object[]),
      { ...mine, from: '2031-11-25 07:00:00', to: '2031-11-25 11:00:00' },
    ])
    // 9 to 11 of the others lies within 8 to 12 of ours.
    expect((await openOn()).free).toBe(240)

    expect((await perform(free())).map(outcome)).toEqual(['booked'])
    expect([await leaves(), await openOn()]).toEqual(before)
    expect((await leaves()).map(({ id }) => id)).toEqual([others])
    // Told of the first again, Odoo knows it and makes nothing.
    expect(booked((await perform(first))[0])).toMatchObject({ known: true })
    expect([await leaves(), await openOn()]).toEqual(before)
  })

  test('WF-02: what somebody has deleted in Odoo is not made again without being asked', async () => {
    const { world, perform, block, move, free, leaves } = await start()
    await perform(block())
    await world.call('resource.calendar.leaves', 'unlink', { ids: (await leaves()).map(({ id }) => id) })

    const [refused] = await perform(move())
    expect(refused instanceof Failure ? [refused.code, refused.message] : refused).toEqual([
      'BLOCK_GONE',
      expect.stringContaining('deleted in Odoo'),
    ])
    expect(await leaves()).toEqual([])
    expect((await perform(move({ anew: true }))).map(outcome)).toEqual(['booked'])
    expect(await leaves()).toMatchObject([{ from: '2031-11-25 07:00:00' }])
    await world.call('resource.calendar.leaves', 'unlink', { ids: (await leaves()).map(({ id }) => id) })
    expect((await perform(free())).map(outcome)).toEqual(['booked'])
  })

  test('WF-06 T16: open work is told as it stands at one moment, and a plan that was agreed to is written whole, once, and taken back exactly', async () => {
    const { world, read, perform } = await start()
    const { order, saw } = await world.bench()
    const record = Number(order.slice('odoo.'.length))
    const other = await world.workCenter('other saw', 60)
    const others = { alternative_workcenter_ids: [[6, 0, [other]]] }
    await world.call('mrp.workcenter', 'write', { ids: [saw], vals: others })
    await world.plan(record)
    const { plannedStart, plannedEnd } = world.columns
    // Odoo 14 plans to the microsecond what it plans from now on; its fields know seconds, and so does whoever writes them.
    const second = (field: string) => `date_trunc('second', ${field})::text`
    const stands = () =>
      world.rows(
        `select w.workcenter_id, w.duration_expected::float, l.resource_id, l.calendar_id,
           ${second('l.date_from')} as date_from, ${second('l.date_to')} as date_to,
           ${second(plannedStart.replace('p.', 'w.'))} as "from", ${second(plannedEnd.replace('p.', 'w.'))} as until,
           ${second(plannedStart)} as "begins", ${second(plannedEnd)} as ends
         from mrp_workorder w join resource_calendar_leaves l on l.id = w.leave_id
         join mrp_production p on p.id = w.production_id where p.id = $1 order by w.id`,
        [record],
      )
    const before = await stands()
    const now = new Date().toISOString()
    const wish = { plant: 'P1', from: now, until: new Date(Date.parse(now) + 30 * 24 * 60 * minute).toISOString() }
    const ours = async () => {
      const { operations, orders, workCentres, hours } = (await read('openWork', wish)) as OpenWork
      const centre = workCentres.find(({ id }) => id === `odoo.work-centre.${saw}`)
      return {
        operations: operations.filter((one) => one.order === order),
        order: orders.find((one) => one.order === order)!,
        open: hours.find(({ id }) => id === centre?.hours)!.open,
      }
    }
    const told = await ours()
    const [cut, weld] = told.operations
    expect(told.operations).toMatchObject([
      { name: 'Cut', isStarted: false, left: 100, after: [], place: { minutes: 100 } },
      { name: 'Weld', isStarted: false, left: 200, after: [cut!.operation], place: { minutes: 200 } },
    ])
    expect(cut!.choices.map(({ workCentre }) => workCentre)).toEqual([
      `odoo.work-centre.${saw}`,
      `odoo.work-centre.${other}`,
    ])
    expect(told.order).toMatchObject({ from: cut!.place.from, until: weld!.place.until, lacks: [] })
    expect(told.open.length).toBeGreaterThan(30)

    const day = (at: string) => new Date(Date.parse(at) + 24 * 60 * minute).toISOString()
    const aDayLater = (
      { operation, order: of, place }: OpenOperation,
      workCentre: string,
    ): PlanChange['moves'][number] => ({
      ...{ operation, order: of, from: place },
      to: { workCentre, from: day(place.from), until: day(place.until), minutes: place.minutes },
    })
    const { from, until } = told.order
    const change: PlanChange = {
      plan: `A/${order}`,
      moves: [aDayLater(cut!, `odoo.work-centre.${other}`), aDayLater(weld!, `odoo.work-centre.${saw}`)],
      orders: [{ order: told.order.order, from: { from, until }, to: { from: day(from), until: day(until) } }],
    }
    const stale = {
      ...change,
      moves: change.moves.map((move) => ({ ...move, from: { ...move.from, until: day(until) } })),
    }
    expect((await perform(effect('changePlan', stale))).map(outcome)).toEqual(['STALE_PLAN'])
    expect(await stands()).toEqual(before)

    const wanted = effect('changePlan', change)
    expect(booked((await perform(wanted))[0])).toMatchObject({ known: false, documents: [{ kind: 'mrp.production' }] })
    expect(booked((await perform(wanted))[0])).toMatchObject({ known: true })
    const shown = (at: string) => at.slice(0, 19).replace('T', ' ')
    const moved = await stands()
    expect(moved).toMatchObject([
      { workcenter_id: other, duration_expected: 100, from: shown(day(cut!.place.from)), begins: shown(day(from)) },
      { workcenter_id: saw, duration_expected: 200, until: shown(day(weld!.place.until)), ends: shown(day(until)) },
    ])
    expect(moved.map((row) => [row['from'], row['until']])).toEqual(
      moved.map((row) => [row['date_from'], row['date_to']]),
    )

    expect((await perform(effect('changePlan', turnedAbout(change)))).map(outcome)).toEqual(['booked'])
    expect(await stands()).toEqual(before)
    expect(await ours()).toEqual(told)
    // What has begun since stays where it is, and with it all the rest.
    await world.call('mrp.workorder', 'button_start', { ids: [Number(cut!.operation.split('.').at(-1))] })
    expect((await perform(effect('changePlan', change))).map(outcome)).toEqual(['STALE_PLAN'])
  })

  test('WF-49: of each order it is told how much of its material lies ready, and when what is awaited comes', async () => {
    const { world, read } = await start()
    const { order, recipe, saw, items } = await world.bench({ ordered: 10 })
    const seal = await world.item('seal')
    const pump = await world.item('pump')
    const parts = await world.recipe({
      ...{ item: pump, operations: [['Fit', saw, 1]] },
      components: [
        [items.steel, 1],
        [seal, 1],
      ],
    })
    const [waits] = await world.orders(pump, parts, 4, 1)
    const [planned] = await world.drafts([{ product_id: pump.id, product_qty: 4, bom_id: parts }])
    const [isThere] = await world.drafts([{ product_id: items.frame.id, product_qty: 1, bom_id: recipe }])
    const told = async () => {
      const all = (await read('material', 'P1')) as OrderMaterial[]
      return [order, ...[waits, planned, isThere].map((id) => `odoo.${id}`)].map((id) =>
        all.find((one) => one.order === id)!,
      )
    }
    const missing = { components: 2, ready: 1, awaited: [{ item: seal.code, neededAt: expect.any(String) }] }
    const whole = { components: 2, ready: 2, awaited: [] }
    const before = await told()
    expect(before).toMatchObject([
      { isReleased: true, ...whole },
      { isReleased: true, ...missing },
      { isReleased: false, ...missing },
      { isReleased: false, ...whole },
    ])
    expect(before[1]!.awaited[0]).not.toHaveProperty('at')

    const coming = await world.incoming(seal, 4, '2031-11-25 06:00:00')
    expect((await told())[1]!.awaited).toMatchObject([{ item: seal.code, at: '2031-11-25T06:00:00Z' }])
    // The buyer is told another date, then of less.
    await world.call('stock.move', 'write', { ids: [coming], vals: { date: '2031-12-02 06:00:00' } })
    expect((await told())[1]!.awaited).toMatchObject([{ at: '2031-12-02T06:00:00Z' }])
    await world.call('stock.move', 'write', { ids: [coming], vals: { product_uom_qty: 3 } })
    expect((await told())[1]!.awaited[0]).not.toHaveProperty('at')
    await world.inStock(seal, 8)
    expect((await told()).map(({ ready }) => ready)).toEqual([2, 2, 2, 2])
  })

  if (!whole) return

  test('WF-06 WF-49: of plants that share an Odoo each plans its own orders, around what the others have planned', async () => {
    const { world, shared } = await start()
    const { order, recipe, saw, items } = await world.bench({ ordered: 10 })
    const code = `Q${saw}`.slice(0, 5)
    const warehouse = await world.create('stock.warehouse', { name: `Second ${code}`, code })
    const [type] = await world.rows('select manu_type_id from stock_warehouse where id = $1', [warehouse])
    const values = {
      product_id: items.frame.id,
      product_qty: 5,
      bom_id: recipe,
      picking_type_id: type!['manu_type_id'],
    }
    const [other] = await world.drafts([values])
    await world.call('mrp.production', 'action_confirm', { ids: [other] })
    await world.plan(Number(order.slice('odoo.'.length)), other!)

    const keeper = shared({ WH: 'P1', [code]: 'P2' })
    const now = new Date().toISOString()
    const until = new Date(Date.parse(now) + 30 * 24 * 60 * minute).toISOString()
    const told = async (plant: string) => {
      const [work] = (await keeper.read('openWork', [{ plant, from: now, until }], call())) as OpenWork[]
      const [material] = (await keeper.read('material', [plant], call())) as OrderMaterial[][]
      const centre = work!.workCentres.find(({ id }) => id === `odoo.work-centre.${saw}`)!
      const mine = [order, `odoo.${other}`]
      return {
        orders: work!.orders.map((one) => one.order as string).filter((one) => mine.includes(one)),
        planned: [...new Set(work!.operations.map((one) => one.order as string))].filter((one) => mine.includes(one)),
        material: material!.map((one) => one.order as string).filter((one) => mine.includes(one)),
        taken: centre.leaves.map(({ title }) => title).toSorted(),
        places: work!.operations.filter((one) => mine.includes(one.order)).map(({ place }) => place.from),
        closed: centre.leaves.map(({ from }) => from),
      }
    }
    const [first, second] = [await told('P1'), await told('P2')]
    expect(first).toMatchObject({ orders: [order], planned: [order], material: [order], taken: ['Cut', 'Weld'] })
    const others = [`odoo.${other}`]
    expect(second).toMatchObject({ orders: others, planned: others, material: others, taken: ['Cut', 'Weld'] })
    expect(first.closed.toSorted()).toEqual(second.places.toSorted())
  })

  test('WF-03: over the night in which the clock goes back a window keeps its true hours', async () => {
    const { perform, block, leaves, openOn } = await start()
    const night = { from: '2031-10-25T22:00:00+02:00', to: '2031-10-26T06:00:00+01:00' }
    expect((await perform(block(night))).map(outcome)).toEqual(['booked'])
    expect(await leaves()).toMatchObject([{ from: '2031-10-25 20:00:00', to: '2031-10-26 05:00:00' }])
    expect((await openOn('2031-10-26')).closed).toBe(0)
  })

  test('WF-01: operations that would have to be done meanwhile are told with the minutes they are in the way', async () => {
    const { world, read, perform } = await start()
    const { order, saw } = await world.bench()
    const record = Number(order.slice('odoo.'.length))
    await world.plan(record)
    const [cut] = await world.rows(
      `select w.name, to_char(l.date_from, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as begins from mrp_workorder w join resource_calendar_leaves l on l.id = w.leave_id
       where w.production_id = $1 order by w.id limit 1`,
      [record],
    )
    const begins = Date.parse(cut!['begins'])
    const at = (minutes: number) => new Date(begins + minutes * minute).toISOString()
    const workCentre = `odoo.work-centre.${saw}`

    const affected = await read('affectedOperations', { workCentre, from: at(-60), to: at(30) })
    expect(affected).toEqual([
      expect.objectContaining({ order, operation: cut!['name'], minutes: 30, isPlanned: true, isStarted: false }),
    ])
    expect((affected as AffectedOperation[])[0]!.label).toMatch(/MO/)
    expect(await read('affectedOperations', { workCentre, from: at(-60), to: at(-1) })).toEqual([])

    const nowhere = 'odoo.work-centre.99999999'
    expect(await read('affectedOperations', { workCentre: nowhere, from: at(0), to: at(1) })).toMatchObject({
      code: 'UNKNOWN_WORK_CENTRE',
    })
    const [refused] = await perform(effect('block', { window: 'A/none', workCentre: nowhere, ...window }))
    expect(refused).toMatchObject({ code: 'UNKNOWN_WORK_CENTRE' })
    expect(await read('workCentres', {})).toContainEqual(
      expect.objectContaining({ id: workCentre, code: expect.any(String) }),
    )
  })
}
