import type { Instant } from '#kernel/time'

/** What became of an event whose booking the journal does not know. */
export type CameAgain = 'not-yet' | 'stopped' | 'over'

/** What a person does about an effect that stands in the books and not in the journal. Pure. */
export function whatNowForgotten(
  came: CameAgain,
  { system, occurredAt, isOurs }: { readonly system: string; readonly occurredAt: Instant; readonly isOurs: boolean },
): string {
  switch (came) {
    case 'stopped':
      return 'It has come again and waits for somebody: see Exceptions.'
    case 'over':
      return 'It has come again and was set aside: its journey says why.'
    case 'not-yet':
      return isOurs
        ? 'The hub told it itself and nobody tells it again: it stays in Odoo; if it is wrong, take it back there.'
        : `Have ${system} send again what it reported from ${occurredAt} on; nothing is booked twice.`
  }
}

/** And about one that the journal knows as booked and that the books have lost. */
export const whatNowLost =
  'Put a later backup of Odoo in its place; where there is none, book it there by hand as its journey tells.'
