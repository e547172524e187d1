import { z } from 'zod'
import { minutes, seconds } from '#kernel/time'

export const OdooSettings = z.strictObject({
  url: z.url().describe('Base address, for example https://erp.example.com'),
  database: z.string().min(1).describe('Name of the Odoo database'),
  login: z
    .string()
    .min(1)
    .default('millwright')
    .describe('Login of the integration user; Odoo before 19 asks for it beside the key'),
  apiKey: z
    .string()
    .min(1)
    .describe('API key of the integration user (a reference to a secret, resolved before it comes here)'),
  system: z
    .string()
    .min(1)
    .default('odoo')
    .describe('Name of this Odoo in ids the hub gives, for example odoo in odoo.42'),
  plant: z.string().min(1).describe('Plant whose orders this Odoo keeps'),
  warehouses: z
    .record(z.string(), z.string())
    .default({})
    .describe('Plant by warehouse code, where one Odoo keeps several plants, for example {"WH": "A", "WHC": "C"}'),
  timeout: z.coerce
    .number()
    .int()
    .positive()
    .default(seconds(60))
    .describe('Milliseconds after which a call counts as unanswered; Odoo may still commit it later'),
  overlap: z.coerce
    .number()
    .int()
    .positive()
    .default(minutes(5))
    .describe('Milliseconds a poll looks back behind its cursor; must exceed the longest transaction Odoo allows'),
  mode: z
    .enum(['procedures', 'plain'])
    .default('procedures')
    .describe(
      'procedures: reviewed bodies an administrator puts into Odoo, each booking one transaction; plain: ordinary calls only, for an Odoo whose administrator takes no bodies',
    ),
  requestLimit: z.coerce
    .number()
    .int()
    .positive()
    .default(seconds(120))
    .describe(
      'Milliseconds after which Odoo itself ends a request (its limit_time_real): what was not answered may happen until then, and plain mode waits for that long before it looks',
    ),
  maintenance: z
    .enum(['off', 'copied', 'owned'])
    .default('off')
    .describe(
      'What its app Maintenance is to the plant, in mode procedures. copied: maintenance orders of a CMMS stand there too; owned: there is no CMMS, and what people plan there is told as one would',
    ),
  units: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Units Odoo has beyond its own: external id of the unit by UN/ECE code, for example {"SEC": "custom.second"}',
    ),
})
export type OdooSettings = z.infer<typeof OdooSettings>
