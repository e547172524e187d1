import { z } from 'zod'
import { Moment as Told } from '#model/moment'
import { Quantity } from '#model/quantity'
import { Rate } from '../asset-costs/contract.ts'
import { Count, PlantId } from '../contract/words.ts'

const Minutes = z.number().nonnegative()
const Cost = z.object({ currency: z.string(), value: z.string() })
const sums = {
  minutes: Minutes.describe('Working time that places stood still for, each minute once at each place'),
  lost: z.array(Cost).describe('What that is worth by the rates of production'),
  quantities: z.array(Quantity).describe('What was found bad, by unit'),
  scrapped: z.array(Cost).describe('What that is worth by the rates of scrap'),
  total: z.array(Cost),
  untold: Count.describe('Standstills and scrap that no rule has a rate for'),
}

const LostStop = z.object({
  asset: z.string(),
  name: z.string().nullable(),
  place: z.string(),
  number: Count.describe('Which standstill of the asset'),
  from: Told,
  until: Told.nullable().describe('None while it lasts'),
  reason: z.string().nullable(),
  minutes: Minutes.describe('What of it the shift lost'),
  rate: Rate,
  cost: Cost.nullable(),
})

export const LostPieces = z.object({
  at: Told,
  order: z.string(),
  label: z.string(),
  item: z.string(),
  operation: z.string().nullable(),
  quantity: Quantity.describe('Net of what was taken back since'),
  reason: z.string().nullable(),
  rate: Rate,
  cost: Cost.nullable(),
  messages: z.array(z.string()).describe('The events that say so'),
})

const ShiftLosses = z.object({
  from: Told,
  ends: Told.describe('When it is over, on that day or the next'),
  provisional: z.string().nullable().describe('Why these figures may still change; none where the shift is closed'),
  ...sums,
  stops: z.array(LostStop),
  scrap: z.array(LostPieces),
})

/** What each shift of a day lost by downtime and scrap: how much, and what that is worth. */
export const Losses = z.object({
  plant: PlantId,
  day: z.iso.date().describe('By the clock of the plant'),
  definitions: z.object({ lost: z.int(), scrap: z.int() }).describe('Versions of how downtime and scrap are priced'),
  ...sums,
  shifts: z.array(ShiftLosses).describe('Those that have begun; the whole day where it has none'),
})
export type Losses = z.infer<typeof Losses>

export const LossesList = z.object({ days: z.array(Losses) }).meta({ id: 'LossesList' })
export type LossesList = z.infer<typeof LossesList>
