import { describe, expect, it } from 'vitest'
import { Booking } from '#model/booked'
import { quantity } from '#model/quantity'
import { comparison } from './compare.ts'
import { figuresOf, type OnPaper } from './figures.ts'
import { type Counted, measuresOf, type Thresholds, verdictOn } from './verdict.ts'

let n = 0
const effect = (operation: string, body: object, effectKey = `k${++n}`): OnPaper => ({
  messageId: `m-${effectKey}`,
  effectKey,
  operation,
  body: { order: 'odoo.1', ...body },
})
const booking = (kind: string, value: string, over: object = {}) =>
  Booking.parse({
    order: 'odoo.1',
    label: 'WH/MO/00001',
    kind,
    quantity: quantity(value, kind.endsWith('time') ? 'MIN' : 'H87'),
    at: '2026-11-22T06:00:00.000Z',
    by: 'Petra',
    document: { label: 'WH/MO/00001', link: 'http://odoo/1' },
    ...over,
  })

const brief = (rows: ReturnType<typeof comparison>) =>
  rows.map(({ kind, item, hub, others, agrees }) => [kind, item, hub?.value ?? null, others?.value ?? null, agrees])

describe('two books of the same orders', () => {
  const kinds = ['output', 'use', 'machine-time'] as const
  const compare = (effects: readonly OnPaper[], bookings: readonly Booking[]) =>
    brief(comparison(figuresOf(effects), bookings, { kinds, timeTolerance: '0.1' }))

  it('ROLL-09: are held against each other by order and thing; what differs comes first, with both values', () => {
    expect(
      compare(
        [
          effect('receiveOutput', {
            quantity: quantity(40),
            backflush: { uses: [{ item: 'SCREW', quantity: quantity(80) }], returns: [] },
          }),
          effect('receiveOutput', { quantity: quantity(20) }),
          effect('issueMaterial', { item: 'STEEL', quantity: quantity(120) }),
          effect('issueMaterial', { item: 'PAINT', quantity: quantity(7) }),
          effect('completeOperation', { operation: '10', machineTime: '60' }),
        ],
        [
          booking('output', '60'),
          booking('use', '118', { item: 'STEEL' }),
          booking('use', '80', { item: 'SCREW' }),
          booking('use', '3', { item: 'GLUE' }),
          booking('machine-time', '63', { operation: '10' }),
          booking('scrap', '2', { item: 'STEEL' }),
        ],
      ),
    ).toEqual([
      ['use', 'STEEL', '120', '118', false],
      ['use', 'PAINT', '7', null, false],
      ['use', 'GLUE', null, '3', false],
      ['output', null, '60', '60', true],
      ['use', 'SCREW', '80', '80', true],
      ['machine-time', null, '60', '63', true],
    ])
  })

  it('what is taken back counts less; booked and taken back by hand is nothing, and so is no report', () => {
    const given = effect('issueMaterial', { item: 'STEEL', quantity: quantity(50) }, 'first')
    const back = effect('returnMaterial', { original: 'first', quantity: quantity(20) })
    expect(compare([given, back], [booking('use', '30', { item: 'STEEL' })])).toEqual([
      ['use', 'STEEL', '30', '30', true],
    ])
    expect(compare([], [booking('output', '5'), booking('output', '-5')])).toEqual([['output', null, null, '0', true]])
  })
})

describe('a verdict', () => {
  const thresholds: Thresholds = { completeness: '0.98', match: '0.98', exceptions: '0.02', timeTolerance: '0.1' }
  const good: Counted = { received: 100, judged: 100, troubles: [], latency: { p50: 0.1, p95: 1, p99: 2 } }
  const rows = (right: number, wrong: number) =>
    comparison(
      Array.from({ length: right + wrong }, (_, at) => ({
        order: `odoo.${at}`,
        kind: 'output' as const,
        quantity: quantity(1),
        messageId: `m${at}`,
      })),
      Array.from({ length: right + wrong }, (_, at) =>
        booking('output', at < right ? '1' : '2', { order: `odoo.${at}` }),
      ),
      { kinds: ['output'], timeTolerance: '0' },
    )
  const judge = (counted: Counted, of = rows(100, 0)) =>
    verdictOn(counted, measuresOf(counted, of), thresholds, { p95: 30, p99: 120 })

  it('ROLL-09: is ready where everything is, and says what speaks for it', () => {
    expect(judge(good)).toEqual({
      ready: true,
      because: ['100 of 100 messages were judged, 100 of 100 amounts agree, and nothing was late.'],
    })
  })

  it.each([
    ['nothing came', { ...good, received: 0, judged: 0 }, rows(0, 0), 'No message came in this time'],
    [
      'too few were judged',
      { ...good, judged: 90 },
      rows(100, 0),
      '90 of 100 messages that came, or ought to have come, were judged: 90 %',
    ],
    [
      'too much differs',
      good,
      rows(95, 5),
      '5 of 100 amounts differ from what was booked: 95 % agree, and 98 % are asked for.',
    ],
    [
      'too many need a person',
      { ...good, troubles: [{ code: 'LOT_REQUIRED', count: 4, sentence: '' }] },
      rows(100, 0),
      '4 % of what was judged would have needed a person',
    ],
    [
      'it is too slow',
      { ...good, latency: { p50: 1, p95: 31, p99: 40 } },
      rows(100, 0),
      'five took longer than 31.0 s, and 30 s is the target',
    ],
  ])('ROLL-09: is not ready where %s', (_what, counted, of, sentence) => {
    const { ready, because } = judge(counted, of)
    expect(ready).toBe(false)
    expect(because.join(' ')).toContain(sentence)
  })
})
