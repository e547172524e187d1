import { describe, expect, it } from 'vitest'
import { PlantPolicy, Rules } from './document.ts'
import { understood } from './understood.ts'

const rules: Rules = Rules.parse({
  policies: { A: PlantPolicy.parse({}) },
  ownership: [{ plant: 'A', group: 'production-order.actuals', owner: 'mes' }],
  flows: [],
  alerting: {},
  fieldTables: [],
})

describe('rules that a newer Millwright wrote before it was taken back', () => {
  it('are read as they stand where this one knows them all', () => {
    expect(understood(3, rules)).toEqual({ rules, leftOut: [] })
  })

  it('lose the policies of decisions that this one does not make', () => {
    const { A } = rules.policies
    const newer = {
      ...rules,
      policies: { A: { ...A, weather: 'ask', overCompletion: { ...A!.overCompletion, at: 1 } } },
    }
    expect(understood(3, newer)).toEqual({ rules, leftOut: ['policies.A.overCompletion.at', 'policies.A.weather'] })
  })

  it('are refused where what it does not know may narrow what it knows', () => {
    const newer = { ...rules, ownership: rules.ownership.map((row) => ({ ...row, until: 'noon' })) }
    expect(() => understood(3, newer)).toThrow(/Version 3 of the rules .* \(ownership\.0\.until\): start the version/)
  })

  it('are refused where a value is none that this one knows', () => {
    const newer = { ...rules, policies: { A: { ...rules.policies['A'], lots: { expired: 'weigh' } } } }
    expect(() => understood(3, newer)).toThrow('policies.A.lots.expired')
  })
})
