import type { SequenceQuestion, Sequences } from '../../../src/engine/store.ts'
import { nameOf, type Tables } from './tables.ts'

/** What `read-sequences.sql` answers. */
export function readSequences(tables: Tables, questions: readonly SequenceQuestion[]): readonly Sequences[] {
  return questions.map(({ plant, stream, key, source }) => {
    const lane = tables.lanes.get(nameOf(plant, stream, key))
    const told = [...tables.journal.values()].filter(
      (row) => row.laneId === lane?.id && row.message.source === source && row.message.sequence !== undefined,
    )
    const isOver = ({ message: { nature, messageId } }: (typeof told)[number]) =>
      nature === 'transition' && !tables.inbox.has(messageId)
    const numbersOf = (rows: typeof told) => rows.map(({ message }) => message.sequence!)
    return { numbers: numbersOf(told), passed: numbersOf(told.filter(isOver)) }
  })
}
