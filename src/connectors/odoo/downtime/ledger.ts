import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { EntryStanding } from '#model/downtime-entry'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import type { PortKeeper } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { OdooMapping } from '../mapping.ts'
import { oneByOne } from '../one-by-one.ts'
import { inInstants, keptOf, performedBy } from '../performed.ts'
import { planningWords } from '../planning/words.ts'
import { entryFor } from './words.ts'

const Kept = keptOf(EntryStanding, { entry: z.int().nullable() })

/** Odoo's way of counting standstills: one productivity entry of the work centre for each, with its loss. */
export function downtimeLedger(run: Run, mapping: OdooMapping, system: string): PortKeeper {
  const words = planningWords(system, mapping)
  const kept = performedBy(run, 'downtimes', Kept, inInstants(mapping), mapping)
  return {
    port: DowntimeLedger.portName,
    read: async (operation, args) =>
      args.map(() => new Refused('UNKNOWN_OPERATION', `The downtime ledger answers no ${operation}`)),
    perform: (effects, call) => oneByOne(effects, call, (effect) => entryFor(effect, words), kept),
  }
}
