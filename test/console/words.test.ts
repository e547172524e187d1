import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, quantity, spoken, Unit } from '#model/quantity'
import { differences, leavesOf, typed, withLeaf } from '../../src/console/pages/exceptions/leaves.ts'
import { addedUp } from '../../src/console/pages/order/added-up.ts'
import { verdictOf } from '../../src/console/pages/today/verdict.ts'
import { ageText, durationText } from '../../src/console/words/durations.ts'
import { same, sum } from '#model/exact'
import { effectTitle } from '../../src/console/words/effects.ts'
import { momentText, utcText } from '../../src/console/words/moments.ts'
import { plain, systemName } from '../../src/console/words/names.ts'
import { amountText } from '../../src/console/words/units.ts'

describe('the console speaks as the model does', () => {
  it.each(Unit.options)('writes %s', (uom) => {
    expect(amountText({ value: '12.5', uom })).toBe(spoken({ value: '12.5', uom }))
  })

  it('leaves digits as they were sent', () => {
    expect(amountText({ value: '12.500', uom: 'KGM' })).toBe('12.500 kg')
    expect(amountText({ value: '-4', uom: 'H87' })).toBe('−4 pcs')
  })

  it('adds decimal text as exactly as the model', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, places]) => quantity((digits / 10 ** places).toFixed(places), 'KGM'))
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 12 }), (parts) => {
        const total = parts.slice(1).reduce((so, part) => add(so, part), parts[0]!)
        expect(same(sum(parts.map(({ value }) => value)), total.value)).toBe(true)
      }),
    )
  })
})

describe('effects', () => {
  const of = (operation: string, system: string, body: object) => effectTitle({ operation, system, body })

  it('say what was done where, and of a question about reports which ones', () => {
    expect(of('production-ledger.receiveOutput', 'odoo', {})).toBe('Receive output in Odoo')
    expect(of('shop-floor.tellAgain', 'mes', { from: 12, to: 13 })).toBe('Asked MES for numbers 12–13')
    expect(of('shop-floor.tellAgain', 'mes-c', { from: 7, to: 7 })).toBe('Asked Mes c for number 7')
  })
})

describe('moments', () => {
  const now = Date.parse('2026-11-22T08:30:00Z')

  it('are told on the clock of the plant, with the date when it is not today there', () => {
    expect(momentText('2026-11-22T07:05:09.250Z', 'Europe/Vienna', now)).toBe('08:05')
    expect(momentText('2026-11-22T07:05:09.250Z', 'Europe/Vienna', now, 'exact')).toBe('08:05:09.250')
    expect(momentText('2026-11-22T04:00:00Z', 'America/New_York', now)).toBe('21 Nov, 23:00')
    expect(momentText('2025-11-21T23:30:00Z', 'Europe/Vienna', now)).toBe('22 Nov 2025, 00:30')
  })

  it('are told in UTC for whoever compares with a log', () => {
    expect(utcText('2026-11-22T07:05:09.250Z')).toBe('2026-11-22 07:05:09.250 UTC')
  })

  it.each([
    [0.043, '43 ms'],
    [0.8, '0.8 s'],
    [9.96, '10 s'],
    [61, '1 min 1 s'],
    [120, '2 min'],
    [7_500, '2 h 05 min'],
    [100_000, '1 d 3 h'],
    [-3, '−3 s'],
  ])('last %d seconds: %s', (seconds, text) => expect(durationText(seconds)).toBe(text))

  it.each([
    [3, 'a moment'],
    [59, '59 s'],
    [3_600, '1 h'],
    [7_080, '1 h 58 min'],
    [90_000, '25 h'],
    [260_000, '3 d'],
  ])('are %d seconds old: %s', (seconds, text) => expect(ageText(seconds)).toBe(text))
})

describe('names', () => {
  it('are plain', () => {
    expect(plain('finished-goods-receipt')).toBe('Finished goods receipt')
    expect(plain('machineTime')).toBe('Machine time')
    expect(systemName('/plants/A/systems/mes')).toBe('MES')
    expect(systemName('/plants/A/systems/quality-desk')).toBe('Quality desk')
  })
})

