import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { databaseOf, messageOf } from '#engine'
import { alertBook } from '#alerts'
import { Rules } from '#governance/rules/document'
import { hours, later, minutes, seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { ASSET_FAILED, DOWNTIME_ENDED, FAILURE_VOIDED } from '#model/asset-downtime-events'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { kindOf } from '#model/catalogue'
import type { CloudEvent } from '#model/message'
import type { ReplanFile } from '#model/replan-case'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { lookAround } from '../../src/alerts/turn.ts'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
const version = inject('odooVersion')
/** Each version by one of the two ways; in a full run by both. */
const modes = process.env['MILLWRIGHT_FULL']
  ? (['procedures', 'plain'] as const)
  : ([version === '14' ? 'plain' : 'procedures'] as const)

describe.each(modes)(`a breakdown on Odoo ${version}, booked by %s`, (mode) => {
  let plant: PlantStory
  beforeAll(async () => {
    plant = await aPlant({ mode })
  })
  afterAll(() => plant[Symbol.asyncDispose]())

  it('T19 T20 WF-05 WF-08 WF-22: three reports are one leave of the work centre and, once it is over, one entry of what it lost; the alert names the order and what its customer was promised', async () => {
    const { world, assets, hub, database } = plant
    const { saw, record } = await soldToOrder()
    await world.call('mrp.production', 'button_plan', { ids: [record] })
    const [first] = await world.rows('select id from mrp_workorder where production_id = $1 order by id limit 1', [
      record,
    ])
    await world.call('mrp.workorder', 'button_start', { ids: [first!['id']] })
    const centre = { id: `odoo.work-centre.${saw}`, name: 'Saw', code: null, calendar: null }
    const hand = { plant: 'A', by: 'paula' }
    await assets.keep([AssetTold.parse({ asset: 'SAW-1', name: 'Saw 1', equipment: 'CELL-1' })], hand)
    await assets.map('CELL-1', centre, hand)

    // Somewhere in the time for which it is planned, to the second.
    const far = { workCentre: centre.id, from: later(now(), -hours(1)), to: later(now(), hours(24 * 14)) }
    const planned = await plant.ask(PlanningLedger.affectedOperations(far))
    if (!Array.isArray(planned)) throw planned
    const running = planned.find(({ isStarted }) => isStarted)!
    const failed = later(`${running.from.slice(0, 19)}.000Z`, minutes(2))
    const promised = later(failed, hours(4))
    await world.call('sale.order', 'write', {
      ids: await world.find('sale.order', []),
      vals: { commitment_date: promised.slice(0, 19).replace('T', ' ') },
    })

    const says = async (type: string, time: string, by: string, more: object = {}): Promise<void> => {
      const kind = kindOf(type)!
      const data = kind.schema.parse({ asset: 'SAW-1', ...more })
      const source = `/plants/A/systems/${by}`
      const event = { specversion: '1.0', id: ids(), source, type, time, data } as CloudEvent
      const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: by }
      await hub.receive([messageOf(event, kind, data, coming)])
    }
    const leaves = () =>
      world.rows(
        `select l.id, l.name, to_char(l.date_from, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as "from",
           to_char(l.date_to, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as "to"
         from resource_calendar_leaves l join mrp_workcenter c on c.resource_id = l.resource_id
         where c.id = $1 and l.time_type = 'leave' order by l.id`,
        [saw],
      )
    const lost = () =>
      world.rows(
        `select to_char(e.date_start, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as "from",
           to_char(e.date_end, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as "until", e.description
         from mrp_workcenter_productivity e where e.workcenter_id = $1 and e.description like '%(A/SAW-1 %' order by e.id`,
        [saw],
      )
    const counts = async () =>
      (
        await plant.rows(
          `select key, data -> 'counted' ->> 'erp' as erp from case_file where kind = 'downtime-record' order by key`,
        )
      ).map(({ key, erp }) => `${key} ${erp}`)
    const file = async () => {
      const [kept] = await plant.rows(`select data from case_file where kind = 'asset-downtime' and key = 'SAW-1'`)
      return kept?.['data'] as DowntimeFile
    }

    const reports = [
      ['cmms', seconds(230), { detectedBy: 'maintenance', reason: 'bearing' }],
      ['plc', 0, { detectedBy: 'machine' }],
      ['floor', seconds(50), { detectedBy: 'operator' }],
    ] as const
    for (const [by, after, more] of reports) await says(ASSET_FAILED, later(failed, after), by, more)
    await eventually(async () => expect(await leaves()).toMatchObject([{ from: failed }]))
    await eventually(async () =>
      expect((await file()).downtimes[0]).toMatchObject({ block: { erp: 'closed' }, said: [{}, {}, {}] }),
    )
    const [leave] = await leaves()
    expect(leave!['name']).toBe('SAW-1 stands still: bearing')

    await eventually(async () => expect((await file()).downtimes[0]!.atRisk).toBeDefined())
    const [order] = (await file()).downtimes[0]!.atRisk!.orders
    const [sale] = await world.rows('select name, amount_total::text as value from sale_order')
    expect(order).toMatchObject({
      ...{ order: `odoo.${record}`, isStarted: true },
      sales: [
        { order: sale!['name'], customer: 'Acme', value: sale!['value'], promised: promised.replace('.000Z', 'Z') },
      ],
    })
    expect(order!.sales[0]!.lateBy).toBeGreaterThan(hours(3))
    await lookAround({
      ...{
        database: databaseOf(database.pool),
        home: 'hub',
        ids,
        now,
        console: () => 'https://hub',
        systems: [],
        flows: [],
      },
      plants: [{ id: 'A', name: 'Plant A', timeZone: 'UTC' }],
      rules: () => Rules.parse({ policies: {}, ownership: [], flows: [], alerting: {}, fieldTables: [] }),
    })
    const book = alertBook({ database: databaseOf(database.pool), home: 'hub', ids, now, console: () => 'https://hub' })
    const [alert] = (await book.list(['A'], 'open')).filter(({ cause }) => cause === 'breakdown')
    expect(alert!.severity).toBe('critical')
    for (const named of ['SAW-1', 'Saw', running.label, sale!['name'], sale!['value']])
      expect(alert!.sentence).toContain(named)
    expect(alert!.sentence).toMatch(/would be \d+ (h|days) late/)

    // WF-08: it is planned anew, and a day of delay costs what the customer is to pay for the goods.
    const plan = async () =>
      (await plant.rows(`select data from case_file where kind = 'replan' and key = 'breakdown.SAW-1'`))[0]?.[
        'data'
      ] as ReplanFile
    await eventually(async () => expect(await plan()).toBeDefined())
    const { work, options } = (await plan()).proposal
    const sold = work.orders.find((one) => one.order === `odoo.${record}`)!
    const [subtotal] = await world.rows('select price_subtotal::float as worth from sale_order_line')
    expect(sold.sale).toEqual({
      ...{ label: sale!['name'], customer: 'Acme', value: subtotal!['worth'] },
      promised: promised.replace('.000Z', 'Z'),
    })
    const waits = options.find(({ policy }) => policy === 'wait')!
    const late = waits.late.find((one) => one.order === sold.order)!
    expect(late.minutes).toBeGreaterThan(3 * 60)
    const daily = Number(subtotal!['worth']) * (sold.isUrgent ? 3 : 1)
    expect(waits.cost.late).toBeCloseTo((late.minutes / (24 * 60)) * daily, 1)

    await says(DOWNTIME_ENDED, later(failed, hours(2)), 'plc')
    await eventually(async () => expect(await leaves()).toEqual([{ ...leave, to: later(failed, hours(2)) }]))
    await eventually(async () =>
      expect(await plant.rows(`select state from case_file where kind = 'replan'`)).toEqual([{ state: 'needless' }]),
    )
    // Plain mode counts none.
    const entry = {
      from: failed,
      until: later(failed, hours(2)),
      description: 'SAW-1 stood still: bearing (A/SAW-1 1)',
    }
    const entered = mode === 'plain' ? [] : [entry]
    if (mode === 'procedures') await eventually(async () => expect(await counts()).toEqual(['SAW-1 1 counted']))
    expect(await lost()).toMatchObject(entered)

    // A second one is a false alarm: nothing is left of it.
    await says(ASSET_FAILED, later(failed, hours(3)), 'plc')
    await eventually(async () => expect(await leaves()).toHaveLength(2))
    await says(FAILURE_VOIDED, later(failed, hours(3.5)), 'plc', { reason: 'a loose wire' })
    await eventually(async () => expect(await leaves()).toEqual([{ ...leave, to: later(failed, hours(2)) }]))
    expect((await file()).downtimes.map(({ voided }) => voided !== undefined)).toEqual([false, true])
    expect(await lost()).toMatchObject(entered)
  })

  /** What a customer has bought is made to order, as Odoo itself goes about it. */
  async function soldToOrder(): Promise<{ readonly saw: number; readonly record: number }> {
    const { world } = plant
    const steel = await world.item('steel', { cost: 2 })
    await world.inStock(steel, 1000)
    const frame = await world.item('frame')
    const saw = await world.workCenter('saw', 60)
    await world.recipe({ item: frame, components: [[steel, 2, 0]], operations: [['Cut', saw, 2]] })
    const [toOrder, make] = [
      await world.reference('stock.route_warehouse0_mto'),
      await world.reference('mrp.route_warehouse0_manufacture'),
    ]
    const routes = version === '14' ? 'stock.location.route' : 'stock.route'
    await world.call(routes, 'write', { ids: [toOrder], vals: { active: true } })
    await world.call('product.product', 'write', { ids: [frame.id], vals: { route_ids: [[6, 0, [toOrder, make]]] } })
    const customer = await world.create('res.partner', { name: 'Acme' })
    const line = { product_id: frame.id, product_uom_qty: 60, price_unit: 20 }
    const sale = await world.create('sale.order', { partner_id: customer, order_line: [[0, 0, line]] })
    await world.call('sale.order', 'action_confirm', { ids: [sale] })
    const [record] = await world.find('mrp.production', [['product_id', '=', frame.id]])
    await world.call('mrp.production', 'action_assign', { ids: [record!] })
    return { saw, record: record! }
  }
})
