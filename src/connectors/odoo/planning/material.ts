import { z } from 'zod'
import { OrderMaterial } from '#model/material'
import type { Run } from '../caller.ts'
import type { CallOptions } from '../client.ts'
import { decimal } from '../plain/units.ts'
import { Id, Must, Named, Num, type Reading, reading, Ref, Maybe, Text } from '../plain/reading.ts'
import { openSteps, waitingComponents } from './open-readings.ts'
import { plannedBy } from './readings.ts'
import { Answers, question } from './together.ts'
import type { PlanningWords } from './words.ts'

const RELEASED = ['confirmed', 'progress', 'to_close']
const WAITING = ['waiting', 'confirmed', 'partially_available']

const kept = reading('stock.move', { id: Id, raw_material_production_id: Must }, (row) => ({
  order: row.raw_material_production_id,
}))

/** Before its order is released nothing is foretold of a component: what counts is what could be set aside now. */
const planned = reading(
  'stock.move',
  { raw_material_production_id: Must, operation_id: Ref, product_id: Named, product_qty: Num, availability: Num },
  (row) => ({
    order: row.raw_material_production_id,
    step: row.operation_id,
    product: row.product_id,
    isReady: row.availability >= row.product_qty - 1e-6,
    at: undefined,
    needed: row.product_qty,
  }),
)

const items = reading('product.product', { id: Id, default_code: Maybe, name: Text }, (row) => row)

/** How much of the material of open orders lies ready, and what is awaited by when: as it is at one moment. */
export async function materialIn(
  run: Run,
  version: number,
  words: PlanningWords,
  plant: string,
  call: CallOptions,
): Promise<readonly OrderMaterial[]> {
  const { orders: openOrders } = plannedBy(version)
  const steps = openSteps(version)
  const order = 'raw_material_production_id.'
  const isKept = [['product_id.is_storable', '=', true]]
  const stock = version < 18 ? [['product_id.type', '=', 'product']] : isKept
  const live = [[`${order}state`, 'in', RELEASED], ...words.ofPlant(plant, order)]
  const draft = [[`${order}state`, '=', 'draft'], ['state', '!=', 'cancel'], ...words.ofPlant(plant, order)]
  const questions = [
    question(openOrders, [['state', 'in', ['draft', ...RELEASED]], ...words.ofPlant(plant)]),
    question(kept, [...live, ['state', '!=', 'cancel'], ...stock]),
    question(waitingComponents, [...live, ['state', 'in', WAITING], ...stock]),
    question(planned, [...draft, ...stock]),
    question(steps, [
      ['state', 'not in', ['done', 'cancel']],
      ['production_id.state', 'in', ['draft', ...RELEASED]],
      ...words.ofPlant(plant, 'production_id.'),
    ]),
  ] as const
  const { answers } = await run('read-together', { questions }, Answers, call)
  const told = <Row>(nth: number, { rows }: Reading<Row>): readonly Row[] => rows.parse(answers[nth])
  const counted = Map.groupBy(told(1, kept), (one) => one.order)
  // What is there and not yet set aside lies ready as well. Odoo 14 says of a part that comes when, too.
  const waiting = told(2, waitingComponents)
    .filter(({ isCovered, at }) => !isCovered || at !== undefined)
    .map((one) => (one.isCovered ? one : { ...one, at: undefined }))
  const drafts = told(3, planned)
  const draftsOf = Map.groupBy(drafts, (one) => one.order)
  const beginOf = new Map(told(4, steps).map(({ order: id, step, from }) => [`${id} ${step}`, from]))
  const missing = Map.groupBy([...waiting, ...drafts.filter(({ isReady }) => !isReady)], (one) => one.order)
  const known = await itemsOf(run, words, [...missing.values()].flat(), call)

  return told(0, openOrders).map(({ id, name, isUrgent, from, state }) => {
    const awaited = (missing.get(id) ?? []).map(({ product, step, at, needed }) => {
      const neededAt = (step === undefined ? undefined : beginOf.get(`${id} ${step}`)) ?? from
      return {
        item: known.get(product?.id ?? 0) ?? words.itemFrom({ code: null, product: product?.id ?? 0 }),
        name: product?.name ?? '',
        ...(neededAt ? { neededAt: words.instantFrom(neededAt) } : {}),
        ...(at === undefined ? { needed: decimal(needed) } : { at: words.instantFrom(at) }),
      }
    })
    const components = ((state === 'draft' ? draftsOf : counted).get(id) ?? []).length
    return OrderMaterial.parse({
      order: words.orderOf(id),
      label: name,
      link: words.orderLink(id),
      isReleased: state !== 'draft',
      isUrgent,
      ...(from ? { from: words.instantFrom(from) } : {}),
      ...{ components, ready: components - awaited.length, awaited },
    })
  })
}

/** The hub's names of the items of components. */
async function itemsOf(
  run: Run,
  words: PlanningWords,
  components: readonly { readonly product: { readonly id: number } | undefined }[],
  call: CallOptions,
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(components.flatMap(({ product }) => product?.id ?? []))]
  if (ids.length === 0) return new Map()
  const { answers } = await run('read-together', { questions: [question(items, [['id', 'in', ids]])] }, Answers, call)
  const rows: z.output<typeof items.rows> = items.rows.parse(answers[0])
  return new Map(rows.map(({ id, default_code }) => [id, words.itemFrom({ code: default_code ?? null, product: id })]))
}