describe('a corrected payload', () => {
  const body = { order: 'odoo.42', quantity: { value: '4', uom: 'H87' }, serials: ['A', 'B'], final: true }

  it('is a list of fields', () => {
    expect(leavesOf(body).map(({ path }) => path.join('.'))).toEqual([
      'order',
      'quantity.value',
      'quantity.uom',
      'serials.0',
      'serials.1',
      'final',
    ])
  })

  it('keeps what was not touched, and the kind of what was', () => {
    const after = withLeaf(withLeaf(body, ['quantity', 'value'], typed('0040', '4')), ['lot'], 'L-1')
    expect(after).toEqual({ ...body, quantity: { value: '0040', uom: 'H87' }, lot: 'L-1' })
    expect(differences(body, after)).toEqual([
      { path: 'quantity.value', before: '4', after: '0040' },
      { path: 'lot', before: undefined, after: 'L-1' },
    ])
  })
})

describe('a produced quantity', () => {
  const part = (value: string, effect: 'confirmed' | 'refused') => ({
    messageId: '',
    title: '',
    id: value,
    occurredAt: '',
    receivedFrom: '',
    quantity: { value, uom: 'KGM' },
    effect,
    documents: [],
  })

  it('adds up without what was refused', () => {
    const { lines, agrees } = addedUp({
      total: { value: '0.300', uom: 'KGM' },
      before: { value: '0', uom: 'KGM' },
      contributions: [part('0.1', 'confirmed'), part('5', 'refused'), part('0.2', 'confirmed')],
    })
    expect(agrees).toBe(true)
    expect(lines.map(({ standsAt }) => standsAt?.value)).toEqual(['0.1', '0.1', '0.3'])
  })

  it('says so when it does not', () => {
    const told = {
      total: { value: '2', uom: 'KGM' },
      before: { value: '0', uom: 'KGM' },
      contributions: [part('1', 'confirmed')],
    }
    expect(addedUp(told).agrees).toBe(false)
  })
})

describe('the sentence of the day', () => {
  const flow = (taken: number) => ({
    flow: 'finished-goods-receipt',
    purpose: '',
    owner: 'supervisor',
    in: taken,
    out: taken,
    waiting: 0,
    failed: 0,
    p50: null,
    p95: null,
    p99: null,
    target: { p95: 30, p99: 120 },
    held: [],
    oldest: null,
  })
  const today = {
    at: '2026-11-22T08:30:00Z',
    flows: [flow(12)],
    systems: [],
    exceptions: { open: 0, oldest: null },
    approvals: { open: 0 },
    duplicates: 0,
    pulse: [{ at: '2026-11-22T08:25:00Z', accepted: 1, confirmed: 1, refused: 0 }],
  }
  const system = (state: 'behind' | 'unreachable', events: number) => ({
    system: 'odoo',
    title: 'Odoo',
    state,
    sentence: '',
    behind: { events, seconds: 60 },
    horizon: null,
    clock: null,
  })

  it.each([
    [today, 'Plant A is in step; nothing needs you.', 'ok'],
    [{ ...today, exceptions: { open: 2, oldest: null } }, 'Plant A is in step; 2 things need somebody.', 'warn'],
    [
      { ...today, systems: [system('behind', 12)] },
      'Plant A is catching up: Odoo is 12 events behind; nothing needs you.',
      'warn',
    ],
    [
      { ...today, systems: [system('unreachable', 3)] },
      'Plant A is not in step: Odoo cannot be reached. What is reported meanwhile is kept.',
      'bad',
    ],
    [
      {
        ...today,
        systems: [
          {
            ...system('behind', 0),
            horizon: { since: '2026-11-22T09:00:00.000Z', seconds: 90, session: '812', user: 'odoo', doing: 'active' },
          },
        ],
      },
      'What people change in Odoo is told late; nothing needs you.',
      'warn',
    ],
    [{ ...today, flows: [flow(0)] }, 'Plant A has not reported anything in 24 hours.', 'idle'],
  ])('%# says how it is', (told, sentence, tone) => {
    const said = verdictOf(told, 'Plant A')
    expect(said.sentence).toBe(sentence)
    expect(said.status.tone).toBe(tone)
  })
})
