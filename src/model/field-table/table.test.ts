import { describe, expect, it } from 'vitest'
import { tableHash } from './hash.ts'
import { FieldTable, writesOf } from './table.ts'

const rows = [
  { to: 'id', path: 'no' },
  { to: 'time', path: 'at', date: 'rfc3339' },
]
const aTable = (over: object = {}, rule: object = {}) => ({
  table: 'test',
  title: 'Test',
  records: [{ record: 'closed', event: 'mfg.production.order.closed.v1', rows, ...rule }],
  ...over,
})
const complaints = (content: unknown) =>
  (FieldTable.safeParse(content).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a field table', () => {
  it('has a version made of what it says, not of how it is written', () => {
    const one = FieldTable.parse(aTable())
    const [id, time] = rows
    const same = FieldTable.parse(
      aTable(
        {},
        {
          rows: [
            { path: 'no', to: 'id', required: 'false' },
            { ...time, each: false },
          ],
        },
      ),
    )
    const other = FieldTable.parse(aTable({}, { rows: [{ ...id, required: 'true' }, time] }))
    expect(tableHash(same)).toBe(tableHash(one))
    expect(tableHash(other)).not.toBe(tableHash(one))
  })

  it('can be asked what it writes', () => {
    expect(writesOf(FieldTable.parse(aTable()))).toEqual([
      { event: 'mfg.production.order.closed.v1', writes: 'production-order.closing' },
    ])
  })

  it.each<[string, object, RegExp]>([
    ['an event nobody knows', aTable({}, { event: 'mfg.nothing.v1' }), /records\.0\.event: there is no event type/],
    ['an event without id', aTable({}, { rows: rows.slice(1) }), /nothing writes id/],
    [
      'a list that is not there',
      aTable({}, { rows: [...rows, { to: 'data.a', path: 'a', lookup: 'x' }] }),
      /rows\.2\.lookup: there is no lookup named x/,
    ],
    ['two sources', aTable({}, { rows: [...rows, { to: 'data.a', path: 'a', constant: 'b' }] }), /exactly one of/],
    [
      'two steps of one kind',
      aTable({}, { rows: [...rows, { to: 'data.a', path: 'a', number: 'plain', date: 'rfc3339' }] }),
      /at most one of/,
    ],
    [
      'a field as a whole and in parts',
      aTable({}, { rows: [...rows, { to: 'data.a', path: 'a' }, { to: 'data.a.b', path: 'b' }] }),
      /whole and in parts/,
    ],
    ['the source of an event', aTable({}, { rows: [...rows, { to: 'source', path: 'a' }] }), /rows\.2\.to/],
    ['the prototype', aTable({}, { rows: [...rows, { to: 'data.__proto__', path: 'a' }] }), /rows\.2\.to/],
    [
      'a step nobody knows',
      aTable({}, { rows: [...rows, { to: 'data.a', path: 'a', eval: '1' }] }),
      /Unrecognized key/,
    ],
    [
      'a time zone nobody knows',
      aTable({ dates: { x: { pattern: 'yyyy-MM-dd', zone: 'Mars/Base' } } }),
      /IANA time zone/,
    ],
    ['a unit nobody knows', aTable({ units: { x: { box: 'BOX' } } }), /units\.x\.box/],
    ['one sign for two things', aTable({ numbers: { x: { decimal: ',', group: ',' } } }), /must differ/],
  ])('with %s is refused', (_what, content, complaint) => {
    expect(complaints(content).join('\n')).toMatch(complaint)
  })
})
