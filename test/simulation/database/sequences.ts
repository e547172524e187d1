import type { SequenceQuestion, Sequences } from '../../../src/engine/store.ts'
import { numberOf } from '../../../src/engine/runs/sequence.ts'
import { type InboxRow, nameOf, type Tables } from './tables.ts'

/** What `read-sequences.sql` answers. */
export function readSequences(tables: Tables, questions: readonly SequenceQuestion[]): readonly Sequences[] {
  return questions.map(({ plant, stream, key, source, nature, number: here, seq }) => {
    const lane = tables.lanes.get(nameOf(plant, stream, key))
    const told = [...tables.journal.values()].flatMap(({ laneId, seq: place, message }) => {
      const number = numberOf(message.sequence)
      if (laneId !== lane?.id || message.source !== source || number === undefined) return []
      const isOver = message.nature === 'transition' && !tables.inbox.has(message.messageId)
      const isOpen = message.nature === 'transition' && !isOver
      return [{ number, isEarlier: place < seq, isOver, isOpen }]
    })
    const highest = (rows: typeof told) => Math.max(0, ...rows.map(({ number }) => number))
    const passed = highest(told.filter(({ number, isOver }) => isOver && number < here))
    const reached = highest(told.filter(({ isEarlier }) => isEarlier))
    const above = nature === 'movement' ? reached : Math.min(passed, reached)
    const between = told.map(({ number }) => number).filter((number) => number > above && number < here)
    const late = told.some(({ number, isEarlier, isOpen }) => isOpen && !isEarlier && number < here)
    return { passed, reached, late, numbers: [...new Set(between)].sort((one, other) => one - other) }
  })
}

/** What `take-turns-by-number.sql` does. */
export function takeTurnsByNumber(tables: Tables, messageId: string): void {
  const last = tables.inbox.get(messageId)
  const queue = last && tables.queue.get(last.laneId)
  if (!last || !queue) return
  const numbered = (row: InboxRow) => numberOf(row.message.sequence) ?? Infinity
  const counted = queue.filter(
    (row) =>
      row.message.nature === 'transition' &&
      row.message.source === last.message.source &&
      row.seq >= last.seq &&
      numbered(row) <= numbered(last),
  )
  const places = counted.map(({ seq }) => seq)
  counted
    .toSorted((one, other) => numbered(one) - numbered(other) || one.seq - other.seq)
    .forEach((row, at) => (row.seq = places[at]!))
  queue.sort((one, other) => one.seq - other.seq)
}
