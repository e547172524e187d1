import type { z } from 'zod'
import { type Meter, type MeterFile, type MeterReading, perDay, totalsOf } from '#model/meter'
import type { MeterView } from './contract.ts'

/** How many of a meter's readings a page shows. */
const SHOWN = 10

export const metersFrom = (plant: string, { asset, order, meters }: MeterFile): z.input<typeof MeterView>[] =>
  meters.map((meter) => ({ plant, asset, name: order.label, ...viewOf(meter) }))

function viewOf(meter: Meter): Omit<z.input<typeof MeterView>, 'plant' | 'asset' | 'name'> {
  const readings = meter.readings.toReversed().slice(0, SHOWN).map(readingFrom)
  return {
    ...{ meter: meter.meter, last: readings[0]!, readings },
    counted: totalsOf(meter).at(-1)!.total,
    perDay: perDay(meter) ?? null,
  }
}

const readingFrom = ({ begins, at, shows, by, message }: MeterReading) => ({
  ...{ at, shows, by, message, begins: begins ?? null },
})
