import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { same, sum } from '#model/exact'
import { UnitCost } from '../../src/api/unit-cost/contract.ts'
import type { Told } from '../support/why-checker.ts'
import { odooPerson } from '../support/odoo-person.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { whyOf, type WhyOf } from '../support/why.ts'
import { since } from '../support/since.ts'

let plant: PlantStory
let why: WhyOf
beforeAll(async () => {
  plant = await aPlant()
  why = await whyOf(plant)
})
afterAll(async () => {
  await why?.[Symbol.asyncDispose]()
  await plant?.[Symbol.asyncDispose]()
})

const partsOf = ({ lines }: Told) => lines.map(({ origin, amount, standsAt, by }) => [origin, amount ?? standsAt, by])
const lot = (name: string, quantity: number) => ({ lot: name, quantity: pcs(quantity) })

describe('why a value in Odoo is what it is, on real Odoo', () => {
  it('FIN-01 FIN-03 DOM-39 WF-44: every value of an order with reversals, scrap, rework, by-products, lots and edits by people adds up', async () => {
    const bench = await plant.bench({ tracking: 'lot', byproduct: true, issue: 'with the goods' })
    const { order, steel, paint, chips = '' } = bench
    const record = Number(order.slice('odoo.'.length))
    const tell = (type: string, data: object, id?: string) => plant.reports(type, { order, ...data } as never, id)
    const kilos = (value: string) => ({ value, uom: 'KGM' })

    // Paint is issued by hand, steel goes with the goods, and some of it was issued all the same.
    await tell('material.issued', { item: steel, quantity: pcs(30) }, `${order}-steel`)
    await tell('material.issued', { item: paint, quantity: pcs(100), lot: 'LB' })
    await tell('operation.completed', {
      operation: '10',
      good: pcs(90),
      rework: pcs(10),
      machineTime: '91.3',
      labourTime: '20',
    })
    await tell('rework.opened', { operation: '10', quantity: pcs(10) }, `${order}-rw`)
    await plant.settled(order)
    await tell('rework.completed', { rework: `${order}-rw`, good: pcs(7), scrap: pcs(3), machineTime: '7.33' })
    await tell('operation.completed', { operation: '20', good: pcs(97), machineTime: '33.33' }, `${order}-weld`)
    await tell('output.received', { quantity: pcs(60), lot: 'F1' }, `${order}-sixty`)
    await tell('byproduct.received', { item: chips, quantity: kilos('7.5') }, `${order}-chips`)
    await plant.settled(order)
    await tell('output.received', { quantity: pcs(37), lot: 'F2' })
    await tell('output.reversed', { reverses: `${order}-sixty`, quantity: pcs(4), reason: 'counted twice' })
    await tell('byproduct.reversed', { reverses: `${order}-chips`, quantity: kilos('0.5') })
    await tell('material.returned', { reverses: `${order}-steel`, quantity: pcs(5) })
    await tell('operation.completion-reversed', { reverses: `${order}-weld`, quantity: pcs(2) })
    await plant.settled(order)
    await tell('scrap.recorded', { quantity: pcs(2), lot: 'F1', reason: 'fell' })
    await plant.settled(order)
    await tell('lot.merged', { parents: [lot('F1', 20), lot('F2', 10)], child: 'F3' })
    await plant.settled(order)
    expect(await plant.exceptions(order)).toEqual([])

    const petra = await odooPerson(plant.world, 'Petra Planner')
    const done = since(inject('odooVersion'), { 14: 'qty_done', 17: 'quantity' })
    await petra.does(`line = env['stock.move.line'].search([('move_id.raw_material_production_id', '=', ${record}),
    ('state', '=', 'done'), ('product_id.default_code', '=', '${paint}')], limit=1)
line.write({'${done}': line.${done} - 6})
env['mrp.production'].browse(${record}).write({'qty_producing': 98})
env['mrp.workcenter.productivity'].search([('workorder_id.production_id', '=', ${record})], limit=1, order='id').write(
    {'date_end': datetime.datetime(2026, 11, 20, 9, 30), 'date_start': datetime.datetime(2026, 11, 20, 9, 0)})`)

    const answers = await why.all(order)
    expect(answers).toHaveLength(25)
    const told = (figure: string, more: object = {}) =>
      answers.find((one) =>
        Object.entries({ figure, ...more }).every(([name, is]) => (one.figure as any)[name] === is),
      )!
    expect(partsOf(told('produced'))).toEqual([
      ['event', '60', 'mes'],
      ['event', '37', 'mes'],
      ['event', '-4', 'mes'],
      ['person', '5', 'Petra Planner'],
    ])
    expect(partsOf(told('used', { item: paint })).at(-1)).toEqual(['person', '-6', 'Petra Planner'])
    expect(partsOf(told('time', { operation: '10' }))).toEqual([
      ['event', '91.3', 'mes'],
      ['person', '-61.3', 'Petra Planner'],
    ])
    expect(told('produced').lines[0]!.reversedBy).toEqual([expect.objectContaining({ title: expect.any(String) })])
    expect(await why.complaints(answers)).toEqual([])

    await tell('order.closed', {})
    await plant.settled(order)
    const closed = await why.all(order)
    expect(await why.complaints(closed)).toEqual([])
    const state = closed.find(({ figure }) => figure.figure === 'state' && !figure.operation)!
    expect(state).toMatchObject({ value: 'closed' })
    expect(state.lines.at(-1)).toMatchObject({ origin: 'event', standsAt: 'closed' })

    // WF-44: what one of them cost comes to what Odoo reckons, part by part.
    const fiona = await why.api.person('fiona', { role: 'finance', plant: 'A' })
    const [unit, cost] = await Promise.all(
      [`/api/v1/unit-cost/${order}`, `/api/v1/orders/${order}/cost`].map(async (url) => {
        const answer = await fiona.get(url)
        expect(answer.statusCode).toBe(200)
        return answer.json()
      }),
    )
    const { parts, total, perUnit, quantity } = UnitCost.parse(unit)
    const amounts = Object.fromEntries(parts.map(({ kind, amount }) => [kind, Number(amount)]))
    expect(amounts['material']).toBeCloseTo(Number(cost.materials), 2)
    expect(amounts['machine']).toBeCloseTo(Number(cost.machine), 2)
    expect(amounts['labour']).toBeCloseTo(Number(cost.labour), 2)
    expect(amounts['labour']).toBeGreaterThan(0)
    expect(same(sum(parts.map(({ amount }) => amount)), total)).toBe(true)
    expect(Number(perUnit) * Number(quantity.value)).toBeCloseTo(Number(total), 1)
    expect(unit).toMatchObject({
      ...{ unexplained: null, order: { state: 'closed' }, maintenance: { costs: [] } },
      scrap: [{ quantity: pcs(3) }, { quantity: pcs(2), reason: 'fell' }],
    })
    const sources = parts.flatMap(({ lines }) => lines.map(({ event, origin }) => event?.title ?? origin))
    expect(new Set(sources).size).toBeGreaterThan(3)
  })

  it('what somebody writes past Odoo is told as unexplained, to the piece', async () => {
    const { order } = await plant.bench()
    await plant.reports('output.received', { order, quantity: pcs(60) })
    await plant.settled(order)
    await plant.world.rows('update mrp_production set qty_producing = 72.5 where id = $1', [Number(order.slice(5))])
    const told = await why.one({ order, figure: 'produced' })
    expect(told).toMatchObject({ value: '72.5', isWhole: false, unexplained: '12.5' })
    expect(partsOf(told)).toEqual([
      ['event', '60', 'mes'],
      ['unexplained', '12.5', ''],
    ])
  })
})
