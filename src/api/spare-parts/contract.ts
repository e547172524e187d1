import { z } from 'zod'
import { maintenanceKinds, maintenanceStates } from '#model/maintenance'
import { Moment as Told } from '#model/moment'
import { Quantity } from '#model/quantity'
import { Count, Moment, PlantId } from '../contract/words.ts'

const Cost = z.object({ currency: z.string(), value: z.string() })

export const PartLine = z.object({
  part: z.string(),
  name: z.string().nullable(),
  planned: Quantity.nullable().describe('What the order is to have in all'),
  asked: Quantity.nullable().describe('What is to lie ready for it now'),
  ready: Quantity.nullable().describe('What lay ready when the ERP was asked last'),
  used: Quantity.nullable().describe('Net of what came back'),
  refused: z.string().nullable().describe('Why the ERP would not set it aside'),
})

const Move = z.object({
  message: z.string().describe('The event that told it'),
  part: z.string(),
  name: z.string().nullable(),
  quantity: Quantity,
  isBack: z.boolean(),
  lot: z.string().nullable(),
  occurredAt: Told,
  recordedAt: Told.nullable(),
  receivedAt: Moment,
  late: z.int().describe('Minutes from its use to the hub’s knowing of it'),
  bookedOn: Told.nullable().describe('The moment the ERP has it on'),
  worth: Cost.nullable(),
  refused: z.string().nullable(),
})

export const OrderPartsView = z.object({
  plant: PlantId,
  order: z.string(),
  label: z.string(),
  link: z.string().nullable(),
  title: z.string(),
  kind: z.enum(maintenanceKinds),
  asset: z.string().nullable(),
  assetName: z.string().nullable(),
  state: z.enum(maintenanceStates),
  isShort: z.boolean().describe('Less lies ready than is to'),
  lines: z.array(PartLine),
  moves: z.array(Move),
  signals: z.array(z.object({ part: z.string(), quantity: Quantity, label: z.string(), link: z.string().nullable() })),
  costs: z.array(Cost).describe('Parts at the price of when they were used'),
  unpriced: Count.describe('Movements that the ERP has not told a price of'),
  openExceptions: Count,
  changedAt: Moment,
})
export type OrderPartsView = z.infer<typeof OrderPartsView>

/** What another system has of a part in a storeroom, and what the ERP had when both were held against each other. */
const StoreroomCountView = z.object({
  plant: PlantId,
  part: z.string(),
  name: z.string(),
  link: z.string().nullable(),
  storeroom: z.string().nullable().describe('All of the plant where none is named'),
  by: z.string().describe('Who counts it beside the ERP'),
  owner: z.string().describe('Whose word counts'),
  counted: Quantity,
  price: z.string().nullable().describe('What one of it is worth there'),
  books: Quantity.nullable().describe('None where the ERP does not have the part'),
  booksPrice: z.string().nullable(),
  differs: z.string().nullable().describe('In words; none where both say the same'),
  countedAt: Told,
  comparedAt: Moment,
})
export type StoreroomCountView = z.infer<typeof StoreroomCountView>

export const SparePartsList = z
  .object({
    orders: z.array(OrderPartsView).describe('Those that are short first'),
    counts: z.array(StoreroomCountView).describe('What two systems keep count of; those that differ first'),
    countedOtherwise: Count.describe('Counts that differ, of all there are'),
  })
  .meta({ id: 'SparePartsList' })
export type SparePartsList = z.infer<typeof SparePartsList>
