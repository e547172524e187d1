import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import { Changed } from '../planning/outcomes.ts'
import type { OdooPlace, PlanValues } from '../planning/words.ts'
import type { Desk } from './desk.ts'
import { jsonIn } from './notebook.ts'
import { Id, Maybe, Named, Num, reading, Ref, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import { restlessness } from './restless.ts'
import { inTurn } from './turns.ts'

const NOTES = 'ir.attachment'
const BEGUN = ['progress', 'done', 'cancel']

/** What is going to move, and what came of it: written down before and after, in a drawer for each plan. */
const Note = z.strictObject({ key: z.string(), before: Changed.shape.before, result: Changed.optional() })
const Written = Text.transform((text, context) => {
  const read = Note.safeParse(jsonIn(text))
  if (read.success) return read.data
  context.addIssue('not a note about a plan')
  return z.NEVER
})
export const planNotes = reading(NOTES, { id: Id, description: Written }, ({ id, description: note }) => ({ id, note }))

const drawerOf = (plan: string): string => `millwright.plan.${createHash('sha256').update(plan).digest('hex')}`

const datesBy = (version: number) =>
  version < 17 ? (['date_planned_start', 'date_planned_finished'] as const) : (['date_start', 'date_finished'] as const)

/** Operations and orders as they stand, by names that changed with 17. */
export function plannedIn(version: number) {
  const [begins, ends] = datesBy(version)
  const names: object = { [begins]: Maybe, [ends]: Maybe }
  const span = (row: object) => {
    const at = row as Readonly<Record<string, string | undefined>>
    return { from: at[begins] ?? '', until: at[ends] ?? '' }
  }
  return {
    begins,
    ends,
    steps: reading(
      'mrp.workorder',
      {
        id: Id,
        name: Text,
        state: Text,
        workcenter_id: Named,
        production_id: Named,
        leave_id: Ref,
        duration_expected: Num,
        ...names,
      },
      ({ id, name, state, workcenter_id, production_id, duration_expected, ...told }) => ({
        id,
        label: `${production_id?.name ?? ''} ${name}`,
        state,
        order: production_id?.id,
        centre: workcenter_id,
        minutes: duration_expected,
        ...span(told),
      }),
    ),
    orders: reading(
      'mrp.production',
      { id: Id, name: Text, state: Text, ...names },
      ({ id, name, state, ...told }) => ({
        id,
        name,
        state,
        ...span(told),
      }),
    ),
  }
}
type Standing = z.output<ReturnType<typeof plannedIn>['steps']['rows']>[number]

/**
 * Does by ordinary calls what the procedure `plan-changes` does in one transaction: everything is looked at before
 * anything moves; whoever comes back to what was begun finds each operation where it was or where it is to be.
 */
export function planChangesIn(requestLimit: Duration) {
  const restless = restlessness(requestLimit)
  const turns = inTurn<string>()
  // Calls that went unanswered are remembered for all plans at once: they touch the same operations.
  const ANY = 0

  return async (
    desk: Desk,
    version: number,
    effects: readonly PlanValues[],
    signal: AbortSignal | undefined,
  ): Promise<object[]> => {
    const planned = plannedIn(version)
    const answers: object[] = []
    for (const effect of effects) answers.push(await turns('plans', () => perform(effect)))
    return answers

    async function perform(effect: PlanValues): Promise<object> {
      const { key, body } = effect
      await restless.settled(ANY, signal)
      const drawer = await desk.read(planNotes, [
        ['res_model', '=', drawerOf(body.plan)],
        ['res_id', '=', false],
      ])
      const mine = drawer.find(({ note }) => note.key === key)
      if (mine?.note.result) return { key, outcome: 'known', result: JSON.stringify(mine.note.result) }
      try {
        return { key, outcome: 'done', result: await change(effect, mine) }
      } catch (failure) {
        restless.note(ANY, failure)
        if (!(failure instanceof Refused)) throw failure
        return { key, outcome: 'refused', refusal: { code: failure.code, sentence: failure.message } }
      }
    }

    async function change(
      { key, body: { plan, moves, orders } }: PlanValues,
      mine: { readonly id: number; readonly note: z.output<typeof Note> } | undefined,
    ): Promise<Changed> {
      const stepsNow = () => standing(planned.steps, [...moves.map(({ operation }) => operation)])
      const steps = await stepsNow()
      const open = await standing(
        planned.orders,
        orders.map(({ order }) => order),
      )
      for (const { operation, from, to } of moves) {
        const step = steps.get(operation)
        if (!step) stale(`Operation ${operation} is gone`)
        if (BEGUN.includes(step.state)) stale(`${step.label} is begun, over or called off by now`)
        if (!isAt(step, from) && !(mine && isAt(step, to))) stale(`${step.label} has another place by now`)
      }
      for (const { order, from, to } of orders) {
        const one = open.get(order)
        if (!one || ['draft', 'done', 'cancel'].includes(one.state))
          stale(`Order ${order} is over or called off by now`)
        // Odoo moves an order with its first and its last operation.
        if (!mine && !hasSpan(one, from) && !hasSpan(one, to)) stale(`Order ${one.name} has other dates by now`)
      }
      const before = mine?.note.before ?? told(moves, steps)
      const id =
        mine?.id ??
        (await desk.make(NOTES, `effect_${key}`, {
          name: plan,
          description: JSON.stringify({ key, before }),
          res_model: drawerOf(plan),
        }))
      for (const { operation, to } of moves) await put(steps.get(operation)!, to)
      for (const { order, to } of orders)
        await desk.set(
          'mrp.production',
          [order],
          { [planned.begins]: to.from, [planned.ends]: to.until },
          { force_date: true },
        )
      const after = await stepsNow()
      for (const { operation, to } of moves)
        if (!isAt(after.get(operation), to))
          refuse('READBACK_DIFFERS', `${after.get(operation)?.label} stands elsewhere`)
      const result: Changed = {
        documents: [...open.values()].map((one) => ({ kind: 'mrp.production', id: one.id, label: one.name })),
        before,
        after: told(moves, after),
        posted: { operations: moves.length },
      }
      await desk.set(NOTES, [id], { description: JSON.stringify({ key, before, result }) })
      return result
    }

    async function standing<Row extends { readonly id: number }>(
      what: Parameters<typeof desk.read<Row>>[0],
      ids: readonly number[],
    ): Promise<ReadonlyMap<number, Row>> {
      return new Map((await desk.read(what, [['id', 'in', ids]])).map((row) => [row.id, row]))
    }

    /** The work centre first: with it Odoo reckons other dates and minutes, which are set behind it. */
    async function put(step: Standing, { centre, from, until, minutes }: OdooPlace): Promise<void> {
      if (step.centre?.id !== centre) await desk.set('mrp.workorder', [step.id], { workcenter_id: centre })
      await desk.set(
        'mrp.workorder',
        [step.id],
        { [planned.begins]: from, [planned.ends]: until, duration_expected: minutes },
        { bypass_duration_calculation: true },
      )
    }
  }
}

function stale(sentence: string): never {
  refuse('STALE_PLAN', `${sentence}; nothing was moved`)
}

interface Span {
  readonly from: string
  readonly until: string
}
const hasSpan = (one: Span, other: Span): boolean => one.from === other.from && one.until === other.until
const isAt = (step: Standing | undefined, place: OdooPlace): boolean =>
  step?.centre?.id === place.centre && hasSpan(step, place) && Math.abs(step.minutes - place.minutes) < 0.02

const told = (moves: PlanValues['body']['moves'], steps: ReadonlyMap<number, Standing>): Record<string, string> =>
  Object.fromEntries(
    moves.map(({ operation }) => {
      const { label, centre, from, until } = steps.get(operation)!
      return [label, `${centre?.name} from ${from} to ${until} UTC`]
    }),
  )
