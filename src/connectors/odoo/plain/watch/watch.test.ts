import { describe, expect, it } from 'vitest'
import { booksOf } from '../../watched/books-of.ts'
import { plainBooks } from './books.ts'
import { isBesideOwn, isOwn } from './own.ts'
import { apart, asText, earlier, placeIn } from './place.ts'
import { compared, versionOf } from './sweep.ts'

const at = (minute: number) => `2026-11-22 10:${`${minute}`.padStart(2, '0')}:00`

describe('how far plain mode has told', () => {
  it.each([
    { upto: at(5) },
    { upto: at(5), page: { from: at(1), last: 77 } },
    { upto: at(5), page: { from: undefined, last: 77 } },
  ])('is kept as text and read again: %o', (place) => {
    expect(placeIn(asText(place))).toEqual(place)
  })

  it('is lost where procedures have kept the place', () => {
    expect(placeIn('8123:0')).toBeUndefined()
    expect(placeIn('')).toBeUndefined()
  })

  it('goes by Odoo’s moments', () => {
    expect(earlier(at(5), 60_000)).toBe(at(4))
    expect(apart(at(4), at(6))).toBe(120_000)
  })
})

describe('what is held against what is known', () => {
  const known = {
    after: 10,
    upto: 13,
    records: [11, 12, 13].map((record) => ({ record, version: versionOf(at(1), 'abc') })),
  }
  const row = (id: number, minute: number) => ({ id, write_date: at(minute) })

  it('the deleted one is missing, and the one a late transaction wrote differs, though its moment is an old one', () => {
    expect(compared([row(11, 1), row(13, 2)], known, true)).toEqual({
      missing: [12],
      differing: [{ record: 13, stamp: at(2) }],
    })
  })

  it('beyond what was read nothing is missing', () => {
    expect(compared([row(11, 1)], known, false).missing).toEqual([])
    expect(compared([row(11, 1), row(12, 1)], known, true).missing).toEqual([13])
  })
})

describe('what the hub wrote itself', () => {
  const spans = [
    { order: 1, begun: at(10), ended: at(11) },
    { order: 2, begun: at(20) },
  ]

  it('was written while an effect on its order was under way, and not before or after', () => {
    expect([9, 10, 11, 12].map((minute) => isOwn(spans, 1, at(minute)))).toEqual([false, true, true, false])
    expect([at(10), at(25)].map((stamp) => isOwn(spans, 2, stamp))).toEqual([false, true])
  })

  it('without an order, in any effect', () => {
    expect([9, 10, 15, 25].map((minute) => isOwn(spans, undefined, at(minute)))).toEqual([false, true, false, true])
  })

  it('stands beside what others wrote where the effect ended since, or goes on', () => {
    expect([at(11), at(12)].map((since) => isBesideOwn(spans, 1, since))).toEqual([true, false])
    expect(isBesideOwn(spans, 2, at(40))).toBe(true)
    expect(isBesideOwn(spans, 3, at(1))).toBe(false)
    expect(isBesideOwn(spans, undefined, at(1))).toBe(false)
  })
})

describe.each([
  { version: 14, books: booksOf('14') },
  { version: 19, books: booksOf('19') },
])('the books of Odoo $version', ({ version, books }) => {
  /** A row with something in every cell. */
  const full = new Proxy<{ id: number }>({ id: 1 }, { get: (_, cell) => (cell === 'id' ? 1 : cellOf(String(cell))) })
  const cellOf = (name: string): unknown => {
    if (name === 'picked' || name === 'active') return true
    if (name === 'state') return 'confirmed'
    if (name.endsWith('_id')) return [7, 'seven']
    return /qty|quantity|duration/.test(name) ? 3 : '2026-11-22 10:00:00'
  }
  const adjustment = new Proxy<{ id: number }>(
    { id: 1 },
    {
      get: (_, cell) =>
        String(cell).includes('production_id') ? false : cell === 'state' ? 'done' : cellOf(String(cell)),
    },
  )

  it('say of each field in plain mode what the procedure says', () => {
    const plain = plainBooks(version, at(0))
    expect(Object.keys(plain)).toEqual(books.map(({ name }) => name))
    for (const { name, fields } of books) {
      const beside = { parent: full, orderName: 'WH/MO/1', item: 'STEEL' }
      const said = [full, adjustment].flatMap((row) => Object.entries(plain[name]!.values(row, beside)))
      const told = new Set(said.filter(([, value]) => value !== null).map(([field]) => field))
      expect([...told].toSorted()).toEqual(fields.map(({ field }) => field as string).toSorted())
    }
  })
})
