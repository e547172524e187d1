import { fieldGroups } from '#model/catalogue'
import { z } from 'zod'
import { days, hours, minutes } from '#kernel/time'
import { webhookSecretShape } from '#kernel/webhooks'
import { FieldTable } from '#model/field-table/table'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32')
const Share = z.string().regex(/^\d(\.\d{1,4})?$/, 'a share such as 0.05')
const Milliseconds = z.coerce.number().int().positive()

/** Rules of a plant that decisions use. Values only: a record of them explains a decision. */
export const PlantPolicy = z
  .strictObject({
    overCompletion: z
      .strictObject({ flagAbove: Share, refuseAbove: Share })
      .default({ flagAbove: '0', refuseAbove: '0.05' })
      .describe('Output beyond the ordered quantity: flagged above the first share, stopped above the second'),
    overConsumption: z
      .strictObject({ flagAbove: Share, refuseAbove: Share })
      .default({ flagAbove: '0.1', refuseAbove: '0.5' })
      .describe('Material beyond what the order needs'),
    patience: z
      .strictObject({
        release: Milliseconds,
        original: Milliseconds,
        close: Milliseconds,
        acknowledgement: Milliseconds.default(minutes(15)),
      })
      .default({ release: minutes(15), original: hours(4), close: days(1), acknowledgement: minutes(15) })
      .describe('How long a report waits for its release, a reversal for its original, a close for open reports'),
    fourEyes: z
      .enum(['yes', 'no'])
      .default('yes')
      .describe('Whether an approval needs somebody else than who asked for it'),
  })
  .prefault({})

export const Plant = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  timeZone: z.string().default('UTC').describe('IANA name, for example Europe/Berlin'),
  policy: PlantPolicy,
})

/** A system of the estate: what it is, for which plant, and which ports it keeps there. */
export const EstateSystem = z.strictObject({
  id: Id,
  kind: z.enum(['odoo', 'mes']),
  title: z.string().min(1).max(100),
  plants: z.array(Id).min(1),
  keeps: z.array(z.string()).default([]).describe('Ports this system keeps, for example production-ledger'),
  fieldTable: z
    .string()
    .optional()
    .describe('Field table that reads what this system sends in its own words; without one it sends CloudEvents'),
  wireSecrets: z
    .array(z.string().regex(webhookSecretShape, 'must be a webhook secret such as whsec_…'))
    .max(2)
    .default([])
    .describe('Secrets that sign what this system sends in its own words; two while one is being replaced'),
  settings: z.record(z.string(), z.unknown()).default({}),
})

/** Which system owns a group of fields in a plant. */
export const OwnershipRow = z.strictObject({
  plant: Id,
  group: z.enum(fieldGroups).describe('What is owned, for example production-order.actuals'),
  owner: Id.describe('The system whose word counts; what another says becomes a proposal'),
  from: z.iso.datetime().optional().describe('Since when; always where absent'),
})

/** Whether a flow works in a plant, and how quick it is meant to be there. */
export const FlowSetting = z.strictObject({
  plant: Id,
  flow: z.string().min(1).max(64).describe('Name of the flow, for example material-issue'),
  mode: z
    .enum(['off', 'shadow', 'live'])
    .default('live')
    .describe('off: messages are kept, nothing is judged; shadow: judged and written down, nothing follows; live'),
  target: z
    .strictObject({ p95: Milliseconds, p99: Milliseconds })
    .optional()
    .describe("From receipt to confirmation; the flow's own where absent"),
})
export type FlowSetting = z.infer<typeof FlowSetting>

/** Plants, systems, ownership, policies and field tables: what the hub is set up for. */
export const Estate = z
  .strictObject({
    home: Id.default('centre').describe('Name of this hub; rows live at their home'),
    plants: z.array(Plant).min(1),
    systems: z.array(EstateSystem),
    ownership: z.array(OwnershipRow).default([]),
    flows: z.array(FlowSetting).default([]).describe('A flow that is not named is live'),
    fieldTables: z.array(FieldTable).default([]).describe('From the folder field-tables, one file each'),
  })
  .superRefine(({ systems, fieldTables }, context) =>
    systems.forEach(({ fieldTable }, at) => {
      if (fieldTable === undefined || fieldTables.some(({ table }) => table === fieldTable)) return
      const message = `there is no field table ${fieldTable} in the folder field-tables`
      context.addIssue({ code: 'custom', path: ['systems', at, 'fieldTable'], message, input: systems })
    }),
  )
export type Estate = z.infer<typeof Estate>
