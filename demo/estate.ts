import path from 'node:path'
import { Estate } from '../src/governance/estate.ts'
import { readFieldTables } from '../src/governance/field-table-file.ts'
import { hours, minutes, seconds } from '../src/kernel/time.ts'
import { plantOfAsset } from './assets.ts'
import type { DemoMes } from './factory.ts'
import type { DemoBroker } from './machines.ts'
import type { DemoCmms } from './maintenance.ts'
import { substitutes, warehouses } from './odoo-world.ts'

/** Where the demo's own files are, as a customer's are in the folder of their estate. */
export const demoFolder = path.join(import.meta.dirname, 'estate')

/** What the MES of plant A uses instead of something, as a rule of the plant. */
const allowed = Object.entries(substitutes).map(
  ([instead, { item, ratio }]) => `${item} for ${instead} at ${ratio} up to 60 %`,
)

/** In the money of the demo's Odoo: what an hour of work and of a place is worth, and one of what is found bad. */
const rates = {
  labour: ['45 USD'],
  production: ['120 USD', '260 USD for A-WELD', '340 USD for B-FILL'],
  scrap: ['5 USD for BRACKET-A', '18 USD for FRAME-W', '60 USD for CTRL-C3', '12 USD for KIT-START'],
}

/** Plants that plan by the hour: a repair is thought to take three, and nothing of the next half one is moved lightly. */
const soon = { breakdowns: { repair: hours(3) }, replanning: { frozen: minutes(30) }, rates }

/** The demo's plants: one Odoo that keeps all, one CMMS, an MES of its own in each, a broker in one, and who owns what. */
export const demoEstate = (
  odoo: { readonly url: string; readonly database: string; readonly key: string },
  systems: readonly DemoMes[],
  cmms: DemoCmms,
  broker: DemoBroker,
): Estate =>
  Estate.parse({
    home: 'centre',
    plants: [
      { id: 'A', name: 'Plant A', timeZone: 'Europe/Berlin', policy: { ...soon, substitutes: allowed } },
      { id: 'B', name: 'Plant B', timeZone: 'Europe/Berlin', policy: soon },
      { id: 'C', name: 'Plant C', timeZone: 'Europe/Vienna', policy: soon },
    ],
    systems: [
      {
        id: 'odoo',
        kind: 'odoo',
        title: 'Odoo',
        plants: ['A', 'B', 'C'],
        keeps: ['production-ledger'],
        settings: { url: odoo.url, database: odoo.database, apiKey: odoo.key, warehouses },
      },
      {
        id: 'cmms',
        kind: 'atlas',
        title: 'CMMS',
        plants: ['A', 'B', 'C'],
        settings: { ...cmms, plantOfAsset, every: seconds(3) },
      },
      {
        id: 'machines',
        kind: 'mqtt',
        title: `Broker of plant ${broker.plant}`,
        plants: [broker.plant],
        settings: broker.settings,
      },
      ...systems.map(({ plant, system, fieldTable, url, secret }) => ({
        id: system,
        kind: 'mes',
        title: `MES of plant ${plant}`,
        plants: [plant],
        keeps: ['shop-floor'],
        ...(fieldTable ? { fieldTable } : {}),
        // Only events are numbered; records of its own a field table would have to count.
        settings: { url, secrets: [secret], tellsAgain: fieldTable === undefined },
      })),
    ],
    ownership: systems.flatMap(({ plant, system }) => [
      { plant, group: 'production-order.header', owner: 'odoo' },
      { plant, group: 'production-order.progress', owner: system },
      { plant, group: 'production-order.actuals', owner: system },
      { plant, group: 'production-order.closing', owner: system },
    ]),
    outbound: { hosts: ['127.0.0.1'], networks: ['127.0.0.1/32'] },
    fieldTables: [...readFieldTables(path.join(demoFolder, 'field-tables')).values()],
  })
