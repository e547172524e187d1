import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFieldTable } from '#governance/field-table-file'
import { parseExactJson } from '#kernel/exact-json'
import { instant } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { translate } from '#model/field-table/translate'
import { type FloorStatus, floorMove } from '#model/shop-floor'
import { quantity } from '#model/quantity'
import { afterWork, mondayMorning, nextWork, twoShifts } from '../../simulators/mes/calendar.ts'
import { chanceFrom } from '../../simulators/chance.ts'
import { eventsOf } from '../../simulators/mes/events.ts'
import { fateOf, mix } from '../../simulators/mes/mishaps.ts'
import { plantNamed } from '../../simulators/mes/plants.ts'
import { hasWords, recordOf } from '../../simulators/mes/records.ts'
import { storyOf } from '../../simulators/mes/story.ts'
import { supplyFrom } from '../../simulators/mes/supply.ts'
import { truthKeeper } from '../../simulators/mes/truth.ts'
import { aRelease } from './orders.ts'

const monday = mondayMorning(Date.UTC(2026, 10, 18))
const shelf = {
  'STEEL-2MM': [
    { lot: 'L-76', quantity: '150' },
    { lot: 'L-77', quantity: '5000' },
  ],
}
const tell = (seed: number, over: Parameters<typeof aRelease>[0] = {}, plant = 'A') =>
  storyOf({
    order: aRelease(over),
    plant: plantNamed(plant),
    chance: chanceFrom(String(seed)),
    supply: supplyFrom(shelf),
    beside: { 'FRAME-W': { item: 'OFFCUT-2MM', uom: 'KGM', each: '0.12' } },
    substitutes: { 'STEEL-2MM': { item: 'STEEL-2MM-B', ratio: '1.2' } },
    from: monday,
  })
const factsOf = (story: ReturnType<typeof tell>) => story.flatMap(({ report }) => report.facts)
const isLifted = ({ report }: ReturnType<typeof tell>[number]) => report.kind === 'unhold'
const stoppedWork: ReadonlySet<string> = new Set(['start', 'issue', 'completion', 'receipt', 'time'])
const seeds = fc.integer({ min: 0, max: 1_000_000 })
const orders = fc.record({
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 400 }).map((many) => quantity(many)),
    fc.integer({ min: 1, max: 99_999 }).map((cents) => quantity((cents / 100).toFixed(2), 'KGM')),
  ),
  tracking: fc.constantFrom('none', 'lot'),
  operations: fc.constantFrom([], aRelease().operations, aRelease().operations.slice(1)),
})

