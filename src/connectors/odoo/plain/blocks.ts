import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import { type Blocked, Blocked as BlockedShape } from '../planning/outcomes.ts'
import type { BlockValues } from '../planning/words.ts'
import type { Desk } from './desk.ts'
import { jsonIn } from './notebook.ts'
import { Id, Must, Ref, reading, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import { restlessness } from './restless.ts'
import { inTurn } from './turns.ts'

const LEAVES = 'resource.calendar.leaves'
const NOTES = 'ir.attachment'

const leaves = reading(LEAVES, { id: Id, name: Text, date_from: Text, date_to: Text }, (row) => row)
type Leave = z.output<(typeof leaves)['rows']>[number]

const centres = reading(
  'mrp.workcenter',
  { id: Id, name: Text, resource_id: Must, resource_calendar_id: Ref, company_id: Ref },
  (row) => row,
)

/** What is going to be done, and what came of it: written down before and after, in a drawer for each window. */
const Note = z.strictObject({ key: z.string(), before: BlockedShape.shape.before, result: BlockedShape.optional() })

/** What is no note of ours is an answer that cannot be understood, like any other of Odoo's. */
const Written = Text.transform((text, context) => {
  const read = Note.safeParse(jsonIn(text))
  if (read.success) return read.data
  context.addIssue('not a note about a block')
  return z.NEVER
})
export const notes = reading(NOTES, { id: Id, description: Written }, ({ id, description: note }) => ({ id, note }))

type Body = BlockValues['body']
const drawerOf = ({ window, centre }: Body): string =>
  `millwright.block.${createHash('sha256').update(`${window} at ${centre}`).digest('hex')}`

/** Does by ordinary calls what the procedure `blocks` does inside Odoo: one leave for each window, never made twice. */
export function blocksIn(requestLimit: Duration) {
  const restless = restlessness(requestLimit)
  const turns = inTurn<number>()

  return async (desk: Desk, effects: readonly BlockValues[], signal: AbortSignal | undefined): Promise<object[]> => {
    const answers: object[] = []
    for (const effect of effects) answers.push(await turns(effect.body.centre, () => perform(effect)))
    return answers

    async function perform(effect: BlockValues): Promise<object> {
      const { key, body } = effect
      await restless.settled(body.centre, signal)
      const drawer = await desk.read(
        notes,
        [
          ['res_model', '=', drawerOf(body)],
          ['res_id', '=', false],
        ],
        { order: 'id' },
      )
      const mine = drawer.find(({ note }) => note.key === key)
      if (mine?.note.result) return { key, outcome: 'known', result: JSON.stringify(mine.note.result) }
      try {
        const last = drawer.findLast(({ note }) => note.result?.posted.leave)?.note.result?.posted.leave
        const [leave] = last ? await desk.read(leaves, [['id', '=', last]]) : []
        return { key, outcome: 'done', result: await book(effect, leave, mine) }
      } catch (failure) {
        restless.note(body.centre, failure as never)
        if (!(failure instanceof Refused)) throw failure
        return { key, outcome: 'refused', refusal: { code: failure.code, sentence: failure.message } }
      }
    }

    async function book(
      { key, operation, body }: BlockValues,
      leave: Leave | undefined,
      mine: { readonly id: number; readonly note: z.output<typeof Note> } | undefined,
    ): Promise<Blocked> {
      const [centre] = await desk.read(centres, [['id', '=', body.centre]], { context: { active_test: false } })
      if (!centre) refuse('UNKNOWN_WORK_CENTRE', `Odoo has no work centre with id ${body.centre}`)
      // A move that was begun may have made its leave anew.
      if (operation === 'moveBlock' && !leave && !body.anew && !mine)
        refuse(
          'BLOCK_GONE',
          `The time that ${body.title} takes from ${centre.name} was deleted in Odoo, where it is not made again without being asked`,
        )
      const before = mine?.note.before ?? standingOf(leave)
      const id = mine?.id ?? (await begin(key, body, before))
      const now = operation === 'freeBlock' ? await free(leave) : await stand(key, body, leave, centre)
      const documents = (now ? [now] : leave ? [leave] : []).map((one) => ({
        kind: LEAVES,
        id: one.id,
        label: one.name,
      }))
      const result = { documents, before, after: standingOf(now), posted: { leave: now?.id ?? null } }
      await desk.set(NOTES, [id], { description: JSON.stringify({ key, before, result }) })
      return result
    }

    function begin(key: string, body: Body, before: Blocked['before']): Promise<number> {
      return desk.make(NOTES, `effect_${key}`, {
        name: body.window,
        description: JSON.stringify({ key, before }),
        res_model: drawerOf(body),
      })
    }

    async function stand(
      key: string,
      body: Body,
      leave: Leave | undefined,
      centre: z.output<(typeof centres)['rows']>[number],
    ): Promise<Leave> {
      const id =
        leave?.id ??
        (await desk.make(LEAVES, `leave_${key}`, {
          name: body.title!,
          resource_id: centre.resource_id,
          calendar_id: centre.resource_calendar_id,
          date_from: body.from!,
          date_to: body.to!,
        }))
      if (leave) await desk.set(LEAVES, [id], { name: body.title, date_from: body.from, date_to: body.to })
      const [now] = await desk.read(leaves, [['id', '=', id]])
      if (now?.date_from !== body.from || now?.date_to !== body.to)
        refuse('READBACK_DIFFERS', `Odoo has closed ${centre.name} from ${now?.date_from} to ${now?.date_to} instead`)
      return now!
    }

    async function free(leave: Leave | undefined): Promise<undefined> {
      if (leave) await desk.drop(LEAVES, [leave.id])
    }
  }
}

const standingOf = (leave: Leave | undefined): Blocked['before'] => ({
  from: leave?.date_from ?? null,
  to: leave?.date_to ?? null,
})
