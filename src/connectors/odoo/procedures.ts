import { existsSync, readFileSync } from 'node:fs'
import { sha256 } from '#kernel/canonical-json'
import { callsAsPython } from './calls.ts'
import { inheriting, onlyWhatIsSpokenOf } from './inheritance.ts'
import { asPython } from './watched/as-python.ts'
import { booksOf } from './watched/books-of.ts'

/** A reviewed body that runs inside Odoo, in one transaction, as whoever calls it. */
export interface Procedure {
  readonly name: ProcedureName
  readonly body: string
  /** SHA-256 of the body: names the version, and shows when somebody changed it in Odoo. */
  readonly hash: string
}

/** Which Odoo a body is for. What a version says otherwise than the one before lies in a folder of its own. */
export const WORDS = ['14', '15', '16', '17', '18', '19'] as const
export type Words = (typeof WORDS)[number]

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
  'centres',
  'lost_time',
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
  parts: [
    ...['words', 'support', 'units', 'items', 'lots', 'stock', 'posting', 'reservations', 'reversals'],
    ...['spare_parts', 'part_signals', 'part_effects'],
  ],
  maintenance: ['words', 'support', 'once', 'request_ends', 'maintenance'],
  'read-maintenance': ['words', 'support', 'request_ends', 'read_maintenance'],
  blocks: ['words', 'support', 'once', 'centres', 'blocks'],
  downtimes: ['words', 'support', 'once', 'centres', 'time', 'lost_time', 'downtimes'],
  'plan-changes': ['words', 'support', 'once', 'plan_changes'],
  'read-together': ['support', 'read_together'],
  'read-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'read_orders'],
  'read-costs': [...COMMON, 'reversals', 'byproducts', 'cost', 'valuation', 'cost_so_far', 'read_cost'],
  'read-lots': [...COMMON, 'items', 'lots', 'stock', 'posting', 'material', 'read_lots'],
  'read-accounts': [
    ...COMMON,
    ...['items', 'reversals', 'byproducts', 'cost', 'valuation', 'cost_so_far', 'scrapping'],
    ...['accounts', 'figures', 'settings_of', 'read_accounts'],
  ],
  'read-booked': [...COMMON, 'read_booked'],
  'released-orders': [...COMMON, 'material', 'byproducts', 'order_facts', 'released_orders'],
  changes: ['support', 'watched', 'changes'],
  inspect: ['words', 'support', 'calls', 'inspect'],
} as const satisfies Record<string, readonly string[]>

export type ProcedureName = keyof typeof parts

const text = (file: string): string | undefined => {
  const place = new URL(`./procedures/${file}.py`, import.meta.url)
  return existsSync(place) ? readFileSync(place, 'utf8').trim() : undefined
}

/** Parts that are data, which a procedure shares with whoever asks it. */
const DATA: Readonly<Record<string, (words: Words) => string>> = {
  watched: (words) => asPython(booksOf(words)),
  calls: callsAsPython,
}

/** What a part says in a version, and whether the versions differ in it. */
function partOf(words: Words, part: string): { readonly differs: boolean; readonly said: string } {
  const data = DATA[part]?.(words)
  if (data !== undefined) return { differs: false, said: data }
  const lineage = WORDS.slice(0, WORDS.indexOf(words) + 1).flatMap((one) => text(`${one}/${part}`) ?? [])
  return lineage.length > 0
    ? { differs: true, said: lineage.reduce(inheriting) }
    : { differs: false, said: text(part)! }
}

function bodyOf(words: Words, names: readonly string[]): string {
  const found = names.map((name) => partOf(words, name))
  // The last part does the work: what is spoken of is found from there.
  const said = found.reduceRight<readonly string[]>((after, one, at) => {
    const before = found.slice(0, at).map((earlier) => earlier.said)
    return [one.differs ? onlyWhatIsSpokenOf(one.said, [...before, ...after]) : one.said, ...after]
  }, [])
  return `${said.join('\n\n\n')}\n`
}

export const proceduresOf = (words: Words): readonly Procedure[] =>
  (Object.keys(parts) as ProcedureName[]).map((name) => {
    const body = bodyOf(words, parts[name])
    return { name, body, hash: sha256(body) }
  })
