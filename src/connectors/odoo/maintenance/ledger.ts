import { type Failure, Refused } from '#kernel/failure'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { areAnswersTo, type PortKeeper, type Receipt } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { CallOptions } from '../client.ts'
import { failureFrom, understood } from '../failures.ts'
import type { OdooMapping } from '../mapping.ts'
import { attempt, oneByOne } from '../one-by-one.ts'
import { CopyOutcomes, copyReceiptOf } from './outcomes.ts'
import { copyFor, type CopyValues } from './words.ts'

/** Odoo's way of keeping maintenance of its own: one request of its app Maintenance for each order of a CMMS. */
export function maintenanceLedger(run: Run, mapping: OdooMapping): PortKeeper {
  async function kept(values: CopyValues, call: CallOptions): Promise<Receipt | Failure> {
    const { effects } = await run('maintenance', { effects: [values] }, CopyOutcomes, call)
    if (!areAnswersTo([values], effects)) throw failureFrom({ kind: 'half-an-answer' })
    return attempt(() => understood(() => copyReceiptOf(effects[0]!, mapping)))
  }

  return {
    port: MaintenanceLedger.portName,
    read: async (operation, args) =>
      args.map(() => new Refused('UNKNOWN_OPERATION', `The maintenance ledger answers no ${operation}`)),
    perform: (effects, call) => oneByOne(effects, call, (effect) => copyFor(effect, mapping), kept),
  }
}
