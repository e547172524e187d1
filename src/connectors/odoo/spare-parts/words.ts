import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { Effect } from '#model/ports/port'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import type { Quantity } from '#model/quantity'
import type { OdooMapping } from '../mapping.ts'
import type { OdooSettings } from '../settings.ts'

/** An effect on spare parts as the procedure `parts` takes it. */
export interface PartValues {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor: string | null
  readonly body: {
    readonly plant: string
    readonly order: string
    readonly label: string
    readonly part: string
    readonly warehouse: string | null
    readonly storeroom?: string
    readonly quantity?: { readonly value: string; readonly unit: string }
    readonly lot?: string
  }
}

/** What the hub says of spare parts in Odoo's words. */
export function partWords(mapping: OdooMapping, { warehouses }: Pick<OdooSettings, 'warehouses'>) {
  /** The code of the plant's warehouse; its first where one Odoo keeps one plant. */
  const warehouseOf = (plant: string): string | null =>
    Object.entries(warehouses).find(([, of]) => of === plant)?.[0] ?? null

  return {
    warehouseOf,

    valuesFor(effect: Effect): PartValues {
      const { quantity, ...rest } = bodyOf(effect)
      return {
        key: effect.key,
        operation: effect.operation,
        message: effect.message,
        correlation: effect.correlation,
        occurred: mapping.stampFor(effect.occurredAt),
        actor: effect.actor ?? null,
        body: {
          ...rest,
          warehouse: warehouseOf(rest.plant),
          ...(quantity ? { quantity: mapping.amountFor(quantity) } : {}),
        },
      }
    },
  }
}
export type PartWords = ReturnType<typeof partWords>

interface Body {
  readonly plant: string
  readonly order: string
  readonly label: string
  readonly part: string
  readonly storeroom?: string
  readonly quantity?: Quantity
  readonly lot?: string
}

/** The body in its declared shape, so that nothing else reaches Odoo. */
function bodyOf({ operation: name, body }: Effect): Body {
  const operation = SparePartsLedger[name as keyof typeof SparePartsLedger]
  if (typeof operation !== 'function' || operation.kind !== 'effect')
    throw new Refused('UNKNOWN_OPERATION', `${name} is not an effect of the spare-parts ledger`)
  const parsed = (operation.accepts as z.ZodType<Body>).safeParse(body)
  if (!parsed.success) throw new Refused('SCHEMA_INVALID', z.prettifyError(parsed.error))
  return parsed.data
}
