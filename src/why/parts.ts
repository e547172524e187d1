import type { Account, Entry, Hand } from '#model/account'
import { isNothing, less } from '#model/exact'
import type { Known, Line } from './explanation.ts'

export type Part = Omit<Line, 'standsAt' | 'reversedBy'>

/** Whether an effect that the ledger remembers is one of this hub's. */
const originOf = (effect: string, { bookings }: Known) => (bookings.has(effect) ? 'event' : 'unexplained')

/** A part that no effect stands for. The hub's own hand without an effect is nobody's: that must not happen. */
export function handPart(hand: Hand, { since }: Known, document: Account['document']): Omit<Part, 'amount'> {
  const before = since === null || hand.at < since
  const origin = hand.by === 'hub' ? 'unexplained' : before ? 'opening' : hand.by
  return {
    origin,
    at: hand.at,
    by: hand.by === 'hub' ? '' : hand.name,
    effect: null,
    document,
    rule: null,
    detail: null,
  }
}

export const effectPart = (
  { effect, at }: { readonly effect: string; readonly at: string },
  known: Known,
  document: Account['document'],
): Omit<Part, 'amount'> => ({
  origin: originOf(effect, known),
  ...{ at, effect, document },
  by: known.bookings.get(effect)?.receivedFrom ?? '',
  rule: null,
  detail: null,
})

/**
 * The parts of one entry: what each effect did to it, what somebody did before or between them, and what was done after
 * the last. They add up to the entry, whatever it says.
 */
export function partsOf(entry: Entry, known: Known): readonly Part[] {
  const { document, amount, effects, made, changed, rule, lot, place, quantity, price, cost } = entry
  const detail = (lot ?? place ?? quantity ?? price) ? { lot, place, quantity, price } : null
  const parts: Part[] = []
  const part = (of: Omit<Part, 'amount'>, by: string) => {
    if (!isNothing(by)) parts.push({ ...of, amount: less(by, '0'), rule, detail, ...(cost ? { cost } : {}) })
  }
  if (rule && made.by !== 'person') {
    part({ ...handPart(made, known, document), origin: 'ledger', at: entry.at }, amount)
    return parts
  }
  if (effects.length === 0) {
    part(handPart(made, known, document), amount)
    return parts
  }
  let standing = '0'
  for (const step of effects) {
    const found = step.was ?? standing
    const between = step.wasBy ?? { by: 'hub', name: '', at: step.at }
    part(handPart(between, known, document), less(found, standing))
    part(effectPart(step, known, document), less(step.left, found))
    standing = step.left
  }
  const last = effects.at(-1)!
  const after: Hand = changed.at >= last.at ? changed : { ...changed, by: 'hub' }
  part(handPart(after, known, document), less(amount, standing))
  return parts.length === 1 ? parts : parts.map(withoutPrice)
}

/** Quantity and price are the entry's as it is now; a part of it has neither. */
const withoutPrice = (part: Part): Part => ({
  ...part,
  detail: part.detail && { ...part.detail, quantity: null, price: null },
})
