import type { Posting, PostingQuestion, Postings } from '../../../src/engine/store.ts'
import { isOpen } from './effects.ts'
import { type IntentRow, nameOf, type Tables } from './tables.ts'

/** What `read-event-postings.sql` and `read-lane-postings.sql` answer. */
export function readPostings(tables: Tables, questions: readonly PostingQuestion[]): readonly Postings[] {
  return questions.map((question) => {
    if (question.kind === 'event') {
      const seen = tables.seen.get(nameOf(question.source, question.id))
      return seen?.plant === question.plant ? [postingOf(tables, seen.messageId)] : []
    }
    const lane = tables.lanes.get(nameOf(question.plant, question.stream, question.key))
    if (!lane) return []
    const open = new Set<string>()
    for (const row of tables.queue.get(lane.id) ?? []) open.add(row.message.messageId)
    for (const row of tables.intents.values())
      if (row.laneId === lane.id && (isOpen(row) || isUnsettled(tables, row))) open.add(row.intent.messageId)
    return [...open].map((messageId) => postingOf(tables, messageId))
  })
}

/** Refused, and a person has not settled it. */
const isUnsettled = (tables: Tables, { state, intent: { messageId } }: IntentRow): boolean =>
  state === 'refused' && tables.exceptions.some((one) => one.messageId === messageId && !one.closedBy)

function postingOf(tables: Tables, messageId: string): Posting {
  const { message, seq } = tables.journal.get(messageId)!
  const { source, id, type, body, nature } = message
  const effects = [...tables.intents.values()]
    .filter(({ intent }) => intent.messageId === messageId)
    .sort((one, other) => one.seq - other.seq)
    .map(({ intent: { effectKey, operation }, state }) => ({ effectKey, operation, state }))
  const progress = tables.inbox.get(messageId)?.progress ?? 'closed'
  return { messageId, seq, nature, source, id, type, body, progress, effects }
}