describe('the story of an order', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(tell(7)).toEqual(tell(7))
    expect(tell(8)).not.toEqual(tell(7))
  })

  it('is told in events that the hub knows, each with an id of its own', () => {
    fc.assert(
      fc.property(seeds, orders, (seed, over) => {
        const facts = factsOf(tell(seed, over))
        for (const { type, data } of facts) expect(kindOf(type)?.schema.safeParse(data).error?.issues).toBeUndefined()
        expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
      }),
      { numRuns: 100 },
    )
  })

  it('adds up: what is received was made by the last operation, and no more was begun than a twentieth above the order', () => {
    fc.assert(
      fc.property(seeds, orders, (seed, over) => {
        const truth = truthKeeper()
        const order = aRelease(over)
        truth.begin(order.order, order.item, order.quantity)
        const facts = factsOf(tell(seed, over))
        for (const fact of facts) truth.happened(fact)
        const { orders: all, stock } = truth.view()
        const { received, completed, scrapped, issued, byproducts, state } = all['odoo.42']!
        expect(state).toBe('closed')
        expect(stock['FRAME-W']).toEqual(received)
        for (const [item, amount] of Object.entries(issued))
          expect(Number(stock[item]!.value)).toBeCloseTo(-Number(amount.value))
        const operations = Object.keys(completed)
        const last = completed[operations.at(-1) ?? '']
        if (last) expect(Number(last.good.value)).toBeCloseTo(Number(received.value))
        if (operations.length === 2)
          expect(Number(completed['10']!.good.value)).toBeCloseTo(Number(last!.good.value) + Number(last!.scrap.value))
        const begun = Number(received.value) + Number(scrapped.value)
        expect(begun).toBeLessThanOrEqual(Number(order.quantity.value) * 1.05 + 1e-6)
        expect(issued['SCREW-M6']).toBeUndefined()
        expect(Number(byproducts['OFFCUT-2MM']?.value ?? 0)).toBeCloseTo(Number(received.value) * 0.12, 1)
      }),
      {
        numRuns: 100,
        examples: [[999989, { quantity: quantity(1), tracking: 'none', operations: aRelease().operations }]],
      },
    )
  })

  it('has work begin before anything is made of it, stand still and go on, and pieces go through once more', () => {
    const told = new Set<string>()
    fc.assert(
      fc.property(seeds, orders, (seed, over) => {
        const begun = new Set<unknown>()
        const stops = new Map<unknown, string>()
        const left = new Map<string, number>()
        for (const { id, type, data } of factsOf(tell(seed, over))) {
          const what = type.split('.').slice(2, -1).join('.')
          told.add(what)
          const operation = data['operation']
          if (what === 'operation.started') begun.add(operation)
          if (what === 'operation.completed' || what === 'labor.reported') expect(begun).toContain(operation)
          if (what === 'operation.paused' || what === 'operation.resumed') {
            expect(stops.get(operation) ?? 'operation.resumed').not.toBe(what)
            stops.set(operation, what)
          }
          const { value = '0' } = (data['quantity'] ?? data['good'] ?? {}) as { value?: string }
          if (what === 'rework.opened') left.set(id, Number(value))
          if (what === 'rework.completed')
            left.set(data['rework'] as string, left.get(data['rework'] as string)! - Number(value))
        }
        expect([...stops.values()].filter((last) => last === 'operation.paused')).toEqual([])
        expect([...left.values()].filter((pieces) => pieces !== 0)).toEqual([])
      }),
      { numRuns: 100 },
    )
    const newer = ['operation.started', 'operation.paused', 'operation.resumed', 'labor.reported', 'rework.opened']
    for (const what of newer) expect(told).toContain(what)
  })

  it('stands still while quality or the planner holds the order, and knows which holds were lifted', () => {
    const held = Array.from({ length: 100 }, (_, seed) => tell(seed)).filter((story) =>
      story.some(({ report }) => report.kind === 'hold'),
    )
    expect(held.length).toBeGreaterThan(4)
    expect(held.length).toBeLessThan(30)
    for (const story of held) {
      const [from, to] = [story.find(({ report }) => report.kind === 'hold')!, story.find(isLifted)!]
      const during = story.filter(({ at, report }) => at > from.at && at < to.at && stoppedWork.has(report.kind))
      expect(during).toEqual([])
      const truth = truthKeeper()
      truth.begin('odoo.42', 'FRAME-W', quantity(100))
      for (const fact of factsOf(story.slice(0, story.indexOf(to)))) truth.happened(fact)
      expect(truth.view().orders['odoo.42']!.holds).toEqual({ 'OH-A.odoo.42-1': 'held' })
      for (const fact of to.report.facts) truth.happened(fact)
      expect(truth.view().orders['odoo.42']!.holds).toEqual({ 'OH-A.odoo.42-1': 'lifted' })
    }
  })

  it('takes a part of the steel from a substitute now and then, a fifth to a half of what is needed', () => {
    const stories = Array.from({ length: 100 }, (_, seed) => tell(seed, { components: [aRelease().components[0]] }))
    const shares = stories.flatMap((story) => {
      const truth = truthKeeper()
      truth.begin('odoo.42', 'FRAME-W', quantity(100))
      for (const fact of factsOf(story)) truth.happened(fact)
      const { issued, instead } = truth.view().orders['odoo.42']!
      if (!instead['STEEL-2MM']) return []
      expect(instead['STEEL-2MM']['STEEL-2MM-B']).toEqual(issued['STEEL-2MM-B'])
      const [steel, other] = [Number(issued['STEEL-2MM']!.value), Number(issued['STEEL-2MM-B']!.value) / 1.2]
      return [other / (steel + other)]
    })
    expect(shares.length).toBeGreaterThan(5)
    expect(shares.length).toBeLessThan(35)
    expect(Math.min(...shares)).toBeGreaterThan(0.19)
    expect(Math.max(...shares)).toBeLessThan(0.51)
  })

  it('makes pallets of a lot, all of it and no more, and knows them afterwards by what they are called then', () => {
    const many = Array.from({ length: 60 }, (_, seed) => tell(seed))
    const splits = many.filter((story) => story.some(({ report }) => report.kind === 'lot-split'))
    expect(splits.length).toBeGreaterThan(5)
    expect(splits.length).toBeLessThan(40)
    for (const story of splits) {
      const truth = truthKeeper()
      truth.begin('odoo.42', 'FRAME-W', quantity(100))
      for (const fact of factsOf(story)) truth.happened(fact)
      const { received, made } = truth.view().orders['odoo.42']!
      const { parent, children } = factsOf(story).find(({ type }) => type.includes('.lot.split.'))!.data as unknown as {
        parent: { quantity: { value: string } }
        children: { lot: string; quantity: { value: string } }[]
      }
      expect(parent.quantity).toEqual(received)
      expect(children.reduce((sum, child) => sum + Number(child.quantity.value), 0)).toBe(Number(received.value))
      const merged = story.some(({ report }) => report.kind === 'lot-merge')
      expect(made).toEqual(merged ? ['F-A.odoo.42-M'] : children.map(({ lot }) => lot))
    }
  })

  it('reports more of a batch of plant B than of an order of plant A, at any hour of the night, and less of it is bad', () => {
    const sum = (plant: string) => {
      const facts = Array.from({ length: 40 }, (_, seed) => tell(seed, {}, plant)).flatMap((story) =>
        story.map(({ at, report }) => ({ kind: report.kind, hour: new Date(at).getUTCHours(), facts: report.facts })),
      )
      const scrapped = facts
        .flatMap(({ facts: told }) => told)
        .filter(({ type, data }) => type.includes('.scrap.recorded.') || data['scrap'] !== undefined)
      return {
        completions: facts.filter(({ kind }) => kind === 'completion').length,
        atNight: facts.filter(({ kind, hour }) => kind === 'completion' && (hour < 6 || hour >= 22)).length,
        scrapped: scrapped.length,
      }
    }
    const [batches, orders] = [sum('B'), sum('A')]
    expect(batches.completions).toBeGreaterThan(orders.completions * 1.3)
    expect(batches.atNight).toBeGreaterThan(0)
    expect(orders.atNight).toBe(0)
    expect(batches.scrapped).toBeLessThan(orders.scrapped / 2)
  })

  it('weighs a batch of which all is counted by weight: what went in is what came out and what was lost', () => {
    const [steel] = aRelease().components
    const mixed = { quantity: quantity(200, 'KGM'), components: [{ ...steel!, required: quantity(210, 'KGM') }] }
    const weighed = Array.from({ length: 20 }, (_, seed) => factsOf(tell(seed, mixed))).flatMap((facts) =>
      facts.filter(({ type }) => type.includes('.order.yielded.')),
    )
    expect(weighed.length).toBeGreaterThan(5)
    for (const { data } of weighed) {
      const { inputs, outputs, loss } = data as unknown as Record<string, { quantity: { value: string } }[]> & {
        loss: { value: string }
      }
      const sum = (list: { quantity: { value: string } }[]) =>
        list.reduce((so, one) => so + Number(one.quantity.value), 0)
      expect(sum(inputs!)).toBeCloseTo(sum(outputs!) + Number(loss.value))
    }
  })

  it('moves through its statuses without a jump', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        let status: FloorStatus = 'accepted'
        for (const { report } of tell(seed)) {
          if (report.kind !== 'status') continue
          const { from, to } = report.facts[0]!.data as unknown as { from: FloorStatus; to: FloorStatus }
          expect([from, floorMove(status, to)]).toEqual([status, 'moves'])
          status = to
        }
        expect(status).toBe('completed')
      }),
      { numRuns: 50 },
    )
  })

  it('names a serial number for each piece that needs one', () => {
    const facts = factsOf(tell(3, { tracking: 'serial', quantity: quantity(20) }))
    const serials = facts.flatMap(({ data }) => (data['serials'] as string[] | undefined) ?? [])
    const received = facts
      .filter(({ type }) => type.endsWith('output.received.v1'))
      .reduce((sum, { data }) => sum + Number((data['quantity'] as { value: string }).value), 0)
    expect(new Set(serials).size).toBe(received)
  })

  it('says the same in records of its own as in events', () => {
    const table = readFieldTable(path.resolve('demo/estate/field-tables/mes-a.yaml'))
    const speaker = { plant: 'A', system: 'mes' }
    const stories = Array.from({ length: 40 }, (_, seed) =>
      tell(seed, seed % 2 ? { tracking: 'serial', quantity: quantity(60) } : {}),
    )
    for (const { at, report } of stories.flat().filter((step) => hasWords(step.report))) {
      const time = instant(Math.floor(at / 1000) * 1000)
      const wire = JSON.stringify(recordOf(report, time))
      const { events, problems } = translate(table, parseExactJson(wire), speaker)
      expect(problems).toEqual([])
      const said = (list: readonly object[]) =>
        list.map((event) => {
          const { id, type, source, time: when, data } = event as Record<string, unknown>
          return { id, type, source, time: when, data }
        })
      expect(said(events)).toEqual(said(eventsOf(report, time, speaker)))
    }
  })
})

