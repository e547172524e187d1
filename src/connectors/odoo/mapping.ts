import { z } from 'zod'
import type { Effect } from '#model/ports/port'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { Figure } from '#model/account'
import { OrderCost } from '#model/order-cost'
import { ItemId, OperationId, ProductionOrder, ProductionOrderId } from '#model/production'
import { type Quantity, type Unit, quantity } from '#model/quantity'
import { Failure, Refused } from '#kernel/failure'

/** Odoo's own units by the code the hub speaks. Every vendor word ends in this file. */
const UNITS: Partial<Record<Unit, string>> = {
  H87: 'uom.product_uom_unit',
  C62: 'uom.product_uom_unit',
  DZN: 'uom.product_uom_dozen',
  KGM: 'uom.product_uom_kgm',
  GRM: 'uom.product_uom_gram',
  TNE: 'uom.product_uom_ton',
  LTR: 'uom.product_uom_litre',
  MLT: 'uom.product_uom_milliliter',
  MTR: 'uom.product_uom_meter',
  CMT: 'uom.product_uom_cm',
  MMT: 'uom.product_uom_millimeter',
  MTK: 'uom.product_uom_square_meter',
  HUR: 'uom.product_uom_hour',
  MIN: 'uom.product_uom_minute',
}

/** States of an order, in Odoo's word and the hub's. */
export const STATES = {
  draft: 'planned',
  confirmed: 'released',
  progress: 'started',
  to_close: 'completed',
  done: 'closed',
  cancel: 'cancelled',
} as const satisfies Record<string, ProductionOrder['state']>

/** What a chain of orders is as one: as long as one of them is open, so is the order. */
const SAID_FIRST = ['started', 'completed', 'released', 'planned', 'closed', 'cancelled'] as const

const OdooState = z.enum(Object.keys(STATES) as [keyof typeof STATES])
const Tracking = z.enum(['none', 'lot', 'serial'])
const Item = { product: z.int(), code: z.string().nullable(), name: z.string(), tracking: Tracking, unit: z.string() }

/** An order as the procedure `read-orders` tells it. */
export const OrderFacts = z.strictObject({
  ...Item,
  order: z.int(),
  names: z.array(z.string()).min(1),
  warehouse: z.string().nullable(),
  states: z.array(OdooState).min(1),
  ordered: z.string(),
  received: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  components: z.array(
    z.strictObject({
      ...Item,
      required: z.string(),
      consumed: z.string(),
      manual: z.boolean(),
      step: z.string(),
      operation: z.string().nullable(),
    }),
  ),
  byproducts: z.array(z.strictObject({ ...Item, expected: z.string(), received: z.string(), costShare: z.string() })),
  operations: z.array(
    z.strictObject({
      operation: z.string(),
      name: z.string(),
      workCenter: z.string(),
      minutes: z.string(),
      end: z.string().nullable(),
      completed: z.string(),
      unit: z.string(),
      over: z.boolean(),
    }),
  ),
  version: z.string(),
})
export type OrderFacts = z.infer<typeof OrderFacts>

/** A refusal of a procedure: a code of the hub and a sentence for people. */
export const Refusal = z.strictObject({ code: z.string(), sentence: z.string() })

export const OrderAnswer = z.strictObject({ order: z.int(), facts: OrderFacts.optional(), refusal: Refusal.optional() })
export type OrderAnswer = z.infer<typeof OrderAnswer>

const CostFacts = z.strictObject({
  order: z.int(),
  currency: z.string(),
  materials: z.string(),
  machine: z.string(),
  labour: z.string(),
  extra: z.string(),
  total: z.string(),
  output: z.string(),
  workInProgress: z.string(),
  variance: z.string(),
  quantity: z.string(),
  unit: z.string(),
})

/** What an order has cost as the procedure `read-costs` tells it. */
export const CostAnswer = z.strictObject({ order: z.int(), cost: CostFacts.optional(), refusal: Refusal.optional() })
export type CostAnswer = z.infer<typeof CostAnswer>

/** An effect as the procedure `effects` takes it, and by what key it tells of it. */
export interface EffectValues {
  readonly key: string
  readonly [member: string]: unknown
}

export interface OdooWords {
  readonly system: string
  readonly plant: string
  readonly warehouses: { readonly [code: string]: string }
  readonly url: string
  readonly units: { readonly [code: string]: string }
}

/**
 * One thing in the hub's words, or why it has none: a reference too long, a name with control characters, an amount or a
 * moment that is none. That one is told by its refusal, the others as they are.
 */
