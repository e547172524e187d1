import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PlantPolicy, Rules } from '#governance/rules/document'
import { cellsOf, changesBetween, partOf, withChanges } from '../../src/console/pages/rules/cells.ts'
import { momentAt } from '../../src/console/words/wall.ts'
import { policyFrom, policyGroups, type PolicySchema, policyText } from '../../src/console/words/policy.ts'
import { shareFrom, shareText } from '../../src/console/words/shares.ts'
import { spanFrom, spanText } from '../../src/console/words/spans.ts'

const plants = ['A', 'B'] as const
const share = fc.integer({ min: 0, max: 99_999 }).map((digits) => String(digits / 10_000))
const someRules = fc
  .record({
    shares: fc.array(share, { minLength: 4, maxLength: 4 }),
    waits: fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 4, maxLength: 4 }),
    owners: fc.array(fc.constantFrom('odoo', 'mes', undefined), { minLength: 2, maxLength: 2 }),
    modes: fc.array(fc.constantFrom('off', 'shadow', undefined), { minLength: 2, maxLength: 2 }),
  })
  .map(({ shares, waits, owners, modes }) =>
    Rules.parse({
      policies: Object.fromEntries(
        plants.map((plant, at) => [
          plant,
          {
            overCompletion: { flagAbove: shares[at], refuseAbove: shares[at + 2] },
            patience: { release: waits[at]! * 1_000, original: waits[at + 2]! * 60_000, close: 1, acknowledgement: 2 },
          },
        ]),
      ),
      ownership: owners.flatMap((owner, at) =>
        owner ? [{ plant: plants[at], group: 'production-order.actuals', owner }] : [],
      ),
      flows: modes.flatMap((mode, at) => (mode ? [{ plant: plants[at], flow: 'material-issue', mode }] : [])),
      fieldTables: [],
    }),
  )
const told = (rules: Rules) =>
  cellsOf(rules)
    .map((cell) => JSON.stringify(cell))
    .toSorted()

describe('a draft', () => {
  it('made of what differs says what the other rules say', () => {
    fc.assert(
      fc.property(someRules, someRules, (one, other) => {
        const made = withChanges(one, changesBetween(one, other))
        expect(told(made)).toEqual(told(other))
        expect(Rules.parse(made)).toEqual(made)
        expect(changesBetween(made, other)).toEqual([])
      }),
    )
  })

  it('is proposed for the plants somebody may speak for, and no other', () => {
    fc.assert(
      fc.property(someRules, (rules) => {
        const mine = partOf(rules, ['A'])
        expect(cellsOf(mine).every(({ plant }) => plant === 'A')).toBe(true)
        expect(told(mine)).toEqual(told(rules).filter((cell) => cell.includes('"plant":"A"')))
      }),
    )
  })
})

describe('a policy', () => {
  const groups = policyGroups(z.toJSONSchema(PlantPolicy, { io: 'output' }) as PolicySchema)

  it('has a form with a help text for each of its values', () => {
    const values = cellsOf(Rules.parse({ policies: { A: {} }, ownership: [], flows: [], fieldTables: [] }))
    const fields = groups.flatMap((group) => group.fields)
    expect(fields.map(({ path }) => path)).toEqual(values.map(({ what }) => what))
    for (const { help } of [...groups, ...fields]) expect(help).toMatch(/^[A-Z].{10,}/)
    expect(Object.fromEntries(fields.map(({ path, kind }) => [path, kind]))).toMatchObject({
      'overCompletion.flagAbove': 'share',
      'backflush.items': 'list',
      'backflush.lots': 'choice',
      massTolerance: 'share',
      personOverlap: 'choice',
      'patience.release': 'milliseconds',
      'patience.confirmation': 'milliseconds or none',
      fourEyes: 'choice',
    })
    expect(fields.filter(({ kind }) => kind === 'text')).toEqual([])
  })

  it('is read back as it was said', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 90_000 }), (part, seconds) => {
        expect(Number(policyFrom('share', policyText('share', part)))).toBe(Number(part))
        expect(policyFrom('milliseconds', policyText('milliseconds', seconds * 1_000))).toBe(seconds * 1_000)
      }),
    )
  })

  it('is read back as it was said, where it is a number', () => {
    expect(policyFrom('number', policyText('number', 12.5))).toBe(12.5)
    expect(policyFrom('number', 'many')).toBeUndefined()
  })

  it('is read back as it was said, where it is a list or may be none', () => {
    expect(policyFrom('list', policyText('list', ['SCREW-*', 'GLUE']))).toEqual(['SCREW-*', 'GLUE'])
    expect(policyFrom('list', ' ')).toEqual([])
    expect(policyText('milliseconds or none', 0)).toBe('none')
    expect(policyFrom('milliseconds or none', 'none')).toBe(0)
    expect(policyFrom('milliseconds or none', '8 hours')).toBe(28_800_000)
  })

  it.each([
    ['5', '0.05'],
    ['5 %', '0.05'],
    ['12,5%', '0.125'],
    ['0', '0'],
    ['110', '1.1'],
    ['five', undefined],
    ['-5', undefined],
    ['1000', undefined],
  ])('takes %s for a share', (text, expected) => expect(shareFrom(text)).toBe(expected))

  it.each([
    ['15 minutes', 900_000],
    ['4h', 14_400_000],
    ['1 day 2 hours', 93_600_000],
    ['90 sec', 90_000],
    ['1.5 h', 5_400_000],
    ['15', undefined],
    ['soon', undefined],
    ['0 min', undefined],
  ])('takes %s for a time', (text, expected) => expect(spanFrom(text)).toBe(expected))

  it('says lengths and shares without rounding', () => {
    expect(spanText(5_400_000)).toBe('1 hour 30 minutes')
    expect(spanText(86_400_000)).toBe('1 day')
    expect(shareText('0.125')).toBe('12.5 %')
    expect(shareText('1.1')).toBe('110 %')
  })
})

it('a moment is meant by the clock of the plant', () => {
  expect(momentAt('2026-11-23T06:00', 'Europe/Vienna')).toBe('2026-11-23T05:00:00.000Z')
  expect(momentAt('2027-03-28T02:30', 'Europe/Vienna')).toBeUndefined()
})
