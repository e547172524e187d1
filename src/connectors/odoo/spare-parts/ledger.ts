import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { PortKeeper, Receipt } from '#model/ports/port'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import type { Run } from '../caller.ts'
import type { OdooClient } from '../client.ts'
import type { OdooMapping } from '../mapping.ts'
import { oneByOne } from '../one-by-one.ts'
import { keptOf, performedBy } from '../performed.ts'
import { deskOf } from '../plain/desk.ts'
import type { OdooSettings } from '../settings.ts'
import { stockOf } from './stock.ts'
import { partWords } from './words.ts'

/** How a part stood, as the procedure tells it; amounts in its own unit. */
const Standing = z.looseObject({ item: z.string(), unit: z.string(), bookedOn: z.string().optional() })
const Moved = keptOf(Standing, { product: z.int() })

const Wish = z.strictObject({ plant: z.string(), parts: z.array(z.string()).max(500) })

/** Odoo's way of keeping spare parts: its transfers, its moves, and its requests for quotation. */
export function sparePartsLedger(
  run: Run,
  odoo: OdooClient,
  mapping: OdooMapping,
  settings: Pick<OdooSettings, 'warehouses'>,
): PortKeeper {
  const words = partWords(mapping, settings)

  const booked = performedBy(run, 'parts', Moved, inOurWords, mapping)

  function inOurWords({ unit, bookedOn, ...standing }: z.infer<typeof Standing>): Receipt['before'] {
    const told = bookedOn ? { bookedOn: mapping.instantFrom(bookedOn) } : {}
    return { ...standing, uom: mapping.codeOf(unit), ...told }
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