export function orRefused<Told>(tell: () => Told): Told | Refused {
  try {
    return tell()
  } catch (error) {
    if (error instanceof Refused) return error
    if (error instanceof Failure) throw error
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    return new Refused('SCHEMA_INVALID', why, { cause: error })
  }
}

/** Both directions between Odoo's words and the canonical ones, for one Odoo. */
export function odooMapping(words: OdooWords) {
  const units: { readonly [code: string]: string | undefined } = { ...UNITS, ...words.units }
  const codes = new Map(Object.entries(units).map(([code, unit]) => [unit, code as Unit]))
  // Two codes mean a piece; the hub says H87.
  codes.set(UNITS.H87, 'H87')
  const orderPrefix = `${words.system}.`
  const productPrefix = `${words.system}.product.`

  const unitOf = (code: Unit): string => {
    const unit = units[code]
    if (!unit) throw new Refused('UNMAPPED_CODE', `Odoo has no unit for ${code}`)
    return unit
  }

  const amountFor = ({ value, uom }: Quantity) => ({ value, unit: unitOf(uom) })

  function amountFrom(value: string, unit: string): Quantity {
    const code = codes.get(unit)
    if (!code) throw new Refused('UNMAPPED_CODE', `The hub has no code for the unit ${unit || 'without external id'}`)
    return quantity(value, code)
  }

  const itemFrom = (item: { code: string | null; product: number }): ItemId =>
    ItemId.parse(item.code ?? `${productPrefix}${item.product}`)

  /** The older form of address, which every version understands. */
  const link = (model: string, id: number): string =>
    new URL(`/web#id=${id}&model=${model}&view_type=form`, words.url).href

  /** The record behind the hub's id of an order, where it is one of this Odoo. */
  function recordIfAny(order: string): number | undefined {
    const record = order.startsWith(orderPrefix) ? order.slice(orderPrefix.length) : ''
    return /^[1-9]\d{0,8}$/.test(record) ? Number(record) : undefined
  }

  function recordOf(order: string): number {
    const record = recordIfAny(order)
    if (record === undefined) throw new Refused('UNKNOWN_ORDER', `${order} is not an order of this Odoo`)
    return record
  }

  function stateFrom(states: OrderFacts['states']): ProductionOrder['state'] {
    const said = states.map((state) => STATES[state])
    return SAID_FIRST.find((state) => said.includes(state))!
  }

  const idOf = (record: number): ProductionOrderId => ProductionOrderId.parse(`${orderPrefix}${record}`)

  /** One Odoo may keep several plants, each in warehouses of its own; an order of none of them is nobody's to tell. */
  function plantOf(warehouse: string | null): string {
    if (Object.keys(words.warehouses).length === 0) return words.plant
    const plant = words.warehouses[warehouse ?? '']
    if (!plant)
      throw new Refused('UNMAPPED_CODE', `No plant is declared for the warehouse ${warehouse ?? 'without code'}`)
    return plant
  }

  /** The warehouses of a plant by their codes; all there are where no plant has its own. */
  function warehousesOf(plant: string): readonly string[] | undefined {
    const all = Object.entries(words.warehouses)
    return all.length === 0 ? undefined : all.filter(([, of]) => of === plant).map(([code]) => code)
  }

  const instantFrom = (stamp: string): string => `${stamp.replace(' ', 'T')}Z`

  function orderFrom(facts: OrderFacts): ProductionOrder {
    return ProductionOrder.parse({
      id: idOf(facts.order),
      label: facts.names[0],
      link: link('mrp.production', facts.order),
      plant: plantOf(facts.warehouse),
      state: stateFrom(facts.states),
      item: itemFrom(facts),
      itemName: facts.name,
      tracking: facts.tracking,
      ordered: amountFrom(facts.ordered, facts.unit),
      received: amountFrom(facts.received, facts.unit),
      ...(facts.start ? { plannedStart: instantFrom(facts.start) } : {}),
      ...(facts.end ? { plannedEnd: instantFrom(facts.end) } : {}),
      components: facts.components.map((component) => ({
        item: itemFrom(component),
        itemName: component.name,
        tracking: component.tracking,
        required: amountFrom(component.required, component.unit),
        consumed: amountFrom(component.consumed, component.unit),
        ...(component.operation === null ? {} : { operation: OperationId.parse(component.operation) }),
        method: component.manual ? 'manual' : 'backflush',
        smallest: component.step,
      })),
      byproducts: facts.byproducts.map((byproduct) => ({
        item: itemFrom(byproduct),
        itemName: byproduct.name,
        tracking: byproduct.tracking,
        expected: amountFrom(byproduct.expected, byproduct.unit),
        received: amountFrom(byproduct.received, byproduct.unit),
        costShare: byproduct.costShare,
      })),
      operations: facts.operations.map((step) => ({
        operation: OperationId.parse(step.operation),
        name: step.name,
        workCenter: step.workCenter,
        plannedMinutes: step.minutes,
        ...(step.end ? { plannedEnd: instantFrom(step.end) } : {}),
        completed: amountFrom(step.completed, step.unit),
        over: step.over,
      })),
      version: facts.version,
    })
  }

  return {
    recordIfAny,
    recordOf,
    link,
    /** The plant of what belongs to no order. */
    plant: words.plant,
    plantOf,
    warehousesOf,

    /** Before and after of a receipt, in the hub's words. */
    standingFrom({ states, ...facts }: { readonly [fact: string]: unknown }): Record<string, unknown> {
      return { state: stateFrom(z.array(OdooState).min(1).parse(states)), ...facts }
    },

    idOf,
    codeOf: (unit: string): Unit => amountFrom('0', unit).uom,

    /** What the procedure `read-accounts` is asked. */
    figureFor: ({ order, item, ...rest }: Figure): object => ({
      ...rest,
      order: recordOf(order),
      ...(item === undefined ? {} : { item: itemFor(item) }),
      warehouses: words.warehouses,
    }),
    itemFrom,
    itemFor,
    amountFor,
    amountFrom,
    instantFrom,
    stampFor,

    /** The order, or why it cannot be told. */
    answerFrom({ facts, refusal }: OrderAnswer): ProductionOrder | Refused {
      if (!facts) return new Refused(refusal?.code ?? 'ODOO_FAULT', refusal?.sentence ?? 'Odoo did not tell this order')
      return orRefused(() => orderFrom(facts))
    },

    costFrom({ cost, refusal }: CostAnswer): OrderCost | Refused {
      if (!cost) return new Refused(refusal?.code ?? 'ODOO_FAULT', refusal?.sentence ?? 'Odoo did not tell this cost')
      const { order, quantity: amount, unit, ...money } = cost
      return orRefused(() => OrderCost.parse({ ...money, order: idOf(order), quantity: amountFrom(amount, unit) }))
    },

    /** An effect as the procedure `effects` takes it: quantities stay decimal text, with Odoo's unit beside. */
    valuesFor(effect: Effect): EffectValues {
      const body = bodyOf(effect)
      const { order, ...rest } = body
      return {
        key: effect.key,
        operation: effect.operation,
        message: effect.message,
        correlation: effect.correlation,
        occurred: stampFor(effect.occurredAt),
        actor: effect.actor ?? null,
        body: { order: recordOf(order), ...(translated(rest) as object) },
      }
    },
  }

  /** Every quantity gets Odoo's unit, every item its record or code; the rest goes as it is. */
  function translated(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(translated)
    if (value === null || typeof value !== 'object') return value
    const members = value as { readonly [name: string]: unknown }
    if (typeof members['value'] === 'string' && typeof members['uom'] === 'string')
      return amountFor({ value: members['value'], uom: members['uom'] as Unit })
    return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, translatedMember(name, member)]))
  }

  function translatedMember(name: string, member: unknown): unknown {
    if (name === 'item') return itemFor(member as string)
    if (MOMENTS.has(name)) return stampFor(member as string)
    return translated(member)
  }

  function itemFor(item: string): object {
    const record = item.startsWith(productPrefix) ? Number(item.slice(productPrefix.length)) : Number.NaN
    return Number.isInteger(record) ? { product: record } : { code: item }
  }
}

/** Members of effects that are moments. */
const MOMENTS: ReadonlySet<string> = new Set(['started', 'ended', 'plannedStart', 'plannedEnd'])

/** Odoo keeps time in UTC, to the second. */
const stampFor = (at: string): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** The body in its declared shape, so that nothing else reaches Odoo. */
function bodyOf(effect: Effect): { readonly order: string } {
  const operation = ProductionLedger[effect.operation as keyof typeof ProductionLedger]
  if (typeof operation !== 'function' || operation.kind !== 'effect')
    throw new Refused('UNKNOWN_OPERATION', `${effect.operation} is not an effect of the production ledger`)
  const parsed = (operation.accepts as z.ZodType<{ readonly order: string }>).safeParse(effect.body)
  if (!parsed.success) throw new Refused('SCHEMA_INVALID', z.prettifyError(parsed.error))
  return parsed.data
}

export type OdooMapping = ReturnType<typeof odooMapping>
