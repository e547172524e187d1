import { type Failure, Refused } from '#kernel/failure'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import { areAnswersTo, type PortKeeper, type Receipt } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { CallOptions } from '../client.ts'
import { failureFrom, understood } from '../failures.ts'
import type { OdooMapping } from '../mapping.ts'
import { attempt, oneByOne } from '../one-by-one.ts'
import { planningWords } from '../planning/words.ts'
import { EntryOutcomes, entryReceiptOf } from './outcomes.ts'
import { entryFor, type EntryValues } from './words.ts'

/** Odoo's way of counting standstills: one productivity entry of the work centre for each, with its loss. */
export function downtimeLedger(run: Run, mapping: OdooMapping, system: string): PortKeeper {
  const words = planningWords(system, mapping)

  async function kept(values: EntryValues, call: CallOptions): Promise<Receipt | Failure> {
    const { effects } = await run('downtimes', { effects: [values] }, EntryOutcomes, call)
    if (!areAnswersTo([values], effects)) throw failureFrom({ kind: 'half-an-answer' })
    return attempt(() => understood(() => entryReceiptOf(effects[0]!, mapping)))
  }

  return {
    port: DowntimeLedger.portName,
    read: async (operation, args) =>
      args.map(() => new Refused('UNKNOWN_OPERATION', `The downtime ledger answers no ${operation}`)),
    perform: (effects, call) => oneByOne(effects, call, (effect) => entryFor(effect, words), kept),
  }
}
