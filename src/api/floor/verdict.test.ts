import { describe, expect, it } from 'vitest'
import { anOrder } from '../../../test/support/builders.ts'
import { quantity } from '#model/quantity'
import { isAt } from './reach.ts'
import { type ReportRow, verdictOn } from './verdict.ts'

const row = (over: Partial<ReportRow>): ReportRow => ({
  id: 'e1',
  progress: 'closed',
  verdict: 'accepted',
  code: null,
  sentence: '60 pcs of Bracket A received for WH/MO/00042.',
  waits_for: null,
  suggestion: null,
  effects: [],
  ...over,
})

describe('SYS-11: what an operator is told of a report', () => {
  it.each<[string, Partial<ReportRow>, string, RegExp]>([
    ['is not judged yet', { progress: 'received', sentence: null }, 'on-its-way', /looks at it now/],
    ['is on its way', { progress: 'sending', effects: ['sent'] }, 'on-its-way', /60 pcs/],
    ['is booked', { effects: ['confirmed'] }, 'booked', /60 pcs/],
    ['changes nothing in the books', { sentence: 'Bending stands still: tool.' }, 'noted', /stands still/],
    ['is only on paper', { effects: ['shadowed'] }, 'noted', /On paper only/],
    ['waits', { progress: 'waiting', verdict: 'held', sentence: 'Waits until 42 is released.' }, 'waits', /by itself/],
    ['asks somebody', { progress: 'asking', verdict: 'asked' }, 'waits', /planner/],
    [
      'stopped',
      { progress: 'stopped', suggestion: 'Correct the quantity and retry.' },
      'refused',
      /Correct the quantity/,
    ],
    ['stopped without advice', { progress: 'stopped' }, 'refused', /supervisor/],
    ['was set aside', { verdict: 'skipped', sentence: 'Counted twice' }, 'set-aside', /supervisor/],
    ['was refused for good', { verdict: 'refused' }, 'refused', /anew/],
  ])('that %s', (_, over, state, says) => {
    const told = verdictOn(row(over))
    expect(told.state).toBe(state)
    expect(`${told.sentence} ${told.now}`).toMatch(says)
  })
})

describe('what a device may speak of', () => {
  const at = (operation: string, workCenter: string) => ({
    ...{ operation, workCenter, name: operation, plannedMinutes: '5', completed: quantity(0), over: false },
  })
  const { operations } = anOrder({ operations: [at('10', 'Laser 2'), at('20', 'Press brake 1')] })

  it.each([
    ['its own operation', '20', true],
    ['the order as a whole', undefined, true],
    ['an operation elsewhere', '10', false],
    ['an operation that is none', '99', false],
  ])('%s', (_, operation, expected) => {
    expect(isAt(operations, operation, ['Press brake 1'])).toBe(expected)
  })

  it('nothing where it stands at none of the work centres', () => {
    expect(isAt(operations, undefined, ['Paint shop'])).toBe(false)
  })
})
