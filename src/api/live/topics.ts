import type { Right } from '#governance/rights'
import { Changed } from '../contract.ts'

export type Topic = Changed['topics'][number]

export const everyTopic: readonly Topic[] = Changed.shape.topics.element.options

/** Who may ask about a topic may hear that it changed. */
export const rightOf: Readonly<Record<Topic, Right>> = {
  today: 'today.read',
  messages: 'messages.read',
  exceptions: 'exceptions.read',
  approvals: 'approvals.read',
  replays: 'exceptions.read',
  orders: 'orders.read',
  alerts: 'alerts.read',
  rules: 'rules.read',
  access: 'keys.read',
}

/** What an entry of the audit trail may have changed on a page. */
export function topicsOf(action: string, verdict: string | null): readonly Topic[] {
  if (action.startsWith('exception.')) return ['today', 'messages', 'exceptions', 'orders']
  if (action.startsWith('approval.')) return ['today', 'messages', 'approvals', 'orders']
  if (action === 'effect.confirmed') return ['today', 'messages', 'orders']
  if (action.startsWith('effect.')) return ['today', 'messages', 'exceptions', 'orders']
  if (action.startsWith('replay.')) return ['replays']
  if (action.startsWith('alert.')) return ['alerts']
  if (action.startsWith('rules.')) return ['rules']
  if (action.startsWith('key.') || action.startsWith('person.')) return ['access']
  if (action !== 'message.judged') return []
  // An exception or a question may have come, or an earlier one have healed.
  const told = ['today', 'messages', 'orders', 'exceptions'] as const
  return verdict === 'accepted' ? told : [...told, 'approvals']
}
