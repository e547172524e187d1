import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { areAnswersTo, type PortKeeper, type Receipt } from '#model/ports/port'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import type { Run } from '../caller.ts'
import type { CallOptions, OdooClient } from '../client.ts'
import { failureFrom, understood } from '../failures.ts'
import type { OdooMapping } from '../mapping.ts'
import { attempt, oneByOne } from '../one-by-one.ts'
import { deskOf } from '../plain/desk.ts'
import type { OdooSettings } from '../settings.ts'
import { partReceiptOf, PartOutcomes } from './outcomes.ts'
import { stockOf } from './stock.ts'
import { type PartValues, partWords } from './words.ts'

const Wish = z.strictObject({ plant: z.string(), parts: z.array(z.string()).max(500) })

/** Odoo's way of keeping spare parts: its transfers, its moves, and its requests for quotation. */
export function sparePartsLedger(
  run: Run,
  odoo: OdooClient,
  mapping: OdooMapping,
  settings: Pick<OdooSettings, 'warehouses'>,
): PortKeeper {
  const words = partWords(mapping, settings)

  async function booked(values: PartValues, call: CallOptions): Promise<Receipt | Failure> {
    const { effects } = await run('parts', { effects: [values] }, PartOutcomes, call)
    if (!areAnswersTo([values], effects)) throw failureFrom({ kind: 'half-an-answer' })
    return attempt(() => understood(() => partReceiptOf(effects[0]!, mapping)))
  }

  return {
    port: SparePartsLedger.portName,
    read: (operation, args, call) =>
      Promise.all(
        args.map(async (wish) => {
          const parsed = Wish.safeParse(wish)
          if (operation !== 'stock' || !parsed.success)
            return new Refused('UNKNOWN_OPERATION', `The spare-parts ledger answers no ${operation} of that`)
          const { plant, parts } = parsed.data
          return stockOf(deskOf(odoo, call), mapping, parts, words.warehouseOf(plant))
        }),
      ),
    perform: (effects, call) => oneByOne(effects, call, (effect) => words.valuesFor(effect), booked),
  }
}
