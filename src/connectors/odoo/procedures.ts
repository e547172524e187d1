import { readFileSync } from 'node:fs'
import { sha256 } from '#kernel/canonical-json'

/** A reviewed body that runs inside Odoo, in one transaction, as whoever calls it. */
export interface Procedure {
  readonly name: ProcedureName
  readonly body: string
  /** SHA-256 of the body: names the version, and shows when somebody changed it in Odoo. */
  readonly hash: string
}

const COMMON = ['support', 'units', 'orders', 'operations']
const BOOKS = [
  'items',
  'lots',
  'stock',
  'reservations',
  'reversals',
  'output',
  'byproducts',
  'material',
  'backflush',
  'time',
  'scrap',
  'work',
  'clock',
  'rework',
  'lot_changes',
  'cost',
  'close',
]

/** What each procedure is made of, in this order; the last part does the work. */
const parts = {
  effects: [...COMMON, ...BOOKS, 'effects'],
  'read-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'read_orders'],
  'read-costs': [...COMMON, 'reversals', 'byproducts', 'cost', 'read_cost'],
  'released-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'released_orders'],
  inspect: ['support', 'inspect'],
} as const satisfies Record<string, readonly string[]>

export type ProcedureName = keyof typeof parts

const textOf = (part: string): string =>
  readFileSync(new URL(`./procedures/${part}.py`, import.meta.url), 'utf8').trim()

function rendered(name: ProcedureName): Procedure {
  const body = `${parts[name].map(textOf).join('\n\n\n')}\n`
  return { name, body, hash: sha256(body) }
}

export const procedures: readonly Procedure[] = (Object.keys(parts) as ProcedureName[]).map(rendered)
export const procedure = (name: ProcedureName): Procedure => procedures.find((one) => one.name === name)!
