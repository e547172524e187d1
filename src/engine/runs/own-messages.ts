import type { Message } from '#model/message'

/** The type under which the sender tells a flow what its effect came to. */
export const EFFECT_ANSWERED = 'hub.effect.answered.v1'

/** The type under which a flow reminds itself. */
export const REMINDER_DUE = 'hub.reminder.due.v1'

/** What the hub says to itself, in the words of a flow of its own. */
export const isOwn = ({ type }: Pick<Message, 'type'>): boolean => type === EFFECT_ANSWERED || type === REMINDER_DUE

/** Of what a flow reminds itself by that name. */
export const isReminderOf = ({ type, body }: Pick<Message, 'type' | 'body'>, name: string): boolean =>
  type === REMINDER_DUE && (body as { readonly name: string }).name === name
