import type { OrderView, WhyLine } from '#api'
import { WhyList, WhyView } from '../../src/api/why/contract.ts'
import { Figure } from '../../src/model/account.ts'
import { sum } from '../../src/model/exact.ts'
import { problem, Refusal } from './problems.ts'
import type { World } from './world.ts'

/** Values that can be explained, of the orders there are. */
export const values = ({ orders }: World, q: string | null): unknown =>
  WhyList.parse({
    items: orders
      .filter(({ order }) => !q || `${order.label} ${order.itemName}`.toLowerCase().includes(q.toLowerCase()))
      .slice(0, 4)
      .map((view) => ({ ...view.order, figures: figuresOf(view) })),
  })

/** Why a value of an order is what it is: a sum with all that may be in it, or a state with what set it. */
export function explained(world: World, key: string, query: URLSearchParams): unknown {
  const view = world.orders.find(({ order }) => order.key === key)
  if (!view) throw new Refusal(problem(404, 'NOT_FOUND', 'There is no such order', 'It may belong to another plant.'))
  const { value = 'produced', plant: _, ...more } = Object.fromEntries(query)
  const figure = Figure.parse({ order: key, figure: value, ...more })
  const record = { kind: 'mrp.production', id: key.slice(5), label: view.order.label, link: view.order.link ?? '' }
  const at = (minutes: number): string => world.clock.ago(minutes)
  const isSum = !['state', 'start', 'end'].includes(figure.figure)
  const lines = isSum ? partsOf(view, record, at) : settingsOf(view, record, at)
  const unexplained = lines.filter(({ origin }) => origin === 'unexplained')
  return WhyView.parse({
    plant: view.order.plant,
    order: view.order,
    figure,
    measure: isSum ? 'quantity' : 'state',
    unit: isSum ? view.order.ordered.uom : '',
    value: lines.at(-1)?.standsAt ?? '0',
    readAt: at(0),
    document: record,
    places: figure.lot ? [{ place: 'WH/Stock', amount: lines.at(-1)?.standsAt ?? '0' }] : [],
    lines,
    unexplained: unexplained[0]?.amount ?? null,
    isWhole: unexplained.length === 0,
    others: figuresOf(view),
  })
}

const figuresOf = ({ order, components, operations }: OrderView): Figure[] =>
  [
    ...['produced', 'state', 'start', 'end'].map((figure) => ({ figure })),
    ...components.map(({ item }) => ({ figure: 'used', item })),
    ...operations.flatMap(({ operation }) => ['completed', 'time'].map((figure) => ({ figure, operation }))),
    { figure: 'on-hand', lot: 'HB-2611' },
    ...['cost', 'worth', 'in-production'].map((figure) => ({ figure })),
  ].map((one) => Figure.parse({ ...one, order: order.key }))

type Record = WhyLine['document']
type At = (minutes: number) => string

const eventFrom = (view: OrderView, nth: number): WhyLine['event'] => {
  const one = view.produced.contributions[nth]!
  return {
    messageId: one.messageId,
    title: one.title,
    id: one.id,
    receivedFrom: one.receivedFrom,
    actor: null,
    occurredAt: one.occurredAt,
    recordedAt: null,
    receivedAt: one.occurredAt,
    flow: 'finished-goods-receipt',
    verdict: 'accepted',
    sentence: 'Booked as it was reported.',
    rules: { version: 4, proposedBy: 'udo', approvedBy: 'eva' },
    fieldTable: nth === 0 ? { table: 'mes-a', hash: '5f0c21d9e4a7' } : null,
    people: nth === 1 ? [{ by: 'sofia', what: 'corrected: misread label', at: one.occurredAt }] : [],
  }
}

function partsOf(view: OrderView, record: Record, at: At): WhyLine[] {
  const move = (id: number) => ({ ...record, kind: 'stock.move', id: `${id}` })
  const none = { event: null, reversedBy: [], rule: null, detail: null }
  const parts = [
    { ...none, origin: 'opening', amount: '12', at: at(900), by: 'Petra Planner', document: move(701) },
    ...view.produced.contributions.map((one, nth) => ({
      ...none,
      origin: 'event',
      amount: one.quantity.value,
      at: one.occurredAt,
      by: one.receivedFrom,
      event: eventFrom(view, nth),
      document: move(710 + nth),
      detail: { lot: 'HB-2611', place: 'WH/Stock', quantity: null, price: null },
    })),
    { ...none, origin: 'person', amount: '-5', at: at(20), by: 'Petra Planner', document: move(710) },
    { ...none, origin: 'unexplained', amount: '2.5', at: at(0), by: '', document: record },
  ]
  let so = '0'
  return parts.map((part) => ({ ...part, standsAt: (so = sum([so, part.amount])) })) as WhyLine[]
}

function settingsOf(view: OrderView, document: Record, at: At): WhyLine[] {
  const set = (origin: string, standsAt: string, minutes: number, event: WhyLine['event'], by: string) =>
    ({
      ...{ origin, standsAt, event, by, document },
      amount: null,
      at: at(minutes),
      reversedBy: [],
      rule: null,
      detail: null,
    }) as WhyLine
  return [
    set('person', 'released', 700, null, 'Petra Planner'),
    ...(view.produced.contributions[0] ? [set('event', 'started', 600, eventFrom(view, 0), 'mes')] : []),
  ]
}
