import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Rules } from './document.ts'

/** One thing that is said otherwise; undefined on the side where it is not said at all. */
export interface Difference {
  readonly part: 'policy' | 'ownership' | 'flow' | 'alerting' | 'field-table'
  /** `*` where it is not of one plant. */
  readonly plant: string
  /** What it is about, within its part: `overCompletion.flagAbove`, `production-order.actuals`, a flow, a table. */
  readonly what: string
  readonly before?: string
  readonly after?: string
}

interface Said extends Omit<Difference, 'before' | 'after'> {
  readonly value: string
  /** What holds where nothing is said. */
  readonly unsaid?: string
}

/** What differs between two sets of rules, in words a person can compare. */
export function differencesBetween(before: Rules, after: Rules): readonly Difference[] {
  const was = new Map(sayingsOf(before).map((said) => [nameOf(said), said]))
  const is = new Map(sayingsOf(after).map((said) => [nameOf(said), said]))
  return [...new Map([...was, ...is])].flatMap(([name, { part, plant, what, unsaid }]) => {
    const one = was.get(name)?.value ?? unsaid
    const other = is.get(name)?.value ?? unsaid
    if (one === other) return []
    return {
      part,
      plant,
      what,
      ...(one === undefined ? {} : { before: one }),
      ...(other === undefined ? {} : { after: other }),
    }
  })
}

const nameOf = ({ part, plant, what }: Said): string => `${part} ${plant} ${what}`

function sayingsOf(rules: Rules): readonly Said[] {
  return [
    ...Object.entries(rules.policies).flatMap(([plant, policy]) =>
      leavesOf(policy).map(([what, value]) => ({ part: 'policy' as const, plant, what, value })),
    ),
    ...rules.ownership.map(({ plant, group, owner, from, until }) => ({
      part: 'ownership' as const,
      plant,
      what: [group, ...(from ? ['from', from] : []), ...(until ? ['until', until] : [])].join(' '),
      value: owner,
    })),
    ...rules.flows.flatMap(({ plant, flow, mode, target }) => [
      { part: 'flow' as const, plant, what: flow, value: mode, unsaid: 'live' },
      ...leavesOf(target ?? {}).map(([what, value]) => ({
        part: 'flow' as const,
        plant,
        what: `${flow} target ${what}`,
        value,
      })),
    ]),
    ...(['recipients', 'routes'] as const).flatMap((list) =>
      rules.alerting[list].flatMap(({ plant, id, ...said }) =>
        leavesOf(said, 1).map(([what, value]) => ({
          part: 'alerting' as const,
          plant,
          what: `${list === 'routes' ? 'route' : 'recipient'} ${id} ${what}`,
          value,
        })),
      ),
    ),
    ...rules.fieldTables.flatMap((table) =>
      leavesOf(table as unknown as Json, 2).map(([what, value]) => ({
        part: 'field-table' as const,
        plant: '*',
        what: [table.table, what].filter(Boolean).join(' '),
        value,
      })),
    ),
  ]
}

/** Every value by its path; what lies deeper than asked for is one value, as its JSON. */
function leavesOf(value: unknown, depth = Number.POSITIVE_INFINITY, path = ''): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [[path, value.join(', ') || 'none']]
  if (depth === 0) return [[path, canonicalJson(value as Json)]]
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, depth - 1, path ? `${path}.${name}` : name))
}
