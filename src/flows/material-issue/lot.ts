import { type Outcome, type RefusedFact, type Situation, type Trouble, wasRefused } from '#engine'
import type { LotStanding } from '#model/lot-standing'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { MaterialIssued } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { refused } from '../report.ts'
import { type LotObjection, objectionsTo } from './judge-lot.ts'

/** Asks the owner for the lot where the issue names one; whoever names none asks nothing. */
export const lotIfNamed = ({ order, item, lot, quantity, from }: MaterialIssued) =>
  lot ? ProductionLedger.lot({ order, item, lot, quantity, ...(from ? { from } : {}) }) : undefined

type IssueSituation = Pick<
  Situation<MaterialIssued, { readonly lot?: LotStanding | RefusedFact | undefined }, never>,
  'body' | 'message' | 'policy' | 'permits' | 'facts'
>

/** Goes on with what an issue comes to, as far as the plant lets such a lot be used. */
export function asItsLotAllows(
  { body, message, policy, permits, facts }: IssueSituation,
  outcome: Outcome<OrderFile>,
): Outcome<OrderFile> {
  if (!['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  // What the ledger cannot say of the lot, it refuses when it is booked.
  const standing = wasRefused(facts.lot) ? undefined : facts.lot
  const objections = objectionsTo(body, standing, policy.lots, message.occurredAt)
  const open = objections.filter(({ code }) => !permits.includes(code))
  const [first] = objections
  if (!first) return outcome
  if (open.length === 0) {
    const { code } = first
    const sentence = `${said(objections)} ${outcome.sentence} ${agreed[whatNow[code].owner]} agreed.`
    return { ...outcome, verdict: 'flagged', code, sentence }
  }
  return follows(strictest(open), open, outcome, body)
}

const strictest = (open: readonly LotObjection[]): LotObjection =>
  open.find(({ rule }) => rule === 'refuse') ?? open.find(({ rule }) => rule === 'ask') ?? open[0]!

function follows(
  { code, rule, sentence: why }: LotObjection,
  open: readonly LotObjection[],
  outcome: Outcome<OrderFile>,
  body: MaterialIssued,
): Outcome<OrderFile> {
  const { owner, refused: whenRefused, flagged: whenFlagged } = whatNow[code]
  const sentence = `${said(open)} ${outcome.sentence}`
  switch (rule) {
    case 'flag':
      return {
        ...outcome,
        verdict: 'flagged',
        code,
        sentence,
        trouble: { code, owner, sentence, suggestion: whenFlagged },
      }
    case 'refuse':
      return refused({
        code,
        owner,
        sentence: `${why} It may not be issued to ${orderOf(outcome)}.`,
        suggestion: whenRefused,
      })
    case 'ask':
      return {
        verdict: 'asked',
        code,
        sentence,
        question: {
          role: owner,
          text: `${sentence} Shall it be booked?`,
          shown: { why: said(open), would: outcome.sentence, body },
          yes: outcome.intents ?? [],
          // Whoever says yes has read all of it.
          permits: open.map((one) => one.code),
        },
      }
  }
}

const said = (objections: readonly LotObjection[]): string => objections.map(({ sentence }) => sentence).join(' ')
const orderOf = ({ file }: Outcome<OrderFile>): string => file?.data.order.label ?? 'the order'

interface WhatNow {
  readonly owner: Trouble['owner'] & keyof typeof agreed
  readonly refused: string
  readonly flagged: string
}

const agreed = { quality: 'Quality', warehouse: 'The warehouse', planner: 'The planner' } as const

const ofQuality: WhatNow = {
  owner: 'quality',
  refused: 'Correct the lot and retry, or have quality release it; or skip this with a reason.',
  flagged: 'Look at what was made with it; skip this when that is settled.',
}
const notThere: WhatNow = {
  owner: 'warehouse',
  refused: 'Correct the lot or the item and retry, or skip this with a reason.',
  flagged: 'Make the lot known in Odoo; skip this when that is settled.',
}
const whatNow: Readonly<Record<LotObjection['code'], WhatNow>> = {
  LOT_ON_HOLD: ofQuality,
  LOT_EXPIRED: ofQuality,
  LOT_OF_ANOTHER_ITEM: notThere,
  UNKNOWN_LOT: notThere,
  LOT_RESERVED: {
    owner: 'planner',
    refused: 'Correct the lot, or free it in Odoo, and retry; or override with a reason.',
    flagged: 'See to it that those who reserved it get another; skip this when that is settled.',
  },
}
