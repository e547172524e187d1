import { z } from 'zod'
import { freshStarts, isWhole, MeterRead, notWhole } from '#model/meter-reading'
import { Moment } from '#model/moment'
import { Quantity } from '#model/quantity'
import { Moment as Told, PlantId, Reason } from '../contract/words.ts'

/** What somebody has read off a meter, or corrects. */
export const MeterWish = z
  .strictObject({
    plant: PlantId,
    ...MeterRead.shape,
    at: Moment.optional().describe('When it was read; now where absent'),
    reason: Reason,
  })
  .omit({ assetName: true })
  .refine(isWhole, notWhole)
  .meta({ id: 'MeterWish' })
export type MeterWish = z.input<typeof MeterWish>

export const MeterAnswer = z
  .object({ sentence: z.string(), messageId: z.uuid().describe('Of the event it became') })
  .meta({ id: 'MeterAnswer' })
export type MeterAnswer = z.infer<typeof MeterAnswer>

const Reading = z.object({
  at: Told,
  shows: Quantity,
  by: z.string(),
  message: z.string(),
  begins: z.enum(freshStarts).nullable().describe('It counts from here anew'),
})

export const MeterView = z.object({
  plant: PlantId,
  asset: z.string(),
  name: z.string(),
  meter: z.string(),
  last: Reading,
  counted: Quantity.describe('In all since its first reading here, whatever it shows since it began anew'),
  perDay: Quantity.nullable().describe('Over the last 30 days; null: it is not known for long enough'),
  readings: z.array(Reading).describe('The latest first; of the days before the last few only the last of each'),
})
export type MeterView = z.infer<typeof MeterView>

export const MeterList = z
  .object({
    meters: z.array(MeterView),
    mayRead: z.array(PlantId).describe('Plants where whoever asks may read meters'),
  })
  .meta({ id: 'MeterList' })
export type MeterList = z.infer<typeof MeterList>
