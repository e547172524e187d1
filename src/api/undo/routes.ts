import { z } from 'zod'
import { mayIn } from '#governance/rights'
import { errorsOf } from '../door/judge-event.ts'
import { prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { Undo, Undone, UndoPreview } from './contract.ts'
import { foretoldOf, impossible, mayUndo } from './foretold.ts'
import { insteadOf } from './instead.ts'
import { reversalOf, type Told } from './reversal.ts'

const findUndoable = prepared('find-undoable')
const listUndone = prepared('list-undone')

const params = z.object({ id: z.uuid() })

const previewRoute = route(
  {
    name: 'previewUndo',
    method: 'GET',
    path: '/api/v1/messages/{id}/undo',
    access: ['messages.read'],
    summary: 'What taking back what an event booked would do now, or why that cannot be done and what can',
    params,
    answer: UndoPreview,
    refuses: [404],
  },
  async ({ reader, person, params: { id } }, parts) => {
    const about = await undoable(reader, id)
    if (!about || !mayIn(person.grants, 'messages.read', about.plant)) throw notFound('message')
    const { foretold } = await judged(about, { reason: 'to be taken back' }, person.login, parts)
    return { ...foretold, may: mayUndo(person.grants, about.plant), earlier: about.earlier }
  },
)

const undoRoute = route(
  {
    name: 'undoMessage',
    method: 'POST',
    path: '/api/v1/messages/{id}/undo',
    access: ['exceptions.override'],
    summary: 'Takes back what an event booked, whole or in part, by the reversal of its kind',
    params,
    body: Undo,
    answer: Undone,
    status: 202,
    refuses: [404, 409, 422],
  },
  async ({ reader, person, params: { id }, body }, parts) => {
    const about = await undoable(reader, id)
    if (!about || !mayIn(person.grants, 'messages.read', about.plant)) throw notFound('message')
    if (!mayUndo(person.grants, about.plant)) throw notAllowed()
    const { message, foretold } = await judged(about, body, person.login, parts)
    if (!message || !['possible', 'asks'].includes(foretold.state))
      throw conflict(foretold.code ?? 'NOT_FORETOLD', `${foretold.sentence} ${foretold.now ?? ''}`.trim())
    const [accepted] = await parts.receive([message])
    if (accepted?.kind !== 'accepted')
      throw conflict('ALREADY_DONE', 'Somebody else takes this back at the same moment. Load the page again.')
    return { messageId: message.messageId, type: message.type, asks: foretold.state === 'asks' }
  },
)

export const undoRoutes = [previewRoute, undoRoute]

interface Undoable extends Told {
  readonly booked: boolean
  readonly onPaper: boolean
  readonly isUndone: boolean
  readonly earlier: UndoPreview['earlier']
}

/** The reversal, and what would become of it; without it, why there is none. */
async function judged(about: Undoable, wish: Undo, by: string, { ids, now, replays }: ApiParts) {
  const open = about.earlier.find(({ progress }) => progress !== 'closed')
  if (open)
    return {
      foretold: impossible(
        'ALREADY_DONE',
        `${open.by ?? 'Somebody'} takes this back already, and that is not over.`,
        'Follow that one; where it needs somebody, settle it there.',
      ),
    }
  const reversal = reversalOf(about, wish, { messageId: ids(), at: now(), by })
  if ('wrong' in reversal)
    throw new Trouble(422, 'SCHEMA_INVALID', 'Not as expected', 'This cannot be taken back so.', {
      errors: errorsOf(reversal.wrong, ''),
    })
  if ('because' in reversal) return { foretold: impossible('NO_REVERSAL', reversal.because, reversal.now) }
  // Putting lots together names no event, so that nobody else would notice the second time.
  if (about.isUndone && reversal.message.type.endsWith('.lot.merged.v1'))
    return {
      foretold: impossible('OVER_REVERSAL', `Event ${about.id} is taken back already.`, insteadOf('OVER_REVERSAL')),
    }
  if (!about.booked)
    return {
      foretold: impossible(
        'NOTHING_TO_DO',
        about.onPaper ? 'It was judged on paper only: nothing of it is booked.' : 'Nothing of this event is booked.',
        'There is nothing to take back.',
      ),
    }
  return { message: reversal.message, foretold: foretoldOf(await replays.foretell(reversal.message), about.plant) }
}

async function undoable({ database, home }: Reader, id: string): Promise<Undoable | undefined> {
  const [row] = await database.all<UndoableRow>(findUndoable, [home, id])
  if (!row) return undefined
  const earlier = await database.all<EarlierRow>(listUndone, [home, row.plant, row.stream, row.key, id])
  const { message_id: messageId, on_paper: onPaper, stream: _, ...told } = row
  return {
    ...told,
    messageId,
    onPaper,
    undone: earlier.length,
    isUndone: earlier.some(({ booked }) => booked),
    earlier: earlier.map(({ message_id, booked: _, ...one }) => ({ messageId: message_id, ...one })),
  }
}

interface UndoableRow {
  plant: string
  message_id: string
  source: string
  id: string
  type: string
  key: string
  stream: string
  body: unknown
  booked: boolean
  on_paper: boolean
}

interface EarlierRow {
  message_id: string
  by: string | null
  at: string
  progress: UndoPreview['earlier'][number]['progress']
  verdict: string | null
  booked: boolean
}

const conflict = (code: string, detail: string) => new Trouble(409, code, 'Not taken back', detail)
