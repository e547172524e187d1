import { z } from 'zod'
import { meanings } from '#model/signal'
import { Count, Moment, PlantId } from '../contract/words.ts'

const Means = z.enum(meanings).describe('Whether it has failed, stands still only, or works on')
const Sighting = z.object({ signal: z.string(), value: z.string(), since: Moment.describe('Since when it says so') })

export const BrokerView = z.object({
  system: z.string(),
  title: z.string(),
  from: z.string().describe('Where it is'),
  plants: z.array(PlantId),
  state: z.enum(['connected', 'away', 'unheard']).describe('unheard: no process of the hub listens'),
  since: Moment.nullable().describe('Since when it is so'),
  trouble: z.string().nullable().describe('What is in the way'),
  heardAt: Moment.nullable(),
  taken: Count.describe('Signals that said something new'),
  repeated: Count.describe('… that were said before'),
  late: Count.describe('… that are older than what is known'),
  unknown: Count.describe('… of topics that nobody has named'),
  ill: Count.describe('… that were not understood'),
  lastIll: z
    .object({ about: z.string(), why: z.string(), at: Moment })
    .nullable()
    .describe('The last that was not understood; told to those who may see all plants of the broker'),
})
export type BrokerView = z.infer<typeof BrokerView>

export const SignalRuleView = z.object({
  system: z.string(),
  rule: z.string(),
  title: z.string(),
  means: Means,
  condition: z.string(),
  for: z.int().describe('Milliseconds for which it must be so'),
  settle: z.int().describe('Milliseconds for which it must be over'),
  told: Count.describe('Machines of which it says so now'),
})
export type SignalRuleView = z.infer<typeof SignalRuleView>

export const MachineView = z.object({
  plant: PlantId,
  system: z.string(),
  asset: z.string(),
  heardAt: Moment.describe('Of the last it said, by its clock'),
  signals: z.array(Sighting.extend({ at: Moment })),
  told: z
    .object({ rule: z.string(), title: z.string(), means: Means, since: Moment })
    .nullable()
    .describe('What a rule says of it now, the worst first, and since when'),
})
export type MachineView = z.infer<typeof MachineView>

export const FiringView = z.object({
  plant: PlantId,
  system: z.string(),
  asset: z.string(),
  rule: z.string(),
  means: Means,
  reason: z.string(),
  said: z.array(Sighting).describe('What the machine had said'),
  began: Moment,
  told: Moment.describe('When the hub was sure'),
  ended: Moment.nullable(),
  message: z.uuid().describe('What it became'),
})
export type FiringView = z.infer<typeof FiringView>

/** What machines say, the rules over it, and what those have told; what stands still first. */
export const MachineList = z
  .object({
    brokers: z.array(BrokerView),
    rules: z.array(SignalRuleView),
    machines: z.array(MachineView),
    firings: z.array(FiringView),
  })
  .meta({ id: 'MachineList' })
export type MachineList = z.infer<typeof MachineList>
