import type { SequenceQuestion, Sequences } from '../../../src/engine/store.ts'
import { numberOf } from '../../../src/engine/runs/sequence.ts'
import { nameOf, type Tables } from './tables.ts'

/** What `read-sequences.sql` answers. */
export function readSequences(tables: Tables, questions: readonly SequenceQuestion[]): readonly Sequences[] {
  return questions.map(({ plant, stream, key, source, nature, number: here, seq }) => {
    const lane = tables.lanes.get(nameOf(plant, stream, key))
    const told = [...tables.journal.values()].flatMap(({ laneId, seq: place, message }) => {
      const number = numberOf(message.sequence)
      if (laneId !== lane?.id || message.source !== source || number === undefined) return []
      const isOver = message.nature === 'transition' && !tables.inbox.has(message.messageId)
      return [{ number, isEarlier: place < seq, isOver }]
    })
    const highest = (rows: typeof told) => Math.max(0, ...rows.map(({ number }) => number))
    const passed = highest(told.filter(({ number, isOver }) => isOver && number < here))
    const reached = highest(told.filter(({ isEarlier }) => isEarlier))
    const above = nature === 'movement' ? reached : Math.min(passed, reached)
    const between = told.map(({ number }) => number).filter((number) => number > above && number < here)
    return { passed, reached, numbers: [...new Set(between)].sort((one, other) => one - other) }
  })
}
