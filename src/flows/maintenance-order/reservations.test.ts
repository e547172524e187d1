import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MaintenanceOrder, type MaintenanceState, maintenanceStates } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { Intention } from '#model/ports/port'
import { add, isPositive, quantity, type Quantity, subtract, zero } from '#model/quantity'
import { reservationsFor, wantedOf } from './reservations.ts'

const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'approved', kind: 'corrective-breakdown' },
  ...{ title: 'Replace seal', created: '2026-11-22T05:00:00.000Z', version: '1' },
})
const seals = (value: number) => ({ part: 'SEAL-40', quantity: quantity(value) })
const fileWith = (over: Partial<MaintenanceOrderFile>): MaintenanceOrderFile => ({ order, origin: 'live', ...over })
const planned = (...parts: readonly ReturnType<typeof seals>[]) => ({
  planned: { at: '2026-11-22T05:00:00.000Z', parts: [...parts] },
})
const said = (intents: readonly Intention[]) =>
  intents.map(({ operation, body, occurrence }) => {
    const { part, quantity: asked } = body as { part: string; quantity?: Quantity }
    return `${operation} ${asked?.value ?? 'all'} ${part} #${occurrence}`
  })

describe('WF-09: what lies ready for a maintenance order', () => {
  it('is what it was planned with, from its approval to its end', () => {
    const file = fileWith(planned(seals(4)))
    expect(said(reservationsFor('A', 'requested', file).intents)).toEqual([])
    const { setAside, intents } = reservationsFor('A', 'approved', file)
    expect(said(intents)).toEqual(['reserve 4 SEAL-40 #0'])
    expect(said(reservationsFor('A', 'started', { ...file, setAside }).intents)).toEqual([])
    expect(said(reservationsFor('A', 'cancelled', { ...file, setAside }).intents)).toEqual(['release all SEAL-40 #0'])
  })

  it('follows a list that changed, each part under its own place for ever', () => {
    const setAside = [seals(4), { part: 'OIL-5', quantity: quantity(2) }]
    const file = fileWith({ ...planned({ part: 'BOLT-8', quantity: quantity(8) }, seals(6)), setAside })
    expect(said(reservationsFor('A', 'approved', file).intents)).toEqual([
      'reserve 6 SEAL-40 #0',
      'release all OIL-5 #1',
      'reserve 8 BOLT-8 #2',
    ])
  })

  it('is asked for anew when the list says it in a unit of another kind', () => {
    const litres = quantity(2, 'LTR')
    const file = fileWith({
      ...planned({ part: 'OIL-5', quantity: litres }),
      setAside: [{ part: 'OIL-5', quantity: quantity(2) }],
    })
    const { setAside, intents } = reservationsFor('A', 'approved', file)
    expect(setAside).toEqual([{ part: 'OIL-5', quantity: litres }])
    expect(intents).toMatchObject([{ operation: 'reserve', body: { part: 'OIL-5', quantity: litres } }])
  })
})

const parts = ['SEAL-40', 'OIL-5', 'BOLT-8'] as const
const few = fc.integer({ min: 1, max: 5 })
const somePart = fc.constantFrom(...parts)
const deed = fc.oneof(
  fc.record({ do: fc.constant('plan' as const), list: fc.dictionary(somePart, few, { maxKeys: 3 }) }),
  fc.record({ do: fc.constant('become' as const), state: fc.constantFrom<MaintenanceState>(...maintenanceStates) }),
  fc.record({ do: fc.constantFrom('use' as const, 'bring back' as const), part: somePart, count: few }),
)

it('WF-09 WF-13: whatever is planned, used, brought back and called off in whatever order, what lies ready is what was said last', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      let state: string = 'requested'
      let file = fileWith({})
      const books = new Map<string, Quantity>()
      const book = (intents: readonly Intention[]) => {
        for (const { operation, body } of intents) {
          const { part, quantity: asked } = body as { part: string; quantity?: Quantity }
          books.set(part, operation === 'reserve' ? asked! : zero('H87'))
        }
      }
      for (const one of deeds) {
        if (one.do === 'plan')
          file = {
            ...file,
            ...planned(...Object.entries(one.list).map(([part, count]) => ({ part, quantity: quantity(count) }))),
          }
        else if (one.do === 'become') state = one.state
        else {
          const used = file.parts?.[one.part] ?? zero('H87')
          const net = one.do === 'use' ? add(used, quantity(one.count)) : subtract(used, quantity(one.count))
          if (!isPositive(add(net, quantity(1)))) continue
          file = { ...file, parts: { ...file.parts, [one.part]: net } }
          if (one.do === 'use') {
            // As the books do: what is used is used of what lies ready.
            const left = subtract(books.get(one.part) ?? zero('H87'), quantity(one.count))
            books.set(one.part, isPositive(left) ? left : zero('H87'))
          }
        }
        const { setAside, intents } = reservationsFor('A', state, file)
        if (one.do !== 'use') book(intents)
        file = { ...file, setAside }
        const wanted = wantedOf(state, file)
        for (const part of parts)
          expect(books.get(part)?.value ?? '0').toBe((wanted.get(part)?.quantity ?? zero('H87')).value)
        expect(new Set(setAside.map(({ part }) => part)).size).toBe(setAside.length)
      }
    }),
  )
})
