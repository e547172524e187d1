import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Policy } from '#engine'
import type { LotStanding } from '#model/lot-standing'
import { ItemId, LotId } from '#model/production'
import { quantity } from '#model/quantity'
import { objectionsTo } from './judge-lot.ts'

const rules: Policy['lots'] = {
  ...{ expired: 'flag', held: 'ask' },
  ...{ ofAnotherItem: 'refuse', unknown: 'ask', reserved: 'flag' },
}
const issue = { item: ItemId.parse('PAINT'), lot: LotId.parse('L1'), quantity: quantity(5) }
const known = { kind: 'known', free: quantity(10), reserved: [] } as const
const at = '2026-11-22T10:00:00Z'
type Said = Partial<Parameters<typeof objectionsTo>[0]>
const codes = (said: Said = {}, standing?: LotStanding, by = rules) =>
  objectionsTo({ ...issue, ...said }, standing, by, at).map(({ code }) => code)

describe('what speaks against a lot', () => {
  it('ROLL-05: nothing, where neither the event nor the ledger says anything', () => {
    expect(codes()).toEqual([])
    expect(codes({}, known)).toEqual([])
    expect(codes({}, { kind: 'not-kept' })).toEqual([])
    expect(codes({ lotStatus: 'released', expires: '2026-11-22T10:00:01Z' }, known)).toEqual([])
  })

  it('ROLL-05: the earlier of two dates counts, and the sentence says whose it is', () => {
    const sentence = (label?: string, books?: string) =>
      objectionsTo(
        { ...issue, ...(label ? { expires: label } : {}) },
        { ...known, ...(books ? { expires: books } : {}) },
        rules,
        at,
      )[0]?.sentence
    expect(sentence('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toBe(
      'Lot L1 was to be used until 2026-11-20 00:00 UTC.',
    )
    expect(sentence('2026-11-23T00:00:00Z', '2026-11-21T00:00:00Z')).toBe(
      'Lot L1 was to be used until 2026-11-21 00:00 UTC, says Odoo.',
    )
    expect(sentence(undefined, '2026-11-22T10:00:00Z')).toMatch(/says Odoo/)
    expect(sentence(undefined, '2026-11-22T10:00:01Z')).toBeUndefined()
  })

  it('ROLL-05: a lot of another item is named with whose it is', () => {
    const standing: LotStanding = {
      kind: 'of-another-item',
      items: [
        { item: ItemId.parse('STEEL'), name: 'Sheet of steel' },
        { item: ItemId.parse('TIN'), name: 'TIN' },
      ],
    }
    expect(objectionsTo(issue, standing, rules, at)).toEqual([
      {
        code: 'LOT_OF_ANOTHER_ITEM',
        rule: 'refuse',
        sentence: 'Odoo has a lot L1 of Sheet of steel (STEEL), TIN, and none of PAINT.',
      },
    ])
  })

  it('ROLL-05: a lot nobody knows is left to the ledger, unless the plant wants to be asked before', () => {
    expect(codes({}, { kind: 'unknown' })).toEqual(['UNKNOWN_LOT'])
    expect(codes({}, { kind: 'unknown' }, { ...rules, unknown: 'refuse' })).toEqual([])
  })

  it('T45: what is taken from others is said with their names; what is not there at all is left to the ledger', () => {
    const standing = {
      kind: 'known',
      free: quantity(3),
      reserved: [
        { by: 'WH/MO/00012', quantity: quantity(4) },
        { by: 'WH/OUT/00003', quantity: quantity(1) },
      ],
    } as const
    expect(objectionsTo(issue, standing, rules, at)).toEqual([
      {
        code: 'LOT_RESERVED',
        rule: 'flag',
        sentence: 'Lot L1 is reserved in Odoo for WH/MO/00012 (4 pcs), WH/OUT/00003 (1 pcs); 3 pcs of it are free.',
      },
    ])
    expect(codes({ quantity: quantity(3) }, standing)).toEqual([])
    expect(codes({ quantity: quantity(9) }, standing)).toEqual([])
    expect(codes({ quantity: quantity(1, 'DZN') }, standing)).toEqual([])
    expect(codes({ quantity: quantity(5, 'KGM') }, standing)).toEqual([])
    expect(codes({}, standing, { ...rules, reserved: 'take' })).toEqual([])
  })

  it('ROLL-05: whatever is known of a lot, the plant’s rules decide alone, and each thing is said once', () => {
    const moment = fc.constantFrom('2026-11-21T10:00:00Z', '2026-11-23T10:00:00Z')
    const some = (max: number) => fc.integer({ min: 1, max }).map((value) => quantity(value))
    const standing: fc.Arbitrary<LotStanding> = fc.oneof(
      fc.constantFrom<LotStanding>({ kind: 'unknown' }, { kind: 'not-kept' }),
      fc
        .record({ expires: fc.option(moment, { nil: undefined }), free: some(9), others: fc.array(some(9)) })
        .map(({ expires, free, others }) => ({
          ...{ kind: 'known', free, reserved: others.map((part) => ({ by: 'WH/MO/1', quantity: part })) },
          ...(expires ? { expires } : {}),
        })) as fc.Arbitrary<LotStanding>,
    )
    const told = fc.record(
      {
        lotStatus: fc.constantFrom('released', 'quarantine', 'held', 'rejected'),
        expires: moment,
        quantity: some(20),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(told, standing, (said, lot) => {
        const found = objectionsTo({ ...issue, ...said }, lot, rules, at)
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
        const strict = { expired: 'refuse', held: 'refuse', ofAnotherItem: 'refuse', reserved: 'refuse' } as const
        const strictly = objectionsTo({ ...issue, ...said }, lot, { ...rules, ...strict }, at)
        expect(strictly.map(({ code, sentence }) => [code, sentence])).toEqual(
          found.map(({ code, sentence }) => [code, sentence]),
        )
        expect(strictly.every(({ code, rule }) => rule === (code === 'UNKNOWN_LOT' ? 'ask' : 'refuse'))).toBe(true)
      }),
    )
  })
})
