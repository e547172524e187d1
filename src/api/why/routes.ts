import { z } from 'zod'
import { Failure, Refused } from '#kernel/failure'
import { Figure } from '#model/account'
import { ProductionLedger } from '#model/ports/production-ledger'
import { ProductionOrderId } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { figuresOf, type NamedLot, why } from '#why'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared, type Reader } from '../pages/reader.ts'
import { wordsOf } from '../pages/words.ts'
import { notFound, Trouble, tryLater } from '../problems.ts'
import { type Route, route } from '../routes/route.ts'
import { WhyList, WhyQuery, WhyView } from './contract.ts'
import { linesFrom } from './lines.ts'

const findExplained = prepared('find-explained')

const AT_MOST = 20

interface OrderFound {
  plant: string
  key: string
  data: OrderFile
  lots: readonly NamedLot[]
}

const explainRoute = route(
  {
    name: 'explainValue',
    method: 'GET',
    path: '/api/v1/why/{key}',
    access: ['orders.read'],
    summary: 'Why a value of an order in Odoo is what it is: asked of Odoo now, with every part that makes it',
    params: z.object({ key: ProductionOrderId }),
    query: WhyQuery,
    answer: WhyView,
    refuses: [404, 503],
  },
  async ({ reader, params: { key }, query: { value, plant, ...more } }, { ask }) => {
    const [row] = await found(reader, plant, key, 1)
    if (row?.key !== key) throw notFound('order')
    const figure = Figure.safeParse({ order: key, figure: value, ...more })
    if (!figure.success)
      throw new Trouble(422, 'SCHEMA_INVALID', 'Not as expected', `${value} ${figure.error.issues[0]?.message}.`)
    const account = await ask(row.plant, ProductionLedger.account(figure.data))
    if (account instanceof Refused && account.code.startsWith('UNKNOWN_')) throw notFound('value')
    if (account instanceof Failure) throw tryLater(`The value is asked of its owner, which says: ${account.message}`)
    const { explanation, bookings } = await why(reader.database, reader.home, row.plant, account)
    const { order } = row.data
    return {
      plant: row.plant,
      order: { key, label: order.label, itemName: order.itemName, item: order.item },
      figure: figure.data,
      ...explanation,
      lines: linesFrom(explanation.lines, bookings),
      others: [...figuresOf(row.data, row.lots)],
    }
  },
)

const findRoute = route(
  {
    name: 'findValues',
    method: 'GET',
    path: '/api/v1/why',
    access: ['orders.read'],
    summary: 'Values that can be explained, of orders found by name, item or lot',
    query: PlantQuery.extend({ q: z.string().max(200).optional() }),
    answer: WhyList,
  },
  async ({ reader, query: { plant, q } }) => ({
    items: (await found(reader, plant, q?.trim() || undefined)).map(({ plant: at, key, data, lots }) => ({
      plant: at,
      key,
      label: data.order.label,
      itemName: data.order.itemName,
      item: data.order.item,
      figures: [...figuresOf(data, lots)],
    })),
  }),
)

/** An order whose key is what is sought comes first. */
const found = (
  reader: Reader,
  plant: string | undefined,
  q: string | undefined,
  most = AT_MOST,
): Promise<readonly OrderFound[]> =>
  reader.database.all<OrderFound>(findExplained, [
    reader.home,
    plantsNamed(reader, 'orders.read', plant),
    q ?? null,
    (q && wordsOf(q, true)) ?? "'-'",
    most,
  ])

export const whyRoutes: readonly Route[] = [findRoute, explainRoute]
