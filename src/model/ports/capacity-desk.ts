import { z } from 'zod'
import { AffectedOperation } from '../capacity.ts'
import { Moment } from '../moment.ts'
import { port, reads } from './port.ts'

/** Taking things out of work for a time. */
export interface TakingOut {
  readonly plant: string
  readonly window: string
  readonly equipment: readonly string[]
  readonly from: string
  readonly to: string
}

/** Where one of them stands: nobody knows it, or in a place that may be a work centre of the ERP. */
export const Place = z.strictObject({
  name: z.string(),
  known: z.boolean(),
  equipment: z.string().optional(),
  serial: z.string().optional().describe('Of the asset itself, where the hub was told'),
  workCentre: z.strictObject({ id: z.string(), name: z.string() }).optional(),
})

export type Place = z.infer<typeof Place>

export const Consequences = z.strictObject({
  places: z.array(Place),
  operations: z.array(AffectedOperation),
  /** Other windows that are approved or under way, at the same time on the same work centres. */
  others: z.array(z.strictObject({ window: z.string(), title: z.string(), start: Moment, end: Moment })),
})
export type Consequences = z.infer<typeof Consequences>

/** Where one asks what it would mean to take something out of work: the hub itself knows, and asks whoever plans. */
export const CapacityDesk = port('capacity-desk', {
  /** Where one thing stands; the hub knows it by itself, whether or not the ERP can be asked. */
  place: reads<{ readonly plant: string; readonly equipment: string }, Place>(Place),

  consequences: reads<TakingOut, Consequences>(Consequences),
})
