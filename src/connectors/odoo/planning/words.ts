import { z } from 'zod'
import { Refused } from '#kernel/failure'
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

/** What the hub says of capacity in Odoo's words, and the other way about. */
export function planningWords(system: string, mapping: OdooMapping) {
  const prefix = `${system}.work-centre.`

  function recordOf(workCentre: string): number {
    const record = workCentre.startsWith(prefix) ? workCentre.slice(prefix.length) : ''
    if (!/^[1-9]\d{0,8}$/.test(record))
      throw new Refused('UNKNOWN_WORK_CENTRE', `${workCentre} is not a work centre of this Odoo`)
    return Number(record)
  }

  return {
    idOf: (record: number): string => `${prefix}${record}`,
    recordOf,
    orderOf: mapping.idOf,
    orderLink: (record: number): string => mapping.link('mrp.production', record),
    instantFrom: mapping.instantFrom,
    stampFor: mapping.stampFor,

    valuesFor(effect: Effect): BlockValues {
      const { from, to, workCentre, window, title, anew } = bodyOf(effect)
      return {
        key: effect.key,
        operation: effect.operation,
        message: effect.message,
        correlation: effect.correlation,
        occurred: mapping.stampFor(effect.occurredAt),
        actor: effect.actor ?? null,
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
function bodyOf({ operation: name, body }: Effect): Body {
  const operation = PlanningLedger[name as keyof typeof PlanningLedger]
  if (typeof operation !== 'function' || operation.kind !== 'effect')
    throw new Refused('UNKNOWN_OPERATION', `${name} is not an effect of the planning ledger`)
  const parsed = (operation.accepts as z.ZodType<Body>).safeParse(body)
  if (!parsed.success) throw new Refused('SCHEMA_INVALID', z.prettifyError(parsed.error))
  return parsed.data
}
