import type { Draft } from './draft.ts'
import { Id, Num, reading, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import type { Centre, Id as RecordId, Order, Step } from './types.ts'
import { decimal } from './units.ts'
import { centres } from './words-of-all.ts'

/** Machine time is a time entry of the work order; labour time one of the order's labour work order. */

export const PRODUCTIVITY = 'mrp.workcenter.productivity'

const msOf = (stamp: string): number => Date.parse(`${stamp.replace(' ', 'T')}Z`)
const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
export const minutesBetween = (start: string, end: string): number => (msOf(end) - msOf(start)) / 60_000

/**
 * Odoo unites overlapping entries of a work order when it costs them, so one that would overlap is laid directly before
 * what is there: minutes and money stay as reported, the reported times stand in the description.
 */
export async function bookTime(
  draft: Draft,
  step: { readonly id: RecordId; readonly centre: number; readonly company: number },
  minutes: number,
  end: string,
  words: string,
): Promise<RecordId> {
  const span = Math.round(minutes * 60) * 1000
  let until = msOf(end)
  const taken = draft.chain.times
    .filter((time) => time.step === step.id)
    .map((time) => ({ start: msOf(time.start), end: time.end ? msOf(time.end) : Number.POSITIVE_INFINITY }))
    .toSorted((one, other) => other.end - one.end || other.start - one.start)
  for (const other of taken) if (other.end > until - span && other.start < until) until = other.start
  const [start, ended] = [stampOf(until - span), stampOf(until)]
  const made = draft.make(PRODUCTIVITY, 'time', {
    workorder_id: step.id as number,
    workcenter_id: step.centre,
    company_id: step.company,
    loss_id: await productiveTime(draft),
    date_start: start,
    date_end: ended,
    description: words,
  })
  draft.chain.times.push({ id: made, step: step.id, start, end: ended, minutes, words })
  draft.steps.push({ do: 'check minutes', time: made, minutes })
  return made
}

const losses = reading(
  'mrp.workcenter.productivity.loss',
  { id: Id, name: Text, loss_type: Text, sequence: Num },
  (row) => ({ id: row.id, name: row.name, kind: row.loss_type }),
)

export async function productiveTime(draft: Draft): Promise<number> {
  const [found] = await draft.desk.read(losses, [['loss_type', '=', 'productive']], { limit: 1 })
  return found?.id ?? refuse('UNMAPPED_CODE', 'Odoo has no productivity loss of the category Productive')
}

/** The loss of that name where Odoo has it, else the first that means that nothing is produced. */
export async function lossNamed(draft: Draft, reason: string | undefined): Promise<number> {
  // What the floor says is a name, and no pattern.
  const name = reason?.replaceAll(/[\\%_]/g, String.raw`\$&`)
  const named = name ? await draft.desk.read(losses, [['name', '=ilike', name]], { limit: 1 }) : []
  if (named[0]) return named[0].id
  const [idle] = await draft.desk.read(losses, [['loss_type', '=', 'availability']], { limit: 1 })
  return idle?.id ?? productiveTime(draft)
}

/** The work centre whose hourly cost is the labour rate of another: that one's code and -LABOUR, else LABOUR. */
export async function labourCentre(draft: Draft, centre: number): Promise<Centre> {
  const code = draft.chain.centres.get(centre)?.code
  const codes = [...(code ? [`${code}-LABOUR`] : []), 'LABOUR']
  const found = await draft.desk.read(centres, [['code', 'in', codes]])
  return (
    found.find((one) => one.code === codes[0]) ??
    found[0] ??
    refuse('UNMAPPED_CODE', `Odoo has no labour work centre: give one the code ${codes.join(' or ')}`)
  )
}

export interface Where {
  readonly id: RecordId
  readonly centre: number
  readonly company: number
}

export const whereOf = (draft: Draft, step: Step): Where => ({
  id: step.id,
  centre: step.centre,
  company: draft.order(step.order).company,
})

/**
 * The order's labour work order, made when first needed: done from the start, so that it never keeps the order from
 * being complete, and outside the routing's sequence.
 */
export function labourStep(draft: Draft, order: Order, centre: Centre): Where {
  const known = draft.chain.steps.find(
    (step) => step.order === order.id && step.centre === centre.id && step.operation === undefined,
  )
  const where = { centre: centre.id, company: order.company }
  if (known) return { ...where, id: known.id }
  const name = `labour_${order.id}_${centre.id}`
  return { ...where, id: stepBeside(draft, order, centre.id, centre.name, 'done', name) }
}

/** A work order of its own beside the routing. */
export function stepBeside(
  draft: Draft,
  order: Order,
  centre: number,
  name: string,
  state: string,
  as: string,
): RecordId {
  const id = draft.makeAs(
    'mrp.workorder',
    as,
    {
      name,
      production_id: order.id,
      workcenter_id: centre,
      product_uom_id: order.unit,
      duration_expected: 0,
      state,
      ...draft.words.stepBeside(order, draft.chain.steps),
    },
    { skip_confirm: true },
  )
  draft.words.besideMade(draft, order)
  draft.chain.steps.push({
    id,
    name,
    order: order.id,
    operation: undefined,
    centre,
    unit: order.unit,
    state,
    good: 0,
    goodBefore: 0,
    ordered: order.quantity,
    expected: 0,
    minutes: 0,
    rate: 0,
    end: undefined,
    sequence: 1000,
    leave: undefined,
    next: undefined,
    written: '',
  })
  return id
}

/** Odoo knows no negative time: the entry stays where it is with no duration and says what it was. */
export function voidTime(draft: Draft, ids: readonly RecordId[]): void {
  for (const time of draft.chain.times) {
    if (!ids.includes(time.id)) continue
    const was = `Taken back by ${draft.effect.message}: was ${decimal(time.minutes)} min from ${time.start} to ${time.end ?? '?'}. `
    draft.set(PRODUCTIVITY, [time.id], { date_end: time.start, description: was + time.words })
  }
}
