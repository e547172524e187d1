import type { Outcome, Policy, Situation } from '#engine'
import { type Instant, isAfter } from '#kernel/time'
import type { MaterialIssued } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { minuteOf } from '../holds.ts'
import { refused } from '../report.ts'

export interface LotObjection {
  readonly code: 'LOT_EXPIRED' | 'LOT_ON_HOLD'
  readonly rule: Policy['lots']['expired']
  readonly sentence: string
}

/** What speaks against using a lot at that moment; what is worst for it counts first. Pure. */
export function objectionTo(
  { lot, lotStatus, expires }: Pick<MaterialIssued, 'lot' | 'lotStatus' | 'expires'>,
  { held, expired }: Policy['lots'],
  at: Instant,
): LotObjection | undefined {
  const name = lot ? `Lot ${lot}` : 'What was issued'
  if (lotStatus && lotStatus !== 'released')
    return { code: 'LOT_ON_HOLD', rule: held, sentence: `${name} is ${words[lotStatus]}.` }
  if (expires && !isAfter(expires, at))
    return { code: 'LOT_EXPIRED', rule: expired, sentence: `${name} was to be used until ${minuteOf(expires)}.` }
  return undefined
}

const words = { quarantine: 'in quarantine', held: 'held', rejected: 'rejected' } as const

/** Goes on with what an issue comes to, as far as the plant lets such a lot be used. */
export function asItsLotAllows(
  {
    body,
    message,
    policy,
    permits,
  }: Pick<Situation<MaterialIssued, never, never>, 'body' | 'message' | 'policy' | 'permits'>,
  outcome: Outcome<OrderFile>,
): Outcome<OrderFile> {
  const objection = objectionTo(body, policy.lots, message.occurredAt)
  if (!objection || !['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  const { code } = objection
  const sentence = `${objection.sentence} ${outcome.sentence}`
  const trouble = { code, owner: 'quality', sentence, suggestion: lookAtIt } as const
  if (permits.includes(code)) return { ...outcome, verdict: 'flagged', code, sentence: `${sentence} Quality agreed.` }
  switch (objection.rule) {
    case 'flag':
      return { ...outcome, verdict: 'flagged', code, sentence, trouble }
    case 'refuse':
      return refused({
        ...trouble,
        sentence: `${objection.sentence} It may not be issued to ${orderOf(outcome)}.`,
        suggestion: takeAnother,
      })
    case 'ask':
      return {
        verdict: 'asked',
        code,
        sentence,
        question: {
          role: 'quality',
          text: `${sentence} Shall it be booked?`,
          shown: { why: objection.sentence, would: outcome.sentence, body },
          yes: outcome.intents ?? [],
          permits: [code],
        },
      }
  }
}

const orderOf = ({ file }: Outcome<OrderFile>): string => file?.data.order.label ?? 'the order'
const lookAtIt = 'Look at what was made with it; skip this when that is settled.'
const takeAnother = 'Correct the lot and retry, or have quality release it; or skip this with a reason.'
