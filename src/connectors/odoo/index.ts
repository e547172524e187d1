import { deskOf } from '../cmms.ts'
import { procedureCaller } from './caller.ts'
import { odooChanges } from './changes.ts'
import { odooClient } from './client.ts'
import { effectMemory } from './effect-memory.ts'
import { odooMapping } from './mapping.ts'
import { plainCaller } from './plain/caller.ts'
import { notebookMemory } from './plain/memory.ts'
import { plainChanges } from './plain/watch/look.ts'
import { planningLedger } from './planning/ledger.ts'
import { productionLedger } from './production-ledger.ts'
import { diagnosis } from './diagnosis.ts'
import { downtimeLedger } from './downtime/ledger.ts'
import { releasedOrders } from './released-orders.ts'
import { sparePartsLedger } from './spare-parts/ledger.ts'
import { maintenanceLedger } from './maintenance/ledger.ts'
import { maintenanceIn } from './maintenance/books.ts'
import { OdooSettings } from './settings.ts'
import { shapeOf } from './shape.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const odoo = {
  name: 'odoo',
  summary: 'Odoo 14 to 19: production orders, and the books of production',
  settings: OdooSettings,

  connect(settings: OdooSettings) {
    const client = odooClient(settings)
    const isPlain = settings.mode === 'plain'
    const run = isPlain ? plainCaller(client, settings) : procedureCaller(client)
    const mapping = odooMapping(settings)
    const maintenance = !isPlain && settings.maintenance === 'owned' ? maintenanceIn(run, mapping, settings) : undefined
    return {
      provides: [
        productionLedger(run, mapping, isPlain ? notebookMemory(client) : effectMemory(client), { together: !isPlain }),
        planningLedger(run, client, mapping, settings.system),
        sparePartsLedger(run, client, mapping, settings),
        // Nobody is asked for what plain mode cannot do.
        ...(isPlain ? [] : [downtimeLedger(run, mapping, settings.system)]),
        ...(!isPlain && settings.maintenance === 'copied' ? [maintenanceLedger(run, mapping)] : []),
        ...(maintenance ? [deskOf(maintenance)] : []),
      ],
      /** Orders released, changed, closed or cancelled since a cursor. */
      released: releasedOrders(run, mapping, settings.overlap),
      /** What people changed there. */
      changes: isPlain ? plainChanges(client, mapping, settings) : odooChanges(client, run, mapping, settings.system),
      /** What people plan and do in its app Maintenance, where the plant has no CMMS beside it. */
      maintenance,
      /** What is missing for the connector to work, for `doctor`. */
      diagnose: diagnosis(client, run, settings.mode),
      /** What it has of the models and fields in use, for comparing with another. */
      shape: shapeOf(client, settings.mode),
      probe: (signal: AbortSignal): Promise<void> => client.alive({ signal }),
      close: (): void => client.close(),
    }
  },
}

export { deployment } from './deploy.ts'
export { odooClient } from './client.ts'
