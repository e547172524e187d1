import { describe, expect, it } from 'vitest'
import type { WatchedBook, WatchedRecord } from '#model/ports/change-watch'
import { byGroup, judgeGone, judgeRecord, type Known, type Surroundings } from './judge-record.ts'

const book: WatchedBook = {
  name: 'orders',
  hasNear: false,
  born: 'in-order',
  fields: {
    ordered: { group: 'production-order.header', ours: false },
    plannedStart: { group: 'production-order.header', ours: true },
    produced: { group: 'production-order.actuals', ours: true },
    active: { group: 'item.tracking', ours: false },
  },
}
const around: Surroundings = {
  book,
  isInKnownOrder: true,
  isComparing: false,
}
const record = (over: Partial<WatchedRecord> = {}): WatchedRecord => ({
  record: 7,
  object: 'production-order',
  version: '200',
  plant: 'A',
  label: 'WH/MO/00007',
  order: 'odoo.7',
  writtenAt: '2026-11-22T09:00:00.000Z',
  by: { login: 'petra', name: 'Petra' },
  isOwn: false,
  isBesideOwn: false,
  values: { ordered: '120', produced: '5' },
  ...over,
})
const known: Known = { version: '100', values: { ordered: '100', produced: '5' } }

describe('a record as a look finds it', () => {
  it('is told with what it was and what it is', () => {
    expect(judgeRecord(record(), known, around)).toEqual({
      kind: 'told',
      what: 'edited',
      differences: [{ field: 'ordered', before: '100', after: '120' }],
      mixed: [],
      isNamed: true,
    })
  })

  it('is no news in a version that was told, nor written again with what it was', () => {
    expect(judgeRecord(record({ version: '100' }), known, around)).toEqual({ kind: 'seen' })
    expect(judgeRecord(record({ values: known.values }), known, around)).toEqual({ kind: 'unchanged' })
  })

  it('is an echo where the hub has posted what its postings write', () => {
    const posted = record({ isOwn: true, values: { ordered: '100', produced: '9' } })
    expect(judgeRecord(posted, known, around)).toEqual({ kind: 'echo' })
    expect(judgeRecord(posted, undefined, around)).toEqual({ kind: 'echo' })
  })

  it('is told without a name where the hub posted after somebody changed what it never writes', () => {
    const over = record({ isOwn: true, values: { ordered: '120', produced: '9' } })
    expect(judgeRecord(over, known, around)).toEqual({
      kind: 'told',
      what: 'edited',
      differences: [{ field: 'ordered', before: '100', after: '120' }],
      mixed: [],
      isNamed: false,
    })
  })

  it('is told apart where the hub has posted on its order since the look before', () => {
    const both = record({ isBesideOwn: true, values: { ordered: '120', produced: '9' } })
    expect(judgeRecord(both, known, around)).toEqual({
      kind: 'told',
      what: 'edited',
      differences: [{ field: 'ordered', before: '100', after: '120' }],
      mixed: [{ field: 'produced', before: '5', after: '9' }],
      isNamed: true,
    })
  })

  it('is told as archived and restored, and as gone with what it was', () => {
    const inUse = { version: '1', values: { active: 'yes' } }
    const out = record({ values: { active: 'no' } })
    expect(judgeRecord(out, inUse, around)).toMatchObject({ what: 'archived' })
    expect(judgeRecord(record({ values: inUse.values }), { version: '1', values: out.values }, around)).toMatchObject({
      what: 'restored',
    })
    expect(judgeGone(known)).toMatchObject({
      what: 'deleted',
      differences: [
        { field: 'ordered', before: '100' },
        { field: 'produced', before: '5' },
      ],
    })
    expect(judgeGone({ version: '1', values: {} })).toEqual({ kind: 'noted' })
  })

  it('that is new is news in an order that is worked on, not in one that is being made', () => {
    const added = record()
    expect(judgeRecord(added, undefined, around)).toMatchObject({ kind: 'told', what: 'created' })
    expect(judgeRecord(added, undefined, { ...around, isInKnownOrder: false })).toEqual({ kind: 'noted' })
    const { order: _, ...alone } = added
    expect(judgeRecord(alone, undefined, { ...around, isInKnownOrder: false })).toMatchObject({ what: 'created' })
    expect(judgeRecord(alone, undefined, { ...around, book: { ...book, born: 'silent' } })).toEqual({ kind: 'noted' })
  })

  it('that is unknown when all is compared is only noted', () => {
    expect(judgeRecord(record(), undefined, { ...around, isComparing: true })).toEqual({ kind: 'noted' })
  })

  it('is told to each owner by its own fields', () => {
    const differences = [{ field: 'ordered' }, { field: 'plannedStart' }, { field: 'produced' }] as const
    expect([...byGroup(book, differences)].map(([group, fields]) => [group, fields.length])).toEqual([
      ['production-order.header', 2],
      ['production-order.actuals', 1],
    ])
  })
})
