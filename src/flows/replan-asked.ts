import type { CloudEvent, Message } from '#model/message'
import { REPLAN_REQUESTED, type ReplanRequested } from '#model/replan'

/**
 * How any flow has a plant planned anew: an event it returns with its outcome. One cause is one case, however often it
 * asks; each message asks once.
 */
export const replanAsked = (
  message: Pick<Message, 'plant' | 'messageId' | 'receivedAt'>,
  wish: Omit<ReplanRequested, 'replan'>,
): CloudEvent => ({
  specversion: '1.0',
  id: `${message.messageId}.replan`,
  source: `/plants/${message.plant}/systems/hub`,
  type: REPLAN_REQUESTED,
  time: message.receivedAt,
  data: { replan: replanOf(wish), ...wish },
})

/** By its cause, as short as a name may be. */
export const replanOf = ({ cause, of }: Pick<ReplanRequested, 'cause' | 'of'>): string => `${cause}.${of}`.slice(0, 64)
