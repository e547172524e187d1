import { z } from 'zod'
import type { ClockMark } from '#model/production-order-case'
import { add, compare, subtract, zero } from '#model/quantity'
import { type Contribution, type EffectView, OrderView, PlantId } from '../contract.ts'
import { notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { checklistOf } from './checklist.ts'
import { type MessageDbRow, rowFrom, titleOf } from './messages.ts'
import { type OrderDbRow, orderFrom } from './orders.ts'
import { type OutputEffect, signedOutputs } from './outputs.ts'
import { plantsNamed, prepared, type Reader } from './reader.ts'

const readOrderStatement = prepared('read-order')
const listLaneMessages = prepared('list-lane-messages')

export const orderRoute = route(
  {
    name: 'readOrder',
    method: 'GET',
    path: '/api/v1/orders/{key}',
    access: ['orders.read'],
    summary: 'One production order: its posting set, and how its produced quantity came about',
    params: z.object({ key: z.string().min(1).max(128) }),
    query: z.strictObject({ plant: PlantId.optional() }),
    answer: OrderView,
    refuses: [404],
  },
  ({ reader, params, query }) => readOrder(reader, params.key, query.plant),
)

async function readOrder(reader: Reader, key: string, plant: string | undefined): Promise<OrderView> {
  const { database, home } = reader
  const [row] = await database.all<OrderDbRow & { effects: OrderEffect[] }>(readOrderStatement, [
    home,
    plantsNamed(reader, 'orders.read', plant),
    key,
  ])
  if (!row) throw notFound('order')
  const events = await database.all<MessageDbRow>(listLaneMessages, [home, row.plant, 'production-order', key])
  const { order: told, received, receivedBefore, issued, backflushed = {}, completed, origin } = row.data
  const { uom } = told.ordered
  const outputs = signedOutputs(
    row.effects.filter(({ operation }) => operation === 'receiveOutput' || operation === 'reverseOutput'),
    uom,
  )
  // A refusal of which the case has not heard yet is counted in it, but not there any more.
  const uncounted = outputs.filter(({ state, counted }) => state === 'refused' && !counted)
  const total = uncounted.reduce((so, { signed }) => subtract(so, signed), received)
  const closing = row.effects.findLast(({ operation, state }) => operation === 'closeOrder' && state === 'confirmed')
  return {
    order: { ...orderFrom(row, outputs), received: total },
    origin,
    holds: Object.entries(row.data.holds ?? {}).map(([hold, { until, ...told }]) => ({
      hold,
      ...told,
      until: until ?? null,
    })),
    components: told.components.map(({ item, itemName, required, consumed }) => {
      const byHand = issued[item] ?? consumed
      const usedUp = backflushed[item] ?? zero(required.uom)
      const standIn = row.data.substituted?.[item] ?? zero(required.uom)
      return { item, itemName, required, used: add(byHand, usedUp), issued: byHand, usedUp, standIn }
    }),
    operations: told.operations.map(({ operation, name, workCenter, completed: before, over }, at) => ({
      operation,
      name,
      workCenter,
      completed: completed[operation] ?? before,
      over: over || isOver(operation, row.effects),
      clock: over || isOver(operation, row.effects) ? null : clockFrom(row.data.clock?.[operation]),
      toRework: inRework(row.data, operation),
      ahead: isAhead(row.data, at),
    })),
    byproducts: byproductsOf(row.data),
    yields: Object.entries(row.data.yields ?? {}).map(([event, told]) => ({ event, ...told })),
    checklist: checklistOf(row, row.effects),
    produced: { total, before: receivedBefore, contributions: outputs.map(contributionFrom) },
    events: events.map(rowFrom),
    closing: closing?.receipt?.after ?? null,
  }
}

/** What the order expects beside its goods, and what came that it does not expect. */
function byproductsOf({ order, byproducts: came = {} }: OrderDbRow['data']): OrderView['byproducts'] {
  const expected = order.byproducts ?? []
  const others = Object.entries(came).filter(([item]) => expected.every((one) => one.item !== item))
  return [
    ...expected.map(({ item, itemName, costShare, ...told }) => {
      const { expected: amount, received } = told
      return { item, itemName, expected: amount, received: came[item] ?? received, costShare }
    }),
    ...others.map(([item, received]) => ({
      item,
      itemName: item,
      expected: zero(received.uom),
      received,
      costShare: '0',
    })),
  ]
}

function inRework({ order, toRework = {}, inRework: inside = {} }: OrderDbRow['data'], operation: string) {
  const none = zero(order.ordered.uom)
  return add(toRework[operation] ?? none, inside[operation] ?? none)
}

export function clockFrom(marks: readonly ClockMark[] = []): OrderView['operations'][number]['clock'] {
  const last = marks.at(-1)
  return last ? { isRunning: last.what !== 'paused', since: last.at, reason: last.reason ?? null } : null
}

/** Whether an operation has more good than the one before it delivered. */
export function isAhead({ order, completed }: OrderDbRow['data'], at: number): boolean {
  const [before, here] = [order.operations[at - 1], order.operations[at]]
  if (!before || !here) return false
  const goodAt = (of: typeof here) => completed[of.operation] ?? of.completed
  return compare(goodAt(here), goodAt(before)) > 0
}

const contributionFrom = (output: OrderEffect & ReturnType<typeof signedOutputs>[number]): Contribution => ({
  messageId: output.messageId,
  title: titleOf(output.type),
  id: output.id,
  occurredAt: output.occurredAt,
  receivedFrom: output.receivedFrom,
  quantity: output.signed,
  effect: output.state,
  documents: output.receipt?.documents ?? [],
})

/** A report that said it was the last one, was booked, and was not taken back. */
export function isOver(
  operation: string,
  effects: readonly Pick<OrderEffect, 'operation' | 'effectKey' | 'state' | 'body'>[],
): boolean {
  const booked = effects.filter(({ state }) => state === 'confirmed')
  const takenBack = new Set(
    booked.filter(({ operation: what }) => what === 'reverseCompletion').map(({ body }) => body.original),
  )
  return booked.some(
    ({ operation: what, effectKey, body }) =>
      what === 'completeOperation' && body.operation === operation && body.final === true && !takenBack.has(effectKey),
  )
}

/** An effect of the order's lane, with the event that wanted it. */
export interface OrderEffect extends OutputEffect {
  readonly body: OutputEffect['body'] & {
    readonly operation?: string
    readonly final?: boolean
    readonly item?: string
  }
  readonly receipt: { readonly documents: EffectView['documents']; readonly after?: Record<string, unknown> } | null
  readonly failure: { readonly sentence: string } | null
  readonly messageId: string
  readonly type: string
  readonly id: string
  readonly occurredAt: string
  readonly receivedFrom: string
  readonly counted: boolean
}
