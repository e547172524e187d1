import { z } from 'zod'
import { isTimeZone } from '#kernel/wall-clock'
import { webhookSecretShape } from '#kernel/webhooks'
import { FieldTable } from '#model/field-table/table'
import { Alerting } from './rules/alerting.ts'
import { FlowSetting, OwnershipRow, PlantPolicy } from './rules/document.ts'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32')
export const Plant = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  timeZone: z
    .string()
    .refine(isTimeZone, 'an IANA time zone, for example Europe/Berlin')
    .default('UTC')
    .describe('IANA name, for example Europe/Berlin'),
  policy: PlantPolicy,
})

/** A system of the estate: what it is, for which plant, and which ports it keeps there. */
export const EstateSystem = z.strictObject({
  id: Id,
  kind: z.enum(['odoo', 'mes', 'atlas', 'maintainx', 'frepple', 'mqtt', 'mail', 'webhook', 'chat']),
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

/** Where notices may be sent and machines listened to at all. Nothing is open by itself, and nothing here is changed by the console. */
const Outbound = z
  .strictObject({
    hosts: z.array(z.string().min(1).max(253)).default([]).describe('Names that may be called, each whole'),
    networks: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .default([])
      .describe('Private networks that those names may lie in, for example 10.1.0.0/16'),
  })
  .prefault({})

/** Plants, systems, ownership, policies and field tables: what the hub is set up for. */
export const Estate = z
  .strictObject({
    home: Id.default('centre').describe('Name of this hub; rows live at their home'),
    plants: z.array(Plant).min(1),
    systems: z.array(EstateSystem),
    ownership: z.array(OwnershipRow).default([]),
    flows: z.array(FlowSetting).default([]).describe('A flow that is not named is live'),
    alerting: Alerting,
    outbound: Outbound,
    signers: z
      .array(z.strictObject({ name: z.string().min(1).max(64), key: z.string().min(1) }))
      .default([])
      .describe('Whose signed bundles of rules this hub takes: public Ed25519 keys in PEM, by reference'),
    bundleKey: z
      .string()
      .min(1)
      .optional()
      .describe('What this hub signs bundles of rules with for others: a private Ed25519 key in PEM, by reference'),
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
