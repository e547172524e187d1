import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Stamped } from '../memory.ts'
import type { Desk } from './desk.ts'
import { Id, reading, Text } from './reading.ts'
import type { Step } from './steps.ts'

/** An effect as the mapping gives it. */
export interface Wanted {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor: string | null
  readonly body: Body
}

/** Bodies are parsed by the port before they come here; members are read where an operation knows them. */
export type Body = { readonly order: number } & { readonly [member: string]: any }

export type Facts = { readonly [fact: string]: unknown }

/** What an effect is going to do, and what it did. */
export interface Entry {
  readonly key: string
  readonly operation: string
  readonly order: number
  readonly original?: string | undefined
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor?: string | undefined
  /** Whose standing is told before and after. */
  readonly tells: { readonly of: string; readonly id?: number | string }
  readonly before: Facts
  readonly steps: readonly Step[]
  readonly posted: { readonly [what: string]: any }
  /** What was planned of each movement, where Odoo keeps only what was done. */
  readonly planned?: readonly { readonly move: number | string; readonly demand: number; readonly needed: number }[]
  /** Told in addition to the standing afterwards. */
  readonly says?: Facts
  readonly documents: { readonly [what: string]: any }
  /** Receipt, when everything is done. */
  readonly result?: Facts
}

export interface Kept extends Entry {
  readonly id: number
  /** When it was written down, by Odoo's clock. */
  readonly begun: string
}

/** What entries are found by without being read. */
const STANDS = 'stands for a component'
const personal = (person: string): string => `time of ${createHash('sha256').update(person).digest('hex')}`
const titleOf = ({ operation, posted }: Entry): string => {
  if (posted['person']) return personal(posted['person'] as string)
  return posted['instead'] === undefined ? operation : STANDS
}

/**
 * Where plain mode writes down what it is going to do before it does it: attachments of the integration user that hang
 * on nothing, in a drawer for each order. Nobody else sees them.
 */
const MODEL = 'ir.attachment'
export const DRAWER = 'millwright.order.'
export const drawer = (order: number): string => `${DRAWER}${order}`

const Found = z.looseObject({ key: z.string(), operation: z.string(), order: z.int() })

/** What is no entry of ours is an answer that cannot be understood, like any other of Odoo's. */
const Written = Text.transform((text, context) => {
  const read = Found.safeParse(jsonIn(text))
  if (read.success) return read.data as unknown as Entry
  context.addIssue('not an entry of the notebook')
  return z.NEVER
})

const entries = reading(
  MODEL,
  { id: Id, description: Written, create_date: Text },
  ({ id, description, create_date }) => ({ ...description, id, begun: create_date }),
)

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const on = (orders: readonly number[]): unknown[] => [
  ['res_model', 'in', orders.map(drawer)],
  ['res_id', '=', false],
]

const nameOf = (key: string): string => `effect_${key}`

export const notebookOf = (desk: Desk) => ({
  of: (orders: readonly number[]): Promise<readonly Kept[]> => desk.read(entries, on(orders), { order: 'id' }),

  /** Only what was used in the place of something else. */
  ofSubstitutes: (orders: readonly number[]): Promise<readonly Kept[]> =>
    desk.read(entries, [['name', '=', STANDS], ...on(orders)], { order: 'id' }),

  /** Time of a person, on whatever order. */
  ofPerson: (person: string): Promise<readonly Kept[]> =>
    desk.read(entries, [
      ['name', '=', personal(person)],
      ['res_model', '=like', `${DRAWER}%`],
      ['res_id', '=', false],
    ]),

  /** Of all orders, upwards from a number. */
  between: ({ since, until, after, atMost }: Stamped): Promise<readonly Kept[]> =>
    desk.read(
      entries,
      [
        ['res_model', '=like', `${DRAWER}%`],
        ['res_id', '=', false],
        ['create_date', '>=', since],
        ['create_date', '<', until],
        ['id', '>', after],
      ],
      { order: 'id', limit: atMost },
    ),

  /** The first who writes an entry down has it; whoever comes second does what the first was going to do. */
  async begin(entry: Entry): Promise<Kept> {
    const id = await desk.make(MODEL, nameOf(entry.key), {
      name: titleOf(entry),
      description: JSON.stringify(entry),
      res_model: drawer(entry.order),
    })
    const [kept] = await desk.read(entries, [['id', '=', id]])
    return kept!
  },

  end: (kept: Kept, entry: Entry): Promise<void> => desk.set(MODEL, [kept.id], { description: JSON.stringify(entry) }),

  forget: (kept: Kept): Promise<void> => desk.drop(MODEL, [kept.id]),
})
