import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { Run } from './caller.ts'
import type { CallOptions, OdooClient } from './client.ts'
import { procedures } from './procedures.ts'
import { EFFECT_MODEL, PROCEDURE_MODEL } from './schema.ts'

type Right = 'read' | 'create' | 'write'

interface Use {
  readonly rights: readonly Right[]
  readonly fields: readonly string[]
}

/** What the procedures for Odoo 19 touch as the integration user: the least it must have. */
export const PROFILE_19: { readonly [model: string]: Use } = {
  'mrp.production': {
    rights: ['read', 'write'],
    fields: [
      'all_move_ids',
      'all_move_raw_ids',
      'backorder_sequence',
      'extra_cost',
      'is_locked',
      'location_dest_id',
      'location_src_id',
      'lot_producing_ids',
      'move_finished_ids',
      'move_raw_ids',
      'production_group_id',
      'production_location_id',
      'qty_producing',
      'reference_ids',
      'state',
      'workorder_ids',
    ],
  },
  'mrp.workorder': {
    rights: ['read', 'create', 'write'],
    fields: [
      'costs_hour',
      'duration',
      'operation_id',
      'qty_produced',
      'qty_reported_from_previous_wo',
      'state',
      'time_ids',
    ],
  },
  'mrp.workcenter': { rights: ['read'], fields: ['code', 'costs_hour'] },
  'mrp.workcenter.productivity': {
    rights: ['read', 'create', 'write'],
    fields: ['date_end', 'date_start', 'description', 'duration', 'loss_id', 'workorder_id'],
  },
  'mrp.workcenter.productivity.loss': { rights: ['read'], fields: ['loss_type'] },
  'mrp.routing.workcenter': { rights: ['read'], fields: ['sequence'] },
  'product.product': {
    rights: ['read'],
    fields: ['cost_method', 'default_code', 'is_storable', 'standard_price', 'tracking'],
  },
  'stock.location': { rights: ['read'], fields: ['barcode', 'complete_name', 'usage'] },
  'stock.lot': { rights: ['read', 'create'], fields: ['name', 'product_id'] },
  'stock.move': {
    rights: ['read', 'create', 'write'],
    fields: [
      'additional',
      'account_move_id',
      'bom_line_id',
      'manual_consumption',
      'origin_returned_move_id',
      'picked',
      'price_unit',
      'production_id',
      'quantity',
      'raw_material_production_id',
      'returned_move_ids',
      'scrap_id',
      'value',
      'workorder_id',
    ],
  },
  'stock.move.line': {
    rights: ['read', 'create', 'write'],
    fields: ['consume_line_ids', 'lot_id', 'picked', 'produce_line_ids', 'quantity', 'quantity_product_uom'],
  },
  'stock.quant': { rights: ['read'], fields: ['in_date', 'quantity', 'reserved_quantity'] },
  'stock.scrap': {
    rights: ['read', 'create', 'write'],
    fields: ['date_done', 'move_ids', 'production_id', 'workorder_id'],
  },
  'uom.uom': { rights: ['read'], fields: ['factor', 'rounding'] },
  [EFFECT_MODEL]: { rights: ['read', 'create'], fields: ['x_key', 'x_result'] },
  [PROCEDURE_MODEL]: { rights: ['read'], fields: ['x_action', 'x_hash', 'x_name'] },
}

export interface Finding {
  /** `missing` stops postings; `advice` makes some of them refused. */
  readonly kind: 'missing' | 'advice'
  readonly what: string
}

const Inspection = z.strictObject({
  version: z.string(),
  company: z.string(),
  user: z.string(),
  keyIndex: z.boolean(),
  procedures: z.array(z.strictObject({ name: z.string(), hash: z.string(), found: z.string().nullable() })),
  decimals: z.int(),
  labour: z.array(z.string()),
})

export interface Diagnosis {
  readonly version?: string
  readonly user?: string
  readonly findings: readonly Finding[]
}

/** Compares what the connector needs with what the integration user finds; asks nothing that changes anything. */
export function diagnosis(odoo: OdooClient, run: Run) {
  async function findingsOn(model: string, use: Use, options: CallOptions): Promise<Finding[]> {
    const missing = (what: string): Finding => ({ kind: 'missing', what })
    try {
      const body = { allfields: use.fields, attributes: ['type'] }
      const fields = await odoo.call(model, 'fields_get', body, z.record(z.string(), z.unknown()), options)
      const rights = await Promise.all(
        use.rights.map(async (operation) => ({
          operation,
          allowed: await odoo.call(model, 'has_access', { ids: [], operation }, z.boolean(), options),
        })),
      )
      return [
        ...use.fields.filter((field) => !(field in fields)).map((field) => missing(`field ${field} of ${model}`)),
        ...rights.filter(({ allowed }) => !allowed).map(({ operation }) => missing(`right to ${operation} ${model}`)),
      ]
    } catch (failure) {
      if (failure instanceof Failure && failure.code !== 'UNREACHABLE')
        return [missing(`model ${model}: ${failure.message}`)]
      throw failure
    }
  }

  return async (options: CallOptions = {}): Promise<Diagnosis> => {
    const findings: Finding[] = []
    for (const [model, use] of Object.entries(PROFILE_19)) findings.push(...(await findingsOn(model, use, options)))
    try {
      const seen = await run('inspect', {}, Inspection, options)
      return { version: seen.version, user: seen.user, findings: [...findings, ...findingsIn(seen)] }
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.code === 'UNREACHABLE') throw failure
      return { findings: [...findings, { kind: 'missing', what: failure.message }] }
    }
  }
}

function findingsIn(seen: z.infer<typeof Inspection>): Finding[] {
  const findings: Finding[] = []
  for (const { name, hash } of procedures) {
    const there = seen.procedures.find((one) => one.name === name && one.hash === hash)
    if (!there) findings.push({ kind: 'missing', what: `procedure ${name} in this version` })
    else if (there.found !== hash) findings.push({ kind: 'missing', what: `procedure ${name} was changed in Odoo` })
  }
  if (!seen.keyIndex) findings.push({ kind: 'missing', what: `unique index on the keys of ${EFFECT_MODEL}` })
  if (!seen.version.startsWith('19.')) findings.push({ kind: 'missing', what: `Odoo 19; this one is ${seen.version}` })
  if (seen.labour.length === 0)
    findings.push({
      kind: 'advice',
      what: 'no work centre has the code LABOUR: reports with labour time will be refused',
    })
  return findings
}
