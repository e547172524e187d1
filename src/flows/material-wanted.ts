import type { CloudEvent, Message } from '#model/message'
import { MATERIAL_WANTED, type MaterialShort } from '#model/material-shortage'

/** Has the buyer told of what nothing on its way covers, because of the order that needs it first; once for each message. */
export function materialWanted(
  { plant, messageId, receivedAt }: Pick<Message, 'plant' | 'messageId' | 'receivedAt'>,
  { item, name, orders }: MaterialShort,
): readonly CloudEvent[] {
  const first = orders.find(({ at }) => at === undefined)
  if (!first) return []
  const data = { item, name, order: first.order, label: first.label }
  const head = { specversion: '1.0', id: `${messageId}.wanted`, source: `/plants/${plant}/systems/hub` } as const
  return [{ ...head, type: MATERIAL_WANTED, time: receivedAt, data }]
}
