import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { Place, PlanChange } from '#model/open-work'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { Effect } from '#model/ports/port'
import type { OdooMapping } from '../mapping.ts'

/** An effect on capacity as the procedure `blocks` takes it. */
export interface BlockValues {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor: string | null
  readonly body: {
    readonly window: string
    readonly centre: number
    readonly from?: string
    readonly to?: string
    readonly title?: string
    readonly anew?: boolean
  }
}

/** A place of an operation in Odoo's words. */
export interface OdooPlace {
  readonly centre: number
  readonly from: string
  readonly until: string
  readonly minutes: number
}
interface OdooSpan {
  readonly from: string
  readonly until: string
}

/** A change of the plan as the procedure `plan-changes` takes it. */
export interface PlanValues extends Omit<BlockValues, 'body'> {
  readonly body: {
    readonly plan: string
    readonly moves: readonly { readonly operation: number; readonly from: OdooPlace; readonly to: OdooPlace }[]
    readonly orders: readonly { readonly order: number; readonly from: OdooSpan; readonly to: OdooSpan }[]
  }
}

/** What the hub says of capacity in Odoo's words, and the other way about. */
export function planningWords(system: string, mapping: OdooMapping) {
  const prefix = `${system}.work-centre.`
  const operations = `${system}.operation.`
  const numberIn = (id: string, before: string): number | undefined => {
    const record = id.startsWith(before) ? id.slice(before.length) : ''
    return /^[1-9]\d{0,8}$/.test(record) ? Number(record) : undefined
  }

  function recordOf(workCentre: string): number {
    const record = numberIn(workCentre, prefix)
    if (record === undefined)
      throw new Refused('UNKNOWN_WORK_CENTRE', `${workCentre} is not a work centre of this Odoo`)
    return record
  }

  function stepOf(operation: string): number {
    const record = numberIn(operation, operations)
    if (record === undefined) throw new Refused('UNKNOWN_OPERATION', `${operation} is not an operation of this Odoo`)
    return record
  }

  const spanFor = ({ from, until }: { readonly from: string; readonly until: string }): OdooSpan => ({
    from: mapping.stampFor(from),
    until: mapping.stampFor(until),
  })
  const placeFor = ({ workCentre, minutes, ...span }: Place): OdooPlace => ({
    centre: recordOf(workCentre),
    ...spanFor(span),
    minutes,
  })
  const headOf = (effect: Effect): Omit<BlockValues, 'body'> => ({
    key: effect.key,
    operation: effect.operation,
    message: effect.message,
    correlation: effect.correlation,
    occurred: mapping.stampFor(effect.occurredAt),
    actor: effect.actor ?? null,
  })

  return {
    idOf: (record: number): string => `${prefix}${record}`,
    recordOf,
    operationOf: (record: number): string => `${operations}${record}`,
    orderOf: mapping.idOf,
    itemFrom: mapping.itemFrom,
    /** Which orders are a plant's: a condition at the end of a path to them, none where all of them are. */
    ofPlant(plant: string, path = ''): readonly unknown[] {
      const warehouses = mapping.warehousesOf(plant)
      return warehouses ? [[`${path}picking_type_id.warehouse_id.code`, 'in', warehouses]] : []
    },
    orderLink: (record: number): string => mapping.link('mrp.production', record),
    link: mapping.link,
    instantFrom: mapping.instantFrom,
    stampFor: mapping.stampFor,

    valuesFor(effect: Effect): BlockValues {
      const { from, to, workCentre, window, title, anew } = bodyOf<Body>(effect)
      return {
        ...headOf(effect),
        body: {
          window,
          centre: recordOf(workCentre),
          ...(from ? { from: mapping.stampFor(from) } : {}),
          ...(to ? { to: mapping.stampFor(to) } : {}),
          ...(title ? { title } : {}),
          ...(anew ? { anew } : {}),
        },
      }
    },

    planFor(effect: Effect): PlanValues {
      const { plan, moves, orders } = bodyOf<PlanChange>(effect)
      return {
        ...headOf(effect),
        body: {
          plan,
          moves: moves.map(({ operation, from, to }) => ({
            operation: stepOf(operation),
            from: placeFor(from),
            to: placeFor(to),
          })),
          orders: orders.map(({ order, from, to }) => ({
            order: mapping.recordOf(order),
            from: spanFor(from),
            to: spanFor(to),
          })),
        },
      }
    },
  }
}
export type PlanningWords = ReturnType<typeof planningWords>

interface Body {
  readonly window: string
  readonly workCentre: string
  readonly from?: string
  readonly to?: string
  readonly title?: string
  readonly anew?: boolean
}

/** The body in its declared shape, so that nothing else reaches Odoo. */
function bodyOf<Told>({ operation: name, body }: Effect): Told {
  const operation = PlanningLedger[name as keyof typeof PlanningLedger]
  if (typeof operation !== 'function' || operation.kind !== 'effect')
    throw new Refused('UNKNOWN_OPERATION', `${name} is not an effect of the planning ledger`)
  const parsed = (operation.accepts as unknown as z.ZodType<Told>).safeParse(body)
  if (!parsed.success) throw new Refused('SCHEMA_INVALID', z.prettifyError(parsed.error))
  return parsed.data
}
