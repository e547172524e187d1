import { csvOf } from '#kernel/csv'
import type { Losses } from './contract.ts'

const columns = [
  ...['plant', 'day', 'shift from', 'shift until', 'closed', 'kind', 'when', 'what', 'order', 'reason'],
  ...['quantity', 'unit', 'rate', 'value', 'currency'],
]

/** A line for each standstill and each scrap, as a spreadsheet takes it; what has no rate has no value. */
export const lossesAsCsv = (days: readonly Losses[]): string =>
  csvOf(
    columns,
    days.flatMap(({ plant, day, shifts }) =>
      shifts.flatMap(({ from, ends, provisional, stops, scrap }) => {
        const shift = [plant, day, from, ends, provisional === null ? 'yes' : 'no']
        return [
          ...stops.map(({ asset, reason, minutes, from: when, rate, cost }) => [
            ...[...shift, 'downtime', when, asset, null, reason, minutes, 'MIN'],
            ...[rate?.value ?? null, cost?.value ?? null, cost?.currency ?? null],
          ]),
          ...scrap.map(({ at, item, label, reason, quantity, rate, cost }) => [
            ...[...shift, 'scrap', at, item, label, reason, Number(quantity.value), quantity.uom],
            ...[rate?.value ?? null, cost?.value ?? null, cost?.currency ?? null],
          ]),
        ]
      }),
    ),
  )
