import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FloorOrder } from '#api'
import { amountIn, elementsOf, isGtin } from '../../src/console/pages/floor/scan/gs1.ts'
import { meaningOf } from '../../src/console/pages/floor/scan/meaning.ts'
import { GAP, hear, lapse, silence, type Stroke } from '../../src/console/pages/floor/scan/wedge.ts'

/** SYS-11: scan anywhere. A scanner plays a keyboard; what it says is told from what a hand types. */

const typedBy = (strokes: readonly Stroke[]) => {
  let burst = silence
  const scans: string[] = []
  const typed: string[] = []
  for (const stroke of strokes) {
    const heard = hear(burst, stroke)
    burst = heard.burst
    if (heard.scan !== undefined) scans.push(heard.scan)
    typed.push(...(heard.typed ?? []))
  }
  typed.push(...lapse(burst).typed)
  return { scans, typed: typed.join('|') }
}
const strokes = (text: string, gap: number, end = 'Enter', from = 0): Stroke[] =>
  [...text, end].filter((key) => key !== '').map((key, at) => ({ key, at: from + at * gap }))

describe('a burst of keys', () => {
  it('that ends with Enter is a scan, with Tab as well', () => {
    expect(typedBy(strokes('WH/MO/00042', 12))).toEqual({ scans: ['WH/MO/00042'], typed: '' })
    expect(typedBy(strokes('L-0099', 40, 'Tab'))).toEqual({ scans: ['L-0099'], typed: '' })
  })

  it('of a hand is typing, however it ends', () => {
    expect(typedBy(strokes('125', 110))).toEqual({ scans: [], typed: '1|2|5|Enter' })
  })

  it('of two fingers at once is no scan', () => {
    expect(typedBy(strokes('12', 8))).toEqual({ scans: [], typed: '1|2|Enter' })
  })

  it('after typing does not swallow what was typed', () => {
    expect(typedBy([...strokes('4', 110, ''), ...strokes('BADGE:1180', 10, 'Enter', 500)])).toEqual({
      scans: ['BADGE:1180'],
      typed: '4',
    })
  })

  it('keeps the separators of GS1, whichever key a scanner makes of them', () => {
    const separators: Partial<Stroke>[] = [{ key: 'F8' }, { key: ']', ctrl: true }, { key: 'GroupSeparator' }]
    for (const separator of separators) {
      const all = [...'10AB', separator, ...'2101', 'Enter'].map((one, at) => ({
        ...(typeof one === 'string' ? { key: one } : (one as { key: string })),
        at: at * 10,
      }))
      expect(typedBy(all).scans).toEqual(['10AB\u001d2101'])
    }
  })

  it('loses no key, whatever comes when', () => {
    const stroke = fc.record({
      key: fc.constantFrom('1', 'a', 'Z', '/', 'Enter', 'Shift', 'Tab'),
      wait: fc.nat(2 * GAP),
    })
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 40 }), (all) => {
        let at = 0
        const { scans, typed } = typedBy(all.map(({ key, wait }) => ({ key, at: (at += wait) })))
        const characters = (text: string) => [...text].filter((one) => one !== '|').length
        const ends = scans.length
        const named = (typed.match(/Enter|Shift|Tab/g) ?? []).length
        const single = characters(typed.replaceAll(/Enter|Shift|Tab/g, ''))
        expect(scans.join('').length + ends + named + single).toBe(all.length)
      }),
    )
  })
})

/** Symbols as they are printed on labels, with what is to be read in them. */
const corpus: readonly (readonly [what: string, scan: string, elements: Record<string, string> | undefined])[] = [
  ['an element string with its prefix', ']C1010950600013435210L-0099', { '01': '09506000134352', '10': 'L-0099' }],
  ['without a prefix', '010950600013435210L-0099', { '01': '09506000134352', '10': 'L-0099' }],
  ['a lot before a serial', ']d210AB-1\u001d21S7', { '10': 'AB-1', '21': 'S7' }],
  ['a separator behind the last', ']C110AB-1\u001d', { '10': 'AB-1' }],
  ['a date, a lot and a count', ']C11727063010L7\u001d3712', { '17': '270630', '10': 'L7', '37': '12' }],
  ['a net weight', ']C1010950600013435231030012503', undefined],
  ['a net weight alone', ']C13103001250', { '3103': '001250' }],
  [
    'as people read it',
    '(01)09506000134352(10)L-0099(21)S(7)',
    { '01': '09506000134352', '10': 'L-0099', '21': 'S(7)' },
  ],
  [
    'an address',
    'https://id.gs1.org/01/09506000134352/10/L%2D0099/21/S7?17=270630',
    { '01': '09506000134352', '10': 'L-0099', '21': 'S7', '17': '270630' },
  ],
  ['an address of the maker with a short GTIN', 'https://example.com/x/01/9506000134352', { '01': '09506000134352' }],
  ['a badge', ']C18018123456789012345678', { '8018': '123456789012345678' }],
  ['an order number', 'WH/MO/00042', undefined],
  ['digits that are no GTIN', '0109506000134353100099', undefined],
  ['a lot of digits', '20261122001', undefined],
  ['an identifier nobody knows', ']C19999', { '99': '99' }],
  ['a symbol that is cut off', ']C1010950600013', undefined],
  ['two lots in one', '(10)A(10)B', undefined],
  ['another address', 'https://example.com/orders/42', undefined],
  ['nothing', '', undefined],
]

