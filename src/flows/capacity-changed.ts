import type { Block } from '#model/capacity'
import { CAPACITY_CHANGED, type CapacityChange } from '#model/capacity-change'
import type { CloudEvent, Message } from '#model/message'

/** What a block in the ERP says, as it was asked for there; freed it has no time. */
type Blocked = Pick<Block, 'window' | 'workCentre'> & Partial<Pick<Block, 'from' | 'to' | 'title'>>

/**
 * How any flow that has heard of the ERP what a work centre can do lets a planner outside know: an event it returns with
 * its outcome, of exactly what the ERP has taken.
 */
export function capacityChanged(
  message: Pick<Message, 'plant' | 'messageId' | 'receivedAt'>,
  body: unknown,
  name: string,
): CloudEvent {
  const { window: block, workCentre, title, from, to } = body as Blocked
  const change: CapacityChange = {
    ...{ block, workCentre, name },
    ...(title ? { title } : {}),
    ...(from && to ? { closed: { from, until: to } } : {}),
  }
  return {
    specversion: '1.0',
    id: `${message.messageId}.capacity`,
    source: `/plants/${message.plant}/systems/hub`,
    type: CAPACITY_CHANGED,
    time: message.receivedAt,
    data: { ...change },
  }
}
