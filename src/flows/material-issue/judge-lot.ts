import type { Policy } from '#engine'
import { type Instant, isAfter } from '#kernel/time'
import type { KnownLot, LotStanding } from '#model/lot-standing'
import type { MaterialIssued } from '#model/production'
import { add, compare, convertible, type Quantity, spoken } from '#model/quantity'
import { minuteOf } from '../holds.ts'

type Issue = Pick<MaterialIssued, 'item' | 'quantity' | 'lot' | 'lotStatus' | 'expires'>

/** Why a lot should not be used, and what the plant's rules make of that. */
export interface LotObjection {
  readonly code: 'LOT_ON_HOLD' | 'LOT_EXPIRED' | 'LOT_OF_ANOTHER_ITEM' | 'UNKNOWN_LOT' | 'LOT_RESERVED'
  readonly rule: 'refuse' | 'ask' | 'flag'
  readonly sentence: string
}

/**
 * What speaks against using a lot at that moment, the worst first: what the event says of it, and what the ledger says,
 * where it could be asked. Pure.
 */
export function objectionsTo(
  issue: Issue,
  standing: LotStanding | undefined,
  rules: Policy['lots'],
  at: Instant,
): readonly LotObjection[] {
  const known = standing?.kind === 'known' ? standing : undefined
  return [
    notReleased(issue, rules),
    expired(issue, known, rules, at),
    wrong(issue, standing, rules),
    known && taken(issue, known, rules),
  ].filter((one) => one !== undefined)
}

const named = ({ lot }: Issue): string => (lot ? `Lot ${lot}` : 'What was issued')

const notReleased = (issue: Issue, { held }: Policy['lots']): LotObjection | undefined =>
  issue.lotStatus && issue.lotStatus !== 'released'
    ? { code: 'LOT_ON_HOLD', rule: held, sentence: `${named(issue)} is ${words[issue.lotStatus]}.` }
    : undefined

const words = { quarantine: 'in quarantine', held: 'held', rejected: 'rejected' } as const

/** The earlier date counts, whoever says it: nobody is harmed by a lot that was looked at too early. */
function expired(
  issue: Issue,
  known: KnownLot | undefined,
  rules: Policy['lots'],
  at: Instant,
): LotObjection | undefined {
  const byLedger = known?.expires && (!issue.expires || isAfter(issue.expires, known.expires))
  const until = byLedger ? known.expires : issue.expires
  if (!until || isAfter(until, at)) return undefined
  const sentence = `${named(issue)} was to be used until ${minuteOf(until)}${byLedger ? ', says Odoo' : ''}.`
  return { code: 'LOT_EXPIRED', rule: rules.expired, sentence }
}

function wrong(issue: Issue, standing: LotStanding | undefined, rules: Policy['lots']): LotObjection | undefined {
  switch (standing?.kind) {
    case 'of-another-item': {
      const whose = standing.items.map(({ item, name }) => (name === item ? item : `${name} (${item})`)).join(', ')
      const sentence = `Odoo has a lot ${issue.lot} of ${whose}, and none of ${issue.item}.`
      return { code: 'LOT_OF_ANOTHER_ITEM', rule: rules.ofAnotherItem, sentence }
    }
    case 'unknown':
      // The ledger refuses it itself when it is booked, and not before: an earlier report may be making that lot just now.
      if (rules.unknown === 'refuse') return undefined
      return { code: 'UNKNOWN_LOT', rule: 'ask', sentence: `Odoo has no lot ${issue.lot} of ${issue.item}.` }
    default:
      return undefined
  }
}

/** More than is there at all is not taken from anybody: the ledger refuses that when it is booked. */
function taken(
  { lot, quantity }: Issue,
  { free, reserved }: KnownLot,
  { reserved: rule }: Policy['lots'],
): LotObjection | undefined {
  if (rule === 'take' || reserved.length === 0 || !convertible(quantity.uom, free.uom)) return undefined
  const there = reserved.reduce((sum: Quantity, one) => add(sum, one.quantity), free)
  if (compare(quantity, free) <= 0 || compare(quantity, there) > 0) return undefined
  const who = reserved.map(({ by, quantity: part }) => `${by} (${spoken(part)})`).join(', ')
  return {
    code: 'LOT_RESERVED',
    rule,
    sentence: `Lot ${lot} is reserved in Odoo for ${who}; ${spoken(free)} of it are free.`,
  }
}
