import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { CopyStanding } from '#model/maintenance-copy'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import type { PortKeeper } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { OdooMapping } from '../mapping.ts'
import { oneByOne } from '../one-by-one.ts'
import { inInstants, keptOf, performedBy } from '../performed.ts'
import { copyFor } from './words.ts'

const Kept = keptOf(CopyStanding, { request: z.int().nullable() })

/** Odoo's way of keeping maintenance of its own: one request of its app Maintenance for each order of a CMMS. */
export function maintenanceLedger(run: Run, mapping: OdooMapping): PortKeeper {
  const kept = performedBy(run, 'maintenance', Kept, inInstants(mapping), mapping)
  return {
    port: MaintenanceLedger.portName,
    read: async (operation, args) =>
      args.map(() => new Refused('UNKNOWN_OPERATION', `The maintenance ledger answers no ${operation}`)),
    perform: (effects, call) => oneByOne(effects, call, (effect) => copyFor(effect, mapping), kept),
  }
}
