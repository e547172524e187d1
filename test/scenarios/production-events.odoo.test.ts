import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bench } from '../contracts/production-ledger.ts'
import { modes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

let plant: PlantStory

/** T01's day: three issues, two partial completions at each operation, one receipt by lot. */
const dayOf = ({ order, steel, paint }: Bench): readonly (readonly [type: string, data: Record<string, never>])[] =>
  [
    ['material.issued', { item: steel, quantity: pcs(120) }],
    ['material.issued', { item: steel, quantity: pcs(80) }],
    ['material.issued', { item: paint, quantity: pcs(100), lot: 'LB' }],
    ['operation.completed', { operation: '10', good: pcs(60), machineTime: '60' }],
    ['operation.completed', { operation: '10', good: pcs(40), machineTime: '40', final: true }],
    ['operation.completed', { operation: '20', good: pcs(100), machineTime: '200', labourTime: '100', final: true }],
    ['output.received', { quantity: pcs(100), lot: 'F1' }],
  ].map(([type, data]) => [type as string, { order, ...(data as object) } as never])

/** Reports a whole day, each event under an id of its own, in the given order. */
async function reportDay(bench: Bench, order: readonly number[] = [0, 1, 2, 3, 4, 5, 6], times = 1): Promise<void> {
  const day = dayOf(bench)
  for (let time = 0; time < times; time++)
    for (const at of order) {
      const [type, data] = day[at]!
      await plant.reports(type, data as never, `${bench.order}-${at}`)
    }
  await plant.settled(bench.order)
}

describe.each(modes)('the events of production, on real Odoo: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T01 DOM-24 DOM-25 DOM-28 SYS-02: issues, partial completions and a receipt are each booked, with genealogy', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    await reportDay(bench)
    const look = await plant.look(bench)
    expect(look.output.net).toBe(100)
    expect(look.used[bench.steel]).toMatchObject({ net: 200, documents: 2 })
    expect(look.used[bench.paint]).toMatchObject({ net: 100, documents: 1 })
    expect(look.lots).toEqual({ F1: 100 })
    expect(look.genealogy).toEqual([`${bench.paint} LB in F1`, `${bench.steel}  in F1`].sort())
    expect(look.operations).toEqual({
      10: { good: 100, minutes: 100, over: true },
      20: { good: 100, minutes: 200, over: true },
    })
    const runs = await plant.rows('select distinct correlation from message where key = $1', [bench.order])
    expect(runs).toHaveLength(7)
  })

  it('T02 SYNC-19 SYNC-20: every event three times is the same as once, and the repeats are counted', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    await reportDay(bench, undefined, 3)
    const look = await plant.look(bench)
    expect(look.output).toMatchObject({ net: 100, documents: 1 })
    expect(look.used[bench.steel]).toMatchObject({ net: 200, documents: 2 })
    const [row] = await plant.rows('select sum(duplicates)::int as duplicates from seen where id like $1', [
      `${bench.order}-%`,
    ])
    expect(row).toEqual({ duplicates: 14 })
  })

  it('T03: the same id with another quantity is a conflict, and nothing is booked for it', async () => {
    const bench = await plant.bench()
    const id = `${bench.order}-conflict`
    expect((await plant.reports('output.received', { order: bench.order, quantity: pcs(60) }, id)).kind).toBe(
      'accepted',
    )
    expect((await plant.reports('output.received', { order: bench.order, quantity: pcs(61) }, id)).kind).toBe(
      'conflict',
    )
    await plant.settled(bench.order)
    expect((await plant.look(bench)).output.net).toBe(60)
  })

  it('T04: a report whose release was lost is healed from Odoo and booked', async () => {
    const bench = await plant.bench()
    await plant.reports('operation.completed', { order: bench.order, operation: '10', good: pcs(10) })
    await plant.settled(bench.order)
    expect((await plant.look(bench)).operations['10']?.good).toBe(10)
    const [file] = await plant.rows("select data ->> 'origin' as origin from case_file where key = $1", [bench.order])
    expect(file).toEqual({ origin: 'reconciled' })
  })

  it('T07: 60 and 40, the 60 taken back, then 58: net 98, by moves of their own', async () => {
    const bench = await plant.bench()
    const { order } = bench
    await plant.reports('output.received', { order, quantity: pcs(60) }, `${order}-sixty`)
    await plant.reports('output.received', { order, quantity: pcs(40) })
    await plant.settled(order)
    const before = await plant.look(bench)
    await plant.reports('output.reversed', { order, reverses: `${order}-sixty`, reason: 'counted twice' })
    await plant.settled(order)
    await plant.reports('output.received', { order, quantity: pcs(58) })
    await plant.settled(order)
    const look = await plant.look(bench)
    expect(before.output).toMatchObject({ net: 100, documents: 2 })
    expect(look.output).toMatchObject({ net: 98, documents: 4 })
    expect(look.shown.quantity).toBe(98)
    expect(look.onHand[bench.frame]).toBe(98)
  })

  it('T08: scrap of 3 after a completion of 100 leaves 97 good, with the use of material as it was', async () => {
    const bench = await plant.bench()
    const { order, steel } = bench
    await plant.reports('material.issued', { order, item: steel, quantity: pcs(200) })
    await plant.reports('operation.completed', { order, operation: '20', good: pcs(100) })
    await plant.reports('scrap.recorded', { order, operation: '20', quantity: pcs(3), reason: 'weld cracked' })
    await plant.settled(order)
    const look = await plant.look(bench)
    expect(look.operations['20']?.good).toBe(97)
    expect(look.scrapped).toBe(3)
    expect(look.used[steel]?.net).toBe(200)
  })

  it('T10: 103 of 100 is booked and flagged; 110 is stopped in front of the supervisor', async () => {
    const bench = await plant.bench()
    const { order } = bench
    await plant.reports('output.received', { order, quantity: pcs(103) })
    await plant.settled(order)
    expect((await plant.look(bench)).output.net).toBe(103)
    const flagged = await plant.rows('select verdict, code from run join message using (message_id) where key = $1', [
      order,
    ])
    expect(flagged).toEqual([{ verdict: 'flagged', code: 'OVER_COMPLETION' }])
    await plant.reports('output.received', { order, quantity: pcs(7) })
    await plant.settled(order)
    expect((await plant.look(bench)).output.net).toBe(103)
    expect((await plant.exceptions(order)).map(({ code }) => code)).toEqual(['OVER_COMPLETION'])
  })

  it('SYNC-22: a reversal before its original waits for it, and both are booked', async () => {
    const bench = await plant.bench()
    const { order, steel } = bench
    await plant.reports('material.returned', { order, reverses: `${order}-late`, quantity: pcs(20) })
    await plant.reports('material.issued', { order, item: steel, quantity: pcs(50) }, `${order}-late`)
    await plant.settled(order)
    expect((await plant.look(bench)).used[steel]?.net).toBe(30)
  })

  it('FIN-01 FIN-03 WF-18: closing waits for what is missing, then gives the goods the true cost of the order', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order } = bench
    await plant.reports('order.closed', { order, final: { received: pcs(100) } })
    await reportDay(bench)
    await plant.settled(order)
    const look = await plant.look(bench)
    expect(look.state).toBe('closed')
    // 200 steel at 2, 100 paint at 3, 300 machine minutes at 60 an hour, 100 labour minutes at 30.
    expect(look.output.value).toBe(200 * 2 + 100 * 3 + (300 / 60) * 60 + (100 / 60) * 30)
    expect(look.used[bench.steel]?.value).toBe(400)
  })

  it('a change of the order behind a waiting closing does not keep it from closing', async () => {
    const bench = await plant.bench()
    const { order } = bench
    await plant.reports('order.closed', { order, final: { received: pcs(100) } })
    await plant.reports('order.acknowledged', { order, release: 1, accepted: true })
    await plant.reports('output.received', { order, quantity: pcs(100) })
    await plant.settled(order)
    expect((await plant.look(bench)).state).toBe('closed')
  })
})
