import { createHash } from 'node:crypto'
import type { PartValues } from '../../spare-parts/words.ts'
import type { Desk } from '../desk.ts'
import { type Facts, jsonIn } from '../notebook.ts'
import { Id, reading, Text } from '../reading.ts'
import type { Step } from '../steps.ts'
import { z } from 'zod'

/** What is going to be done for a part, and what came of it: written down before and after. */
export interface PartNote {
  readonly key: string
  readonly operation: string
  readonly for: string
  readonly steps: readonly Step[]
  readonly before: Facts
  readonly posted: { readonly [what: string]: any }
  readonly documents: readonly { readonly kind: string; readonly id: number | string; readonly label: string }[]
  readonly says: Facts
  readonly result?: Facts
}
export interface KeptNote extends PartNote {
  readonly id: number
  /** By the clock of Odoo. */
  readonly begun: string
}

const NOTES = 'ir.attachment'
const Found = z.looseObject({ key: z.string(), operation: z.string(), for: z.string() })

/** What is no note of ours is an answer that cannot be understood, like any other of Odoo's. */
const Written = Text.transform((text, context) => {
  const read = Found.safeParse(jsonIn(text))
  if (read.success) return read.data as unknown as PartNote
  context.addIssue('not a note about a part')
  return z.NEVER
})
const notes = reading(NOTES, { id: Id, description: Written, create_date: Text }, (row): KeptNote => ({
  ...row.description,
  ...{ id: row.id, begun: row.create_date },
}))

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')
export const orderIn = ({ plant, order }: PartValues['body']): string => `${plant}/${order}`

/** What was asked of the buyer concerns all orders that need the part; everything else is one order's. */
const isOfAll = (operation: string): boolean => operation === 'signal'
const drawer = (body: PartValues['body'], ofAll: boolean): string =>
  ofAll ? `millwright.signal.${hashed(body.part)}` : `millwright.part.${hashed(`${orderIn(body)} ${body.part}`)}`

export const partNotes = (desk: Desk, body: PartValues['body']) => {
  const inDrawer = (ofAll: boolean) =>
    desk.read(
      notes,
      [
        ['res_model', '=', drawer(body, ofAll)],
        ['res_id', '=', false],
      ],
      { order: 'id' },
    )
  return {
    /** Of this order. */
    own: (): Promise<readonly KeptNote[]> => inDrawer(false),
    /** Of the part, for whatever order. */
    signals: (): Promise<readonly KeptNote[]> => inDrawer(true),
    /** The first who writes it down has it. */
    async begin(note: PartNote): Promise<KeptNote> {
      const id = await desk.make(NOTES, `effect_${note.key}`, {
        name: note.for,
        description: JSON.stringify(note),
        res_model: drawer(body, isOfAll(note.operation)),
      })
      return (await desk.read(notes, [['id', '=', id]]))[0]!
    },
    end: (kept: KeptNote, note: PartNote): Promise<void> =>
      desk.set(NOTES, [kept.id], { description: JSON.stringify(note) }),
    forget: (kept: KeptNote): Promise<void> => desk.drop(NOTES, [kept.id]),
  }
}
