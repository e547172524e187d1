import { kindOf } from '#model/catalogue'
import { Undo, Undone, UndoPreview } from '../../src/api/undo/contract.ts'
import { uuid } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

/** What the stage says of taking an event back: what can be taken back can, once. */
export function previewUndo(world: World, id: string): UndoPreview {
  const { message } = find(world, id)
  const goes = kindOf(message.type)?.takenBackBy !== undefined
  const base = { secondPerson: null, may: world.session.rights.includes('exceptions.override'), earlier: [] }
  return UndoPreview.parse(
    goes
      ? {
          ...base,
          state: 'possible',
          sentence: `${message.sentence?.replace(/\.$/, '') ?? message.title}: this is taken back, by a return in Odoo.`,
          code: null,
          now: null,
        }
      : {
          ...base,
          state: 'impossible',
          sentence: 'It is a taking back itself.',
          code: 'NO_REVERSAL',
          now: 'Have what it took back reported once more, under a new number: that is booked as any other report.',
        },
  )
}

/** The reversal that follows is the one the story has. */
export function undo(world: World, id: string, { body, changed }: Asked): unknown {
  Undo.parse(body)
  const { message } = find(world, id)
  changed(['messages', 'orders'])
  return Undone.parse({ messageId: uuid(1, 5), type: kindOf(message.type)?.takenBackBy ?? message.type, asks: false })
}

function find(world: World, id: string) {
  const found = world.journeys.find(({ message }) => message.messageId === id)
  if (found) return found
  throw new Refusal(problem(404, 'NOT_FOUND', 'There is no such message', 'The address may be cut short.'))
}
