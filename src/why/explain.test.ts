import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account, Entry, Hand, Setting } from '#model/account'
import { sum } from '#model/exact'
import { explain } from './explain.ts'
import type { Booking, Known } from './explanation.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 6, 0, second)).toISOString()
const hand = (by: Hand['by'], second: number, name = by === 'person' ? 'Petra' : by): Hand => ({
  by,
  name,
  at: at(second),
})
const document = { kind: 'stock.move', id: '7', label: 'WH/MO/00007', link: 'http://odoo/7' }

const entry = (over: Partial<Entry>): Entry => ({
  document,
  amount: '0',
  at: at(10),
  made: hand('hub', 10),
  changed: hand('hub', 10),
  effects: [],
  ...{ rule: null, lot: null, place: null, quantity: null, price: null },
  ...over,
})
const left = (effect: string, amount: string, second = 10, was: string | null = null, wasBy: Hand | null = null) => ({
  ...{ effect, was, wasBy },
  left: amount,
  at: at(second),
})
const account = (value: string | null, over: Partial<Account> = {}): Account => ({
  measure: 'quantity',
  unit: 'H87',
  value,
  readAt: at(99),
  document,
  record: { made: hand('person', 1), changed: hand('hub', 50) },
  entries: [],
  settings: [],
  places: [],
  ...over,
})
const booking = (effect: string, reverses: string | null = null) =>
  ({ effect, reverses, receivedFrom: 'mes' }) as unknown as Booking
const known = (...bookings: readonly Booking[]): Known => ({
  bookings: new Map(bookings.map((one) => [one.effect, one])),
  since: at(5),
})

const linesOf = (of: Account, with_: Known = known(booking('a'), booking('b', 'a'))) =>
  explain(of, with_).lines.map(({ origin, amount, standsAt, by }) => [origin, amount, standsAt, by])

