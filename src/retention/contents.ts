import type { Content } from '#governance/contents'
import { type Statement, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'

const sql = statementsIn(import.meta.url)

interface Kind {
  /** The next items from a place on that are older than the rule, and which of them may go. */
  readonly look: Statement
  readonly erase: Statement
  /** The place before all others. */
  readonly start: string
  /** Up to where something is old, as `look` wants it. */
  readonly upTo: (before: Instant) => string
}

/** Ids of messages begin with the time they were received, so a moment is a place among them (UUID version 7). */
const firstIdAt = (at: Instant): string => {
  const hex = Date.parse(at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

const byMessage = { start: '00000000-0000-0000-0000-000000000000', upTo: firstIdAt }

export const kinds: Record<Content, Kind> = {
  events: { look: sql('look-at-events'), erase: sql('erase-events'), ...byMessage },
  workings: { look: sql('look-at-workings'), erase: sql('erase-workings'), ...byMessage },
  records: {
    look: sql('look-at-records'),
    erase: sql('erase-records'),
    start: '0001-01-01T00:00:00 ',
    upTo: (before) => before,
  },
}