describe('a symbol of GS1', () => {
  it.each(corpus)('%s', (_, scan, elements) => {
    expect(elementsOf(scan)).toEqual(elements)
  })

  it('checks its GTIN', () => {
    expect(isGtin('09506000134352')).toBe(true)
    fc.assert(
      fc.property(fc.nat(13), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'09506000134352']
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(isGtin(digits.join(''))).toBe(false)
      }),
    )
  })

  it('says how much there is', () => {
    expect(amountIn({ '3103': '001250' })).toEqual({ value: '1.250', uom: 'KGM' })
    expect(amountIn({ '37': '012' })).toEqual({ value: '12', uom: 'H87' })
    expect(amountIn({ '10': 'L7' })).toBeUndefined()
  })

  it('is read or left, never half read and never in the way', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        for (const scan of [text, `]C1${text}`, `(10)${text}`, `https://${text}`])
          for (const value of Object.values(elementsOf(scan) ?? {})) expect(value).not.toBe('')
      }),
    )
  })
})

const order = (over: Partial<FloorOrder>): FloorOrder => ({
  order: 'odoo.42',
  label: 'WH/MO/00042',
  item: 'HB-200',
  itemName: 'Bracket',
  tracking: 'none',
  state: 'started',
  ordered: { value: '60', uom: 'H87' },
  received: { value: '0', uom: 'H87' },
  held: null,
  operations: [],
  components: ['STEEL-2MM', '09506000134352'].map((item) => ({
    ...{ item, itemName: item, tracking: 'lot' as const, operation: null, byHand: true },
    required: { value: '1', uom: 'KGM' },
    used: { value: '0', uom: 'KGM' },
  })),
  ...over,
})

describe('what was scanned', () => {
  const [own, other] = [order({}), order({ order: 'odoo.4', label: 'WH/MO/0004' })]
  const means = (scan: string, more: object = {}) => meaningOf(scan, { orders: [other, own], order: own, ...more })

  it.each([
    ['an order by its label', 'wh/mo/00042', { kind: 'order', order: own, operation: undefined }],
    ['an order by its id', 'odoo.42', { kind: 'order', order: own, operation: undefined }],
    ['an order with its operation', 'WH/MO/00042:20', { kind: 'order', order: own, operation: '20' }],
    ['an order of another plant, or none', 'WH/MO/00050', { kind: 'unknown', text: 'WH/MO/00050' }],
    ['a badge', 'BADGE:1180', { kind: 'badge', badge: '1180' }],
    ['material', 'steel-2mm', { kind: 'material', item: 'STEEL-2MM', lot: undefined, amount: undefined }],
    [
      'material with its lot',
      ']C1240STEEL-2MM\u001d10CO-7\u001d3103001250',
      { kind: 'material', item: 'STEEL-2MM', lot: 'CO-7', amount: { value: '1.250', uom: 'KGM' } },
    ],
    [
      'material by its GTIN',
      '(01)09506000134352(10)L7',
      { kind: 'material', item: '09506000134352', lot: 'L7', amount: undefined },
    ],
    ['goods that are not of this order', '(01)00000000000000', { kind: 'unknown', text: '00000000000000' }],
    ['a lot', ']C110L-0099', { kind: 'lot', lot: 'L-0099', amount: undefined }],
  ])('%s', (_, scan, meaning) => {
    expect(means(scan)).toEqual(meaning)
  })

  it('a bare number is what the page waits for', () => {
    expect(means('1180')).toEqual({ kind: 'unknown', text: '1180' })
    expect(means('1180', { wanted: 'badge' })).toEqual({ kind: 'badge', badge: '1180' })
    expect(means('1180', { wanted: 'lot' })).toEqual({ kind: 'lot', lot: '1180', amount: undefined })
  })

  it('the link by which a device is enrolled', () => {
    const key = `mwk_k3v0s8d1qmz4_${'x'.repeat(32)}`
    expect(means(`https://hub.example/floor#${key}`)).toEqual({ kind: 'key', key })
    expect(means(key)).toEqual({ kind: 'key', key })
  })
})
