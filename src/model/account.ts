import { z } from 'zod'
import { ItemId, LotId, OperationId, ProductionOrderId } from './production.ts'

/** What people point at in the ledger of an order. Quantities, time and money add up; states and dates are set. */
export const figures = [
  'produced',
  'used',
  'byproduct',
  'scrapped',
  'on-hand',
  'completed',
  'time',
  'cost',
  'worth',
  'in-production',
  'state',
  'start',
  'end',
] as const
export type FigureName = (typeof figures)[number]

/** One value in the ledger: of an order, and where it says so of an item, an operation or a lot of it. */
export const Figure = z
  .strictObject({
    order: ProductionOrderId,
    figure: z.enum(figures),
    item: ItemId.optional().describe('Whose use, by-product, scrap or lot; the finished item where absent'),
    operation: OperationId.optional().describe('Of which operation; of the order where absent'),
    lot: LotId.optional(),
  })
  .refine(({ figure, item }) => !['used', 'byproduct'].includes(figure) || item, 'needs an item')
  .refine(({ figure, operation }) => !['completed', 'time'].includes(figure) || operation, 'needs an operation')
  .refine(({ figure, lot }) => figure !== 'on-hand' || lot, 'needs a lot')
  .meta({ id: 'Figure' })
export type Figure = z.infer<typeof Figure>

const Amount = z.string().regex(/^-?\d+(\.\d+)?$/, 'an exact number as decimal text')
const Moment = z.iso.datetime()

/** Whose hand it was: the hub's own, a person's, or the ledger itself (a job of its own, or a rule). */
const Hand = z.strictObject({ by: z.enum(['hub', 'person', 'ledger']), name: z.string(), at: Moment })
export type Hand = z.infer<typeof Hand>

const Document = z.strictObject({ kind: z.string(), id: z.string(), label: z.string(), link: z.string() })

/** What an effect found and left of an entry; found what the one before had left where it does not say. */
const Left = z.strictObject({
  effect: z.string().describe('Key of the effect'),
  at: Moment,
  was: Amount.nullable(),
  left: Amount,
  wasBy: Hand.nullable().describe('Who had written it before'),
})

/** What a cost is for. */
export const costKinds = ['material', 'machine', 'labour', 'extra'] as const

/** A row of the books that counts towards the value. */
export const Entry = z.strictObject({
  document: Document,
  amount: Amount.describe('Signed; what it counts now'),
  at: Moment.describe('When it is booked'),
  made: Hand,
  changed: Hand.describe('The last time somebody wrote it'),
  effects: z.array(Left),
  rule: z
    .enum(['RUNNING', 'OVERLAP', 'ESTIMATED', 'EXTRA', 'ROUNDING', 'VARIANCE'])
    .nullable()
    .describe('A part that no row stands for: the ledger reckons it by a rule of its own'),
  lot: z.string().nullable(),
  place: z.string().nullable(),
  quantity: Amount.nullable(),
  price: Amount.nullable(),
  cost: z.enum(costKinds).optional().describe('What it is for, where it is a part of what an order cost'),
})
export type Entry = z.infer<typeof Entry>

/** Something that set a state or a date. */
const Setting = z.strictObject({
  at: Moment,
  effect: z.string().nullable(),
  by: Hand.nullable().describe('Where no effect did'),
  was: z.string().nullable(),
  left: z.string().nullable(),
  wasBy: Hand.nullable(),
})
export type Setting = z.infer<typeof Setting>

/** One value as it stands in the ledger now, and what stands behind it there. */
export const Account = z.strictObject({
  measure: z.enum(['quantity', 'minutes', 'money', 'state', 'moment']),
  /** Unit of a quantity, currency of money. */
  unit: z.string(),
  value: z.string().nullable(),
  readAt: Moment,
  document: Document,
  record: z.strictObject({ made: Hand, changed: Hand }),
  entries: z.array(Entry),
  settings: z.array(Setting),
  places: z.array(z.strictObject({ place: z.string(), amount: Amount })),
})
export type Account = z.infer<typeof Account>
