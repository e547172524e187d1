import { describe, expect, it } from 'vitest'
import { type Applied, migrations, migrationStateOf } from './migrations.ts'

const step = (name: string, over: Partial<Applied> = {}): Applied => ({
  name,
  hash: `hash of ${name}`,
  besideOlder: true,
  ...over,
})
const none = { pending: [], newer: [], foreign: [], changed: [] }

describe('how a database stands to a Millwright', () => {
  it('lacks what an update brings', () => {
    expect(migrationStateOf([step('1')], [step('1'), step('2')])).toEqual({ ...none, applied: 1, pending: ['2'] })
  })

  it('R16: has more than an older Millwright knows, which can work beside it', () => {
    const applied = [step('1'), step('2'), step('3')]
    expect(migrationStateOf(applied, [step('1')])).toEqual({ ...none, applied: 3, newer: ['2', '3'] })
  })

  it('has been changed so that an older Millwright can no longer work', () => {
    const applied = [step('1'), step('2', { besideOlder: false }), step('3')]
    expect(migrationStateOf(applied, [step('1')])).toEqual({ ...none, applied: 3, foreign: ['2', '3'] })
  })

  it('is of another line, where each has what the other lacks', () => {
    const state = migrationStateOf([step('1'), step('theirs')], [step('1'), step('ours')])
    expect(state).toEqual({ ...none, applied: 2, pending: ['ours'], foreign: ['theirs'] })
  })

  it('has had something else under a name that is shipped', () => {
    const state = migrationStateOf([step('1', { hash: 'edited' })], [step('1')])
    expect(state).toEqual({ ...none, applied: 1, changed: ['1'] })
  })
})

it('what is shipped has an order, and a number for each', () => {
  const numbers = migrations().map(({ name }) => name.slice(0, 4))
  expect(numbers).toEqual([...new Set(numbers)].sort())
})
