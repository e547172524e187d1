import { describe, expect, it } from 'vitest'
import { FieldTable } from './table.ts'
import { translate } from './translate.ts'

type RowWish = Readonly<Record<string, unknown>>

/** What a row makes of the record, or the code of what stands against it and what people are told. */
const made = (row: RowWish, record: object): unknown => {
  const table = FieldTable.parse({
    ...{ table: 'mes', title: 'MES', lookups: { methods: { M: 'manual' } }, numbers: { german: { decimal: ',' } } },
    records: [
      {
        ...{ record: 'receipt', event: 'mfg.production.output.received.v1' },
        rows: [
          { to: 'id', constant: 'E-1' },
          { to: 'time', constant: '2026-11-24T06:00:00Z' },
          { to: 'data.order', constant: 'odoo.42' },
          { to: 'data.quantity.value', constant: '1' },
          { to: 'data.quantity.uom', constant: 'H87' },
          row,
        ],
      },
    ],
  })
  const { events, problems } = translate(table, record, { plant: 'A', system: 'mes' })
  const [problem] = problems
  if (problem) return `${problem.code}: ${problem.sentence}`
  const { lot, serials } = events[0]!.data as { lot?: string; serials?: readonly string[] }
  return serials ?? lot
}
const lot = (row: RowWish, record: object) => made({ to: 'data.lot', path: 'charge', ...row }, record)
const serials = (row: RowWish, record: object) => made({ to: 'data.serials', path: 'numbers', ...row }, record)

describe('a list in a record', () => {
  it('is each of its members, made alike', () => {
    expect(serials({ each: true, case: 'upper' }, { numbers: ['sn-1', 'Sn-2'] })).toEqual(['SN-1', 'SN-2'])
    expect(serials({ each: true }, {})).toBeUndefined()
  })

  it('is wrong as a whole where one of its members is, or where it is none', () => {
    expect(serials({ each: true, lookup: 'methods' }, { numbers: ['M', 'Z'] })).toBe(
      'UNMAPPED_CODE: numbers says "Z", which the list methods does not have.',
    )
    expect(serials({ each: true }, { numbers: ['SN-1', { no: 'SN-2' }] })).toBe(
      'FIELD_UNREADABLE: numbers is not text.',
    )
    expect(serials({ each: true }, { numbers: 'SN-1' })).toBe('FIELD_UNREADABLE: numbers is not a list.')
  })

  it('may be written as one text with signs between', () => {
    expect(serials({ split: { by: ';' } }, { numbers: 'SN-1;SN-2;;SN-3;' })).toEqual(['SN-1', 'SN-2', 'SN-3'])
    expect(serials({ split: { by: ';' } }, { numbers: { no: 1 } })).toBe('FIELD_UNREADABLE: numbers is not text.')
  })
})

describe('a part of a text', () => {
  const second = { split: { by: '/', part: '2' } }

  it('is what stands there, in the letters the plant wants', () => {
    expect(lot({ ...second, case: 'lower' }, { charge: 'A/L-77/x' })).toBe('l-77')
    expect(lot({ case: 'upper' }, { charge: 'l-77' })).toBe('L-77')
  })

  it('that is not there is missing where it must be, else nothing', () => {
    expect(lot(second, { charge: 'A' })).toBeUndefined()
    expect(lot(second, { charge: 'A/' })).toBeUndefined()
    const long = `${'A'.repeat(60)}/`
    expect(lot({ ...second, required: true }, { charge: long })).toBe(
      `FIELD_MISSING: charge has no part 2 in "${'A'.repeat(40)}…".`,
    )
  })
})

describe('a row is heard only', () => {
  it.each([
    ['where something is so', { is: 'OK' }, { state: 'OK' }, { state: 'NOK' }],
    ['where something is not so, or not there', { isNot: 'NOK' }, {}, { state: 'NOK' }],
    ['where it is one of several', { in: ['OK', 'DONE'] }, { state: 'DONE' }, { state: 'NOK' }],
    ['where it is one of several, so not where nothing is', { in: ['OK'] }, { state: 'OK' }, {}],
    ['where it is there', { present: true }, { state: 'x' }, { state: '' }],
    ['where it is not there', { present: false }, { state: null }, { state: 'x' }],
    ['where it is more than so much', { moreThan: '2' }, { state: '2.5' }, { state: '2' }],
    [
      'where it is more, as the plant writes numbers',
      { moreThan: '2', number: 'german' },
      { state: '2,5' },
      { state: '1,5' },
    ],
    ['where it is a number at all', { moreThan: '-1' }, { state: '0' }, { state: 'many' }],
    ['where there is a number', { moreThan: '-1' }, { state: '0' }, {}],
  ])('%s', (_what, comparison, holds, doesNot) => {
    const heard = (record: object) => lot({ when: [{ path: 'state', ...comparison }] }, { charge: 'L-77', ...record })
    expect([heard(holds), heard(doesNot)]).toEqual(['L-77', undefined])
  })
})

describe('a row that is a number or an answer in the event', () => {
  const release = (row: RowWish, record: object) => {
    const table = FieldTable.parse({
      ...{ table: 'mes', title: 'MES' },
      records: [
        {
          ...{ record: 'acknowledgement', event: 'mfg.production.order.acknowledged.v1' },
          rows: [
            { to: 'id', constant: 'E-1' },
            { to: 'time', constant: '2026-11-24T06:00:00Z' },
            { to: 'data.order', constant: 'odoo.42' },
            { to: 'data.release', path: 'no', as: 'integer', default: '1' },
            { to: 'data.accepted', path: 'yes', as: 'boolean', default: 'true' },
            { to: 'data.reason', path: 'why' },
            row,
          ],
        },
      ],
    })
    const { events, problems } = translate(table, record, { plant: 'A', system: 'mes' })
    return problems[0]?.sentence ?? events[0]!.data
  }
  const extra = { to: 'data.reference', path: 'reference' }

  it('is one, or people are told what stands there', () => {
    expect(release(extra, { no: '7', yes: 'false', why: 'Started' })).toMatchObject({ release: 7, accepted: false })
    expect(release(extra, { no: 7, yes: true })).toMatchObject({ release: 7, accepted: true })
    expect(release(extra, { no: '7.5' })).toBe('no says "7.5", which is no whole number.')
    expect(release(extra, { yes: 'ja' })).toBe('yes says "ja", which is neither true nor false.')
    expect(release(extra, { reference: 0.1 + 0.2 })).toBe(
      'reference is a number whose exact digits are lost; send it as text.',
    )
  })
})
