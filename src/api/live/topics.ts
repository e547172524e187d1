import type { Right } from '#governance/rights'
import type { Changed } from '../contract.ts'

export type Topic = Changed['topics'][number]

export const everyTopic: readonly Topic[] = ['today', 'messages', 'exceptions', 'approvals', 'orders']

/** Who may ask about a topic may hear that it changed. */
export const rightOf: Readonly<Record<Topic, Right>> = {
  today: 'today.read',
  messages: 'messages.read',
  exceptions: 'exceptions.read',
  approvals: 'approvals.read',
  orders: 'orders.read',
}

/** What an entry of the audit trail may have changed on a page. */
export function topicsOf(action: string, verdict: string | null): readonly Topic[] {
  if (action.startsWith('exception.')) return ['today', 'messages', 'exceptions', 'orders']
  if (action.startsWith('approval.')) return ['today', 'messages', 'approvals', 'orders']
  if (action === 'effect.confirmed') return ['today', 'messages', 'orders']
  if (action.startsWith('effect.')) return ['today', 'messages', 'exceptions', 'orders']
  if (action !== 'message.judged') return []
  // An exception or a question may have come, or an earlier one have healed.
  return verdict === 'accepted' ? ['today', 'messages', 'orders', 'exceptions'] : everyTopic
}
