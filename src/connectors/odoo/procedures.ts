import { existsSync, readFileSync } from 'node:fs'
import { sha256 } from '#kernel/canonical-json'
import { asPython } from './watched/as-python.ts'
import { books14 } from './watched/odoo-14.ts'
import { books19 } from './watched/odoo-19.ts'

/** A reviewed body that runs inside Odoo, in one transaction, as whoever calls it. */
export interface Procedure {
  readonly name: ProcedureName
  readonly body: string
  /** SHA-256 of the body: names the version, and shows when somebody changed it in Odoo. */
  readonly hash: string
}

/** Which Odoo a body is for: what differs lies in a folder of its own, under the name of the part. */
export type Words = '19' | '14'

const COMMON = ['words', 'support', 'units', 'orders', 'operations', 'steps']
const BOOKS = [
  'items',
  'lots',
  'stock',
  'posting',
  'reservations',
  'reversals',
  'output',
  'byproducts',
  'material',
  'backflush',
  'time',
  'scrap',
  'scrapping',
  'work',
  'clock',
  'rework',
  'lot_changes',
  'cost',
  'valuation',
  'close',
  'closing',
  'order_life',
  'traces',
]

/** What each procedure is made of, in this order; the last part does the work. */
const parts = {
  effects: [...COMMON, ...BOOKS, 'effects'],
  'read-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'read_orders'],
  'read-costs': [...COMMON, 'reversals', 'byproducts', 'cost', 'valuation', 'cost_so_far', 'read_cost'],
  'read-accounts': [
    ...COMMON,
    ...['items', 'reversals', 'byproducts', 'cost', 'valuation', 'cost_so_far', 'scrapping'],
    ...['accounts', 'figures', 'settings_of', 'read_accounts'],
  ],
  'read-booked': [...COMMON, 'read_booked'],
  'released-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'released_orders'],
  changes: ['support', 'watched', 'changes'],
  inspect: ['words', 'support', 'inspect'],
} as const satisfies Record<string, readonly string[]>

export type ProcedureName = keyof typeof parts

/** What is watched is data, which a look and its answer share. */
const watched = { '19': asPython(books19), '14': asPython(books14) } as const satisfies Record<Words, string>

function textOf(words: Words, part: string): string {
  if (part === 'watched') return watched[words]
  const [own, common] = [`${words}/${part}`, part].map((file) => new URL(`./procedures/${file}.py`, import.meta.url))
  return readFileSync(existsSync(own!) ? own! : common!, 'utf8').trim()
}

export const proceduresOf = (words: Words): readonly Procedure[] =>
  (Object.keys(parts) as ProcedureName[]).map((name) => {
    const body = `${parts[name].map((part) => textOf(words, part)).join('\n\n\n')}\n`
    return { name, body, hash: sha256(body) }
  })
