import { describe, expect, it } from 'vitest'
import { translate } from '#model/field-table/translate'
import { FieldTable } from '#model/field-table/table'
import { judgeMeaning } from './judge-meaning.ts'

const rows = [
  { to: 'id', path: 'no' },
  { to: 'time', path: 'at', date: 'rfc3339' },
  { to: 'data.order', path: 'order', required: true },
  { to: 'data.reason', path: 'why', lookup: 'reasons' },
  { to: 'data.reverses', path: 'original' },
]
const table = (reasons: object = {}) =>
  FieldTable.parse({
    table: 'scrap-desk',
    title: 'Scrap desk',
    lookups: { reasons },
    ignored: [[{ path: 'kind', is: 'beat' }]],
    records: [
      {
        record: 'scrap taken back',
        when: [{ path: 'kind', is: 'undo' }],
        event: 'mfg.production.scrap.reversed.v1',
        rows,
      },
    ],
  })
const undo = {
  kind: 'undo',
  no: 'S-1',
  at: '2026-11-22T06:00:00Z',
  order: 'odoo.1',
  original: 'S-0',
  why: 'miscounted',
}
const judged = (record: object, reasons: object = {}, types: readonly string[] = ['*']) =>
  judgeMeaning(translate(table(reasons), record, { plant: 'A', system: 'desk' }), {
    table: 'scrap-desk',
    types: [...types],
  })

describe('a record that was kept', () => {
  it('becomes its events once the table knows the word', () => {
    expect(judged(undo)).toMatchObject({
      verdict: 'refused',
      code: 'UNMAPPED_CODE',
      trouble: {
        owner: 'steward',
        sentence: 'Scrap taken back: why says "miscounted", which the list reasons does not have.',
        suggestion: 'Add the code to its list in the field table, then retry.',
      },
    })
    const mended = judged(undo, { miscounted: 'Miscounted' })
    expect(mended).toMatchObject({ verdict: 'accepted', events: [{ id: 'S-1', data: { reason: 'Miscounted' } }] })
    expect(mended.sentence).toMatch(/^Became S-1, by the field table scrap-desk@[0-9a-f]{8}\.$/)
  })

  it('ends without an event when the table has come to ignore it', () => {
    expect(judged({ kind: 'beat' })).toMatchObject({ verdict: 'accepted' })
  })

  it('never becomes what the key that brought it may not send', () => {
    const known = { miscounted: 'Miscounted' }
    const outcome = judged(undo, known, ['mfg.production.scrap.recorded.v1'])
    expect(outcome).toMatchObject({ verdict: 'refused', code: 'NOT_AUTHORISED', trouble: { owner: 'integration' } })
    expect(outcome.events).toBeUndefined()
    expect(judged(undo, known, ['mfg.production.scrap.reversed.v1']).verdict).toBe('accepted')
  })

  it('that turns out to be malformed is for who looks after the sender, and says how much is wrong', () => {
    expect(judged({ ...undo, order: null, at: 'now' })).toMatchObject({
      code: 'FIELD_UNREADABLE',
      trouble: { owner: 'integration', sentence: expect.stringMatching(/ And 2 more\.$/) },
    })
  })

  it('whose table was taken out of the estate says so', () => {
    const refused = {
      refused: { code: 'UNKNOWN_TABLE', sentence: 'The estate has no field table scrap-desk any more.' },
    }
    expect(judgeMeaning(refused, { table: 'scrap-desk', types: [] })).toMatchObject({
      verdict: 'refused',
      code: 'UNKNOWN_TABLE',
    })
  })
})
