import { z } from 'zod'
import { messageOf } from '#engine'
import { mayIn } from '#governance/rights'
import { kindOf } from '#model/catalogue'
import { prepared } from '../pages/reader.ts'
import { errorsOf } from '../door/judge-event.ts'
import { notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { Undo, Undone } from './contract.ts'

const findUndoable = prepared('find-undoable')

interface Undoable {
  readonly plant: string
  readonly source: string
  readonly id: string
  readonly type: string
  readonly key: string
  readonly booked: boolean
  readonly undone: number
}

/**
 * A person takes back what an event booked: the reversal of its kind, as if its own source had sent it, under the
 * person's name. It goes the way of every reversal, so that it is judged, booked once, and can be followed.
 */
export const undoRoute = route(
  {
    name: 'undoMessage',
    method: 'POST',
    path: '/api/v1/messages/{id}/undo',
    access: ['exceptions.override'],
    summary: 'Takes back what an event booked, whole or in part, by the reversal of its kind',
    params: z.object({ id: z.uuid() }),
    body: Undo,
    answer: Undone,
    status: 202,
    refuses: [404, 409, 422],
  },
  async ({ reader, person, params, body }, { ids, now, receive }) => {
    const [about] = await reader.database.all<Undoable>(findUndoable, [reader.home, params.id])
    if (!about || !mayIn(person.grants, 'exceptions.override', about.plant)) throw notFound('message')
    const kind = kindOf(kindOf(about.type)?.takenBackBy ?? '')
    if (!kind)
      throw conflict('NO_REVERSAL', `A ${kindOf(about.type)?.title.toLowerCase() ?? about.type} has no reversal.`)
    if (!about.booked)
      throw conflict('NOTHING_TO_DO', 'Nothing of this event is booked, so there is nothing to take back.')
    const at = now()
    const read = kind.schema.safeParse({
      order: about.key,
      reverses: about.id,
      reason: `${body.reason} (${person.login})`,
      ...(body.quantity ? { quantity: body.quantity } : {}),
    })
    if (!read.success)
      throw new Trouble(422, 'SCHEMA_INVALID', 'Not as expected', 'This cannot be taken back so.', {
        errors: errorsOf(read.error, ''),
      })
    const event = {
      specversion: '1.0',
      id: `undo.${params.id}.${about.undone + 1}`,
      source: about.source,
      type: kind.type,
      time: at,
      actor: person.login,
      data: read.data,
    } as const
    const messageId = ids()
    const coming = { messageId, plant: about.plant, receivedAt: at, receivedFrom: 'console', causation: params.id }
    const [accepted] = await receive([messageOf(event as never, kind, read.data, coming)])
    if (accepted?.kind !== 'accepted')
      throw conflict('ALREADY_DONE', 'Somebody else takes this back at the same moment.')
    return { messageId, type: kind.type }
  },
)

const conflict = (code: string, detail: string) => new Trouble(409, code, 'Not taken back', detail)