describe('why a sum is what it is', () => {
  it('sixty came, and twenty of them were taken back: two events, the first of which knows the second', () => {
    const entries = [
      entry({ amount: '60', effects: [left('a', '60')] }),
      entry({ amount: '-20', effects: [left('b', '-20', 20)] }),
    ]
    const told = explain(account('40', { entries }), known(booking('a'), booking('b', 'a')))
    expect(told).toMatchObject({ isWhole: true, unexplained: null })
    expect(told.lines.map(({ amount, standsAt, reversedBy }) => [amount, standsAt, reversedBy])).toEqual([
      ['60', '60', ['b']],
      ['-20', '40', []],
    ])
  })

  it('what a person changed afterwards is that person’s part, and the event keeps its own', () => {
    const entries = [entry({ amount: '55', effects: [left('a', '60')], changed: hand('person', 30) })]
    expect(linesOf(account('55', { entries }))).toEqual([
      ['event', '60', '60', 'mes'],
      ['person', '-5', '55', 'Petra'],
    ])
  })

  it('what a person wrote between two effects is told between them', () => {
    const entries = [entry({ amount: '18', effects: [left('a', '10'), left('b', '18', 20, '12', hand('person', 15))] })]
    expect(linesOf(account('18', { entries }))).toEqual([
      ['event', '10', '10', 'mes'],
      ['person', '2', '12', 'Petra'],
      ['event', '6', '18', 'mes'],
    ])
  })

  it('what stood there before the hub’s first booking is the opening', () => {
    const entries = [
      entry({ amount: '1000', made: hand('person', 2) }),
      entry({ amount: '5', made: hand('person', 7) }),
    ]
    expect(linesOf(account('1005', { entries })).map(([origin]) => origin)).toEqual(['opening', 'person'])
  })

  it('what the hub’s own user wrote without an effect, and an effect that nobody knows, are nobody’s', () => {
    const entries = [entry({ amount: '3' }), entry({ amount: '4', effects: [left('x', '4')] })]
    const told = explain(account('7', { entries }), known())
    expect(told).toMatchObject({ unexplained: '7', isWhole: false })
    expect(told.lines.map(({ origin }) => origin)).toEqual(['unexplained', 'unexplained'])
  })

  it('a value that says more than its entries is not explained, to the digit', () => {
    const entries = [entry({ amount: '9', effects: [left('a', '9')] })]
    expect(explain(account('12.000001', { entries }), known(booking('a')))).toMatchObject({
      isWhole: false,
      unexplained: '3.000001',
    })
  })

  it('what a person wrote and the hub then put right is told as both', () => {
    const entries = [entry({ effects: [left('a', '0', 20, '5', hand('person', 15))] })]
    expect(linesOf(account('0', { entries }))).toEqual([
      ['person', '5', '5', 'Petra'],
      ['event', '-5', '0', 'mes'],
    ])
  })

  const amounts = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((micro) => sum([`${micro / 1000}`]))
  const hands = fc.record({ by: fc.constantFrom('hub', 'person', 'ledger'), second: fc.nat(90) })
  const someHand = hands.map(({ by, second }) => hand(by as Hand['by'], second))
  const someLeft = fc
    .tuple(fc.constantFrom('a', 'b', 'x'), amounts, fc.nat(90), fc.option(amounts), fc.option(someHand))
    .map(([effect, amount, second, was, by]) => left(effect, amount, second, was, by))
  const entries = fc.array(
    fc
      .record({ amount: amounts, made: someHand, changed: someHand, effects: fc.array(someLeft, { maxLength: 4 }) })
      .map(entry),
    { maxLength: 8 },
  )

  it('lines add up to the value to the last digit, whatever stands in the books, and what is nobody’s is told', () => {
    fc.assert(
      fc.property(entries, fc.option(amounts), someHand, (books, said, changed) => {
        const value = said ?? sum(books.map(({ amount }) => amount))
        const of = account(value, { entries: books, record: { made: hand('person', 1), changed } })
        const { lines, unexplained, isWhole } = explain(of, known(booking('a'), booking('b')))
        expect(sum(lines.map(({ amount }) => amount!))).toBe(sum([value]))
        expect(lines.at(-1)?.standsAt ?? '0').toBe(sum([value]))
        const nobodys = lines.filter(({ origin }) => origin === 'unexplained')
        expect(isWhole).toBe(nobodys.length === 0)
        expect(unexplained).toBe(isWhole ? null : sum(nobodys.map(({ amount }) => amount!)))
        for (const { origin, effect } of lines) if (origin === 'event') expect(['a', 'b']).toContain(effect)
      }),
      { numRuns: 150 },
    )
  })
})

describe('why a state or a date is what it is', () => {
  const setting = (
    effect: string | null,
    second: number,
    was: string | null,
    to: string,
    over: Partial<Setting> = {},
  ) => ({
    ...{ effect, was, left: to, wasBy: null },
    at: at(second),
    by: effect ? null : hand('person', second),
    ...over,
  })
  const state = (value: string, settings: Setting[], changed = hand('hub', 50)) =>
    account(value, { measure: 'state', settings, record: { made: hand('person', 1), changed } })

  it('whoever set it last is the reason', () => {
    const told = state('closed', [
      setting(null, 2, null, 'released'),
      setting('a', 10, 'released', 'started'),
      setting('b', 20, 'started', 'closed'),
    ])
    expect(linesOf(told)).toEqual([
      ['opening', null, 'released', 'Petra'],
      ['event', null, 'started', 'mes'],
      ['event', null, 'closed', 'mes'],
    ])
  })

  it('a person who set it after the hub is named, and one whose word the hub found as well', () => {
    const found = setting('b', 30, 'released', 'started', { wasBy: hand('person', 25) })
    const settings = [setting('a', 10, 'ready', 'started'), found]
    expect(linesOf(state('cancelled', settings, hand('person', 60)))).toEqual([
      ['event', null, 'started', 'mes'],
      ['person', null, 'released', 'Petra'],
      ['event', null, 'started', 'mes'],
      ['person', null, 'cancelled', 'Petra'],
    ])
  })

  it('a state that nothing known has set is unexplained', () => {
    const told = explain(state('cancelled', [setting('a', 10, 'ready', 'started')]), known(booking('a')))
    expect(told).toMatchObject({ isWhole: false, unexplained: 'cancelled' })
  })
})
