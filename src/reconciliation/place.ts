import { z } from 'zod'
import type { Instant } from '#kernel/time'

/** How far two books have been held against each other: through what the ledger remembers first, then through the journal. */
export type Place =
  | { readonly in: 'books'; readonly after: number }
  | { readonly in: 'journal'; readonly answeredAt: Instant; readonly intentId: string }

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const FORM = new RegExp(`^(?:books-(\\d{1,15})|journal-(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)-(${UUID}))$`)

/** A place as text, for whoever asks for the next page. */
export const Place = z
  .string()
  .regex(FORM, 'is what the page before it said')
  .transform((text): Place => {
    const [, after, answeredAt, intentId] = FORM.exec(text)!
    return after === undefined
      ? { in: 'journal', answeredAt: answeredAt!, intentId: intentId! }
      : { in: 'books', after: Number(after) }
  })

export const beginning: Place = { in: 'books', after: 0 }

export const placeText = (place: Place): string =>
  place.in === 'books' ? `books-${place.after}` : `journal-${place.answeredAt}-${place.intentId}`
