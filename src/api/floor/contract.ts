import { z } from 'zod'
import { Count, Moment, PlantId } from '../contract/words.ts'

const Amount = z.object({ value: z.string(), uom: z.string() })
const Tracking = z.enum(['none', 'lot', 'serial'])

export const Enrolment = z
  .strictObject({ key: z.string().min(1).max(200).describe('The key of the device, as it was shown when it was made') })
  .meta({ id: 'Enrolment' })

/** What a device is told of itself. */
export const FloorDevice = z
  .object({
    keyId: z.string(),
    plant: PlantId,
    plantName: z.string(),
    timeZone: z.string(),
    source: z.string().describe('What its events name as their source'),
    workCentres: z.array(z.string()),
    owner: z
      .string()
      .nullable()
      .describe('The system that owns what was done, where it is another: then what the device says is a proposal'),
  })
  .meta({ id: 'FloorDevice' })
export type FloorDevice = z.infer<typeof FloorDevice>

const FloorOperation = z.object({
  operation: z.string(),
  name: z.string(),
  workCentre: z.string(),
  due: Moment.nullable().describe('Planned end: of the operation, else of the order'),
  plannedMinutes: z.string(),
  completed: Amount,
  over: z.boolean(),
  isLast: z.boolean().describe('After it the goods are received'),
  clock: z.object({ isRunning: z.boolean(), since: Moment, reason: z.string().nullable() }).nullable(),
})
export type FloorOperation = z.infer<typeof FloorOperation>

export const FloorOrder = z.object({
  order: z.string(),
  label: z.string(),
  item: z.string(),
  itemName: z.string(),
  tracking: Tracking,
  state: z.string(),
  ordered: Amount,
  received: Amount,
  held: z.string().nullable().describe('Why work is to stand still: what is reported of it waits'),
  operations: z.array(FloorOperation).describe('Those at the work centres of the device'),
  components: z.array(
    z.object({
      item: z.string(),
      itemName: z.string(),
      tracking: Tracking,
      required: Amount,
      used: Amount,
      operation: z.string().nullable(),
      byHand: z.boolean().describe('Somebody issues it; else it is used up by itself'),
    }),
  ),
})
export type FloorOrder = z.infer<typeof FloorOrder>

export const FloorView = z.object({ device: FloorDevice, orders: z.array(FloorOrder) }).meta({ id: 'FloorView' })
export type FloorView = z.infer<typeof FloorView>

export const reportStates = ['on-its-way', 'waits', 'booked', 'noted', 'refused', 'set-aside'] as const

/** What became of something the device reported, in a sentence, and what somebody does about it. */
export const FloorReport = z.object({
  id: z.string(),
  state: z.enum(reportStates),
  code: z.string().nullable(),
  sentence: z.string(),
  now: z.string().nullable(),
})
export type FloorReport = z.infer<typeof FloorReport>

export const FloorReports = z.object({ items: z.array(FloorReport) }).meta({ id: 'FloorReports' })
export type FloorReports = z.infer<typeof FloorReports>

export const ReportsQuery = z.strictObject({
  ids: z
    .string()
    .max(4_000)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.string().max(128)).min(1).max(50))
    .describe('Ids of events, joined by commas; fifty at most'),
})

export const Workplace = z.object({ plant: PlantId, name: z.string(), orders: Count })
