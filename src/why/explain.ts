import type { Account } from '#model/account'
import { isNothing, less, sum } from '#model/exact'
import type { Explanation, Known, Line } from './explanation.ts'
import { handPart, type Part, partsOf } from './parts.ts'
import { settingsOf } from './settings.ts'

/**
 * Explains a value: the parts that make it, whose each is, and what nobody can answer for. The lines of a sum always add
 * up to the value; what is missing to it is a line of its own, never hidden and never spread over the others.
 */
export function explain(account: Account, known: Known): Explanation {
  const { measure, unit, value, readAt, document, places } = account
  const shown = { measure, unit, value, readAt, document, places }
  if (measure === 'state' || measure === 'moment') return { ...shown, ...settingsOf(account, known) }
  const parts = account.entries.flatMap((entry) => partsOf(entry, known))
  const gap = less(value ?? '0', sum(parts.map(({ amount }) => amount!)))
  const all = isNothing(gap) ? parts : [...parts, gapPart(account, known, gap)]
  const lines = standing(withReversals([...all].sort(byTime), known))
  const unexplained = lines.filter(({ origin }) => origin === 'unexplained')
  return {
    ...shown,
    lines,
    unexplained: unexplained.length > 0 ? sum(unexplained.map(({ amount }) => amount!)) : null,
    isWhole: unexplained.length === 0,
  }
}

/** What the value says beyond its entries is nobody's. */
const gapPart = ({ document, readAt }: Account, known: Known, amount: string): Part => ({
  ...handPart({ by: 'hub', name: '', at: readAt }, known, document),
  amount,
})

const FIRST: Record<Line['origin'], number> = { opening: 0, event: 1, person: 1, ledger: 2, unexplained: 3 }

const byTime = (left: Part, right: Part): number =>
  FIRST[left.origin] - FIRST[right.origin] || (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)

function withReversals(parts: readonly Part[], { bookings }: Known): readonly Omit<Line, 'standsAt'>[] {
  const reversals = Map.groupBy(
    new Set(parts.flatMap(({ effect }) => effect ?? [])),
    (effect) => bookings.get(effect)?.reverses ?? null,
  )
  return parts.map((part) => ({ ...part, reversedBy: (part.effect && reversals.get(part.effect)) || [] }))
}

function standing(lines: readonly Omit<Line, 'standsAt'>[]): readonly Line[] {
  let so = '0'
  return lines.map((line) => ({ ...line, standsAt: (so = sum([so, line.amount!])) }))
}
