import type { Right, Use } from '../profile.ts'
import type { Reading } from './reading.ts'
import { leaves, plannedBy, shifts, workCentres } from '../planning/readings.ts'
import { centresWithOthers, leavesByName, openSteps, waitingComponents } from '../planning/open-readings.ts'
import { warehouses } from './parts/place.ts'
import { orderingRules, transfers } from './parts/standing.ts'
import { plannedIn } from './plan-changes.ts'
import { wordsOf } from './words-of.ts'
import type { Words } from './words.ts'

const MAKES: readonly Right[] = ['read', 'create']
const KEEPS: readonly Right[] = ['read', 'create', 'write']

const read = (reading: Reading<unknown>, rights: readonly Right[] = ['read']): [string, Use] => [
  reading.model,
  { rights, fields: [...reading.fields].toSorted() },
]

/** What plain mode touches as the integration user: what it reads is what its readings name. */
export function plainUses(version: number): { readonly [model: string]: Use } {
  const words: Words = wordsOf(version)
  const planned = plannedBy(version)
  const uses: Record<string, Use> = {}
  for (const [model, { rights, fields }] of [
    read(words.orders, ['read', 'write']),
    read(words.moves, KEEPS),
    read(words.lines, KEEPS),
    read(words.steps, KEEPS),
    read(words.times, KEEPS),
    read(words.scraps, KEEPS),
    read(words.products),
    read(words.centres),
    read(words.units),
    [words.lot, { rights: MAKES, fields: ['company_id', 'name', 'product_id'] }],
    ['mrp.routing.workcenter', { rights: ['read'], fields: ['sequence'] }],
    ['mrp.workcenter.productivity.loss', { rights: ['read'], fields: ['loss_type', 'name'] }],
    ['stock.location', { rights: ['read'], fields: ['barcode', 'complete_name', 'parent_path', 'usage'] }],
    ['stock.quant', { rights: ['read'], fields: ['in_date', 'quantity', 'reserved_quantity'] }],
    ['stock.picking.type', { rights: ['read'], fields: ['warehouse_id'] }],
    ['product.template', { rights: ['read'], fields: ['active', 'default_code', 'name', 'tracking'] }],
    ['res.users', { rights: ['read'], fields: ['login', 'name'] }],
    read(warehouses),
    ['stock.warehouse', { rights: ['read'], fields: ['manu_type_id'] }],
    read(transfers, KEEPS),
    read(orderingRules),
    ['ir.attachment', { rights: KEEPS, fields: ['description', 'res_model'] }],
    ['mail.message', { rights: MAKES, fields: ['body', 'model', 'res_id'] }],
    ...Object.entries(words.uses),
    read(workCentres),
    read(planned.orders),
    read(planned.operations),
    read(shifts),
    read(leaves, [...KEEPS, 'unlink']),
    read(leavesByName),
    read(centresWithOthers),
    read(openSteps(version)),
    read(waitingComponents),
    read(plannedIn(version).steps, ['read', 'write']),
    read(plannedIn(version).orders, ['read', 'write']),
  ] satisfies [string, Use][]) {
    const { rights: before = [], fields: known = [] } = uses[model] ?? {}
    uses[model] = {
      rights: [...new Set([...before, ...rights])],
      fields: [...new Set([...known, ...fields])].toSorted(),
    }
  }
  return uses
}
