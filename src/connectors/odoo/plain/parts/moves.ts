import { leftOf } from '../booked.ts'
import type { Chain } from '../chain.ts'
import { knownLot } from '../items.ts'
import { refuse } from '../refusal.ts'
import { leftParts, partsBack } from '../reversals.ts'
import { take } from '../stock.ts'
import type { Move } from '../types.ts'
import { amount, compared, decimal } from '../units.ts'
import type { KeptNote } from './notes.ts'
import type { Ground } from './place.ts'
import { setAsideFor } from './standing.ts'

/** What an effect plans: its steps lie in the draft. */
export interface PartPlan {
  readonly posted: { readonly [what: string]: unknown }
  readonly documents: KeptNote['documents']
  readonly says?: { readonly [what: string]: unknown }
}

const TRANSFER = 'stock.picking'
const ENDED = ['done', 'cancel']

/** What lies ready is one transfer, made whole: another amount is another transfer, and the one before is called off. */
export async function reserve(ground: Ground, own: readonly KeptNote[]): Promise<PartPlan> {
  await callOff(ground, own)
  return setAside(ground, amountOf(ground))
}

export async function release(ground: Ground, own: readonly KeptNote[]): Promise<PartPlan> {
  await callOff(ground, own)
  return { posted: {}, documents: [] }
}

/** What lies ready is given free, what is used is taken, and the rest is set aside again. */
export async function consume(ground: Ground, own: readonly KeptNote[]): Promise<PartPlan> {
  const { draft, product, unit, source, floor, effect } = ground
  const quantity = amountOf(ground)
  const lot = await knownLot(draft, product, effect.body.lot, quantity)
  const { parts } = await take(draft, product, source, lot, quantity, [], floor)
  const { wanted } = await callOff(ground, own)
  const move = draft.book({
    ...{ order: ground.order, product: product.id, unit: unit.id, demand: quantity, from: source.id, to: floor, parts },
    ...(await draft.worth(product, quantity)),
    values: { reference: effect.body.label },
  })
  await bookOn(ground, move)
  const rest = wanted - quantity
  const plan = compared(unit, rest, 0) > 0 ? setAside(ground, rest) : { posted: {}, documents: [] }
  return {
    posted: { ...plan.posted, moves: [move.id] },
    documents: [...plan.documents, { kind: 'stock.move', id: move.id, label: effect.body.label }],
  }
}

/** Returns of the very moves that took it, the last first, to the shelves they took it from. */
export async function giveBack(ground: Ground, own: readonly KeptNote[]): Promise<PartPlan> {
  const { desk, words, draft, product, unit, effect } = ground
  const used = own
    .filter(({ operation, result }) => operation === 'consume' && result)
    .flatMap(({ posted }) => posted['moves'] as number[])
  const moves = await desk.read(words.moves, ['|', ['id', 'in', used], ['origin_returned_move_id', 'in', used]])
  const lines = await desk.read(words.lines, [['move_id', 'in', moves.map(({ id }) => id)]])
  draft.chain.moves.push(...moves)
  draft.chain.lines.push(...lines)
  let left = amountOf(ground)
  const back: Move[] = []
  const { lot } = effect.body
  for (const move of moves.filter(({ id }) => used.includes(id as number)).toSorted(byLast)) {
    const part = Math.min(left, leftIn(draft.chain, move, lot))
    if (compared(unit, part, 0) <= 0) continue
    left -= part
    back.push(
      draft.book({
        ...{ order: ground.order, product: product.id, unit: unit.id, demand: part, from: move.to, to: move.from },
        ...{ returns: move, parts: partsBack(draft, move, leftParts(draft, move, lot ? [lot] : undefined, part)) },
        values: { reference: effect.body.label },
      }),
    )
  }
  if (compared(unit, left, 0) > 0)
    refuse('OVER_REVERSAL', `${effect.body.label} has not used so much of ${product.label}: ${decimal(left)} too much`)
  for (const move of back) await bookOn(ground, move)
  return {
    posted: { moves: back.map(({ id }) => id) },
    documents: back.map(({ id }) => ({ kind: 'stock.move', id, label: effect.body.label })),
  }
}

const byLast = (one: Move, other: Move): number => (other.id as number) - (one.id as number)

/** How much of a move, or of one lot of it, has not come back. */
function leftIn(chain: Chain, move: Move, lot: string | undefined): number {
  if (!lot) return leftOf(chain, move)
  const backs = chain.moves.filter(({ returns }) => returns === move.id).map(({ id }) => id)
  return chain.lines
    .filter(({ lotName }) => lotName === lot)
    .reduce((sum, line) => sum + (line.move === move.id ? line.done : backs.includes(line.move) ? -line.done : 0), 0)
}

export const amountOf = ({ effect, unit, units }: Ground): number => amount(effect.body.quantity!, unit, units)

async function callOff(ground: Ground, own: readonly KeptNote[]): Promise<{ readonly wanted: number }> {
  const { open, wanted } = await setAsideFor(ground, own)
  for (const { id } of open)
    ground.draft.steps.push({ do: 'act', model: TRANSFER, method: 'action_cancel', id, until: ENDED })
  return { wanted }
}

function setAside({ words, draft, product, source, floor, warehouse, effect }: Ground, quantity: number): PartPlan {
  const way = { location_id: source.id, location_dest_id: floor, company_id: warehouse.company_id }
  const goods = {
    ...{ ...way, product_id: product.id, product_uom: product.unit, product_uom_qty: quantity },
    origin: effect.body.label,
    ...(words.version < 18 ? { name: product.label } : {}),
  }
  const values = {
    ...{ ...way, picking_type_id: warehouse.int_type_id, origin: effect.body.label },
    [words.version < 15 ? 'move_lines' : 'move_ids']: [goods],
  }
  // Where nobody moves goods within the warehouse its kind of transfer is archived.
  const transfer = draft.make(TRANSFER, 'transfer', values, { active_test: false })
  const until = ['confirmed', 'waiting', 'assigned', ...ENDED]
  draft.steps.push({ do: 'act', model: TRANSFER, method: 'action_confirm', id: transfer, until })
  draft.steps.push({ do: 'ask', model: TRANSFER, method: 'action_assign', id: transfer })
  const label = effect.body.label
  return { posted: { transfer }, documents: [{ kind: TRANSFER, id: transfer, label }] }
}

/** On the day it happened; where the books are closed until then, on the day it is booked. */
async function bookOn({ desk, draft, effect, warehouse, words }: Ground, move: Move): Promise<void> {
  if (effect.occurred >= draft.now || effect.occurred.slice(0, 10) <= (await closedUntil(desk, warehouse, words)))
    return
  draft.set('stock.move', [move.id], { date: effect.occurred })
}

/** Days up to which the books are closed, by what each version calls them. */
async function closedUntil(desk: Ground['desk'], { company_id }: Ground['warehouse'], { version }: Ground['words']) {
  const days = ['fiscalyear_lock_date', version < 18 ? 'period_lock_date' : 'hard_lock_date']
  const [company] = (await desk.act('res.company', 'read', { ids: [company_id], fields: days })) as readonly {
    readonly [day: string]: unknown
  }[]
  return days
    .map((day) => String(company?.[day] || ''))
    .toSorted()
    .at(-1)!
}
