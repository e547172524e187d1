import { z } from 'zod'
import { FieldTable } from '#model/field-table/table'
import { type Estate, FlowSetting, OwnershipRow, PlantPolicy } from '../estate.ts'

/**
 * What decisions are made by, and people may change while the hub runs: policies, ownership, which flows work where, and
 * how systems' words are read. Systems and their addresses are not in it: they differ between test and production, where
 * the same rules are to hold.
 */
export const Rules = z.strictObject({
  policies: z.record(z.string(), PlantPolicy).describe('By plant'),
  ownership: z.array(OwnershipRow),
  flows: z.array(FlowSetting).describe('A flow that is not named is live'),
  fieldTables: z.array(FieldTable),
})
export type Rules = z.infer<typeof Rules>

/** The rules an estate was set up with. */
export const rulesOf = ({
  plants,
  ownership,
  flows,
  fieldTables,
}: Pick<Estate, 'plants' | 'ownership' | 'flows' | 'fieldTables'>): Rules => ({
  policies: Object.fromEntries(plants.map(({ id, policy }) => [id, policy])),
  ownership,
  flows,
  fieldTables,
})

/** Whether a flow works in a plant. */
export const modeIn = ({ flows }: Rules, flow: string, plant: string): FlowSetting['mode'] =>
  flows.find((setting) => setting.flow === flow && setting.plant === plant)?.mode ?? 'live'