describe('a plant', () => {
  it('of another kind has other hours, and no bad tools', () => {
    const kitting = Array.from({ length: 60 }, (_, seed) => tell(seed, { plant: 'C' }, 'C')).flat()
    for (const { at, report } of kitting.filter(({ report: { kind } }) => kind === 'completion')) {
      const hour = new Date(at).getUTCHours()
      expect([report.work, hour >= 7 && hour < 16]).toEqual(['C.odoo.42', true])
    }
    expect(JSON.stringify(kitting)).not.toContain('Bad tool')
  })

  it('works in shifts, with breaks, and not on Sundays', () => {
    const at = (text: string) => Date.parse(`${text}Z`)
    const after = (from: string, minutes: number) => instant(afterWork(twoShifts, at(from), minutes)).slice(0, 16)
    expect(after('2026-11-16T06:00', 240)).toBe('2026-11-16T10:00')
    expect(after('2026-11-16T06:00', 241)).toBe('2026-11-16T10:16')
    expect(after('2026-11-16T05:00', 1)).toBe('2026-11-16T06:01')
    expect(after('2026-11-21T21:59', 2)).toBe('2026-11-23T06:01')
    const next = (from: string) => instant(nextWork(twoShifts, at(from))).slice(0, 16)
    expect([next('2026-11-16T07:00'), next('2026-11-21T22:00')]).toEqual(['2026-11-16T07:00', '2026-11-23T06:00'])
  })

  it('has the mishaps of a plant, about as often as a plant has', () => {
    const chance = chanceFrom('mishaps')
    const many = 20_000
    const fates = Array.from({ length: many }, (_, at) => fateOf(chance.named(String(at)), true))
    const share = (of: (fate: (typeof fates)[number]) => boolean) => fates.filter(of).length / many
    expect(share(({ delay }) => delay > 15 * 60_000)).toBeCloseTo(mix.late, 1.7)
    expect(share(({ again }) => again !== undefined)).toBeCloseTo(mix.duplicate, 2)
    expect(share(({ corrected }) => corrected !== undefined)).toBeCloseTo(mix.unknownCode, 2)
  })

  it('makes most orders full, some short, few a little over', () => {
    const outcomes = Array.from({ length: 1000 }, (_, seed) => {
      const facts = factsOf(tell(seed, { components: [], quantity: quantity(200) }))
      return facts
        .filter(({ type }) => type.endsWith('output.received.v1'))
        .reduce((sum, { data }) => sum + Number((data['quantity'] as { value: string }).value), 0)
    })
    const share = (of: (made: number) => boolean) => outcomes.filter(of).length / outcomes.length
    expect(share((made) => made === 200)).toBeGreaterThan(0.7)
    expect(share((made) => made < 200)).toBeGreaterThan(0.1)
    expect(share((made) => made > 200)).toBeGreaterThan(0.01)
    expect(Math.max(...outcomes)).toBeLessThanOrEqual(204)
  })
})
