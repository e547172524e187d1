import type { Json } from '#kernel/canonical-json'
import type { Bench } from '../contracts/production-ledger.ts'
import { pcs } from './plant.ts'

export type Report = readonly [type: string, data: { readonly order: string } & Record<string, Json>]

/** T06's order: two issues, two operations, one receipt, and the close that says what all of it must come to. */
export const sixEvents = ({ order, steel, paint }: Omit<Bench, 'frame'>, lot = 'LB'): readonly Report[] => [
  ['material.issued', { order, item: steel, quantity: pcs(200) }],
  ['material.issued', { order, item: paint, quantity: pcs(100), lot }],
  ['operation.completed', { order, operation: '10', good: pcs(100), machineTime: '100', final: true }],
  [
    'operation.completed',
    { order, operation: '20', good: pcs(100), machineTime: '200', labourTime: '100', final: true },
  ],
  ['output.received', { order, quantity: pcs(100), lot: 'F1' }],
  [
    'order.closed',
    {
      order,
      final: {
        received: pcs(100),
        issued: [
          { item: steel, quantity: pcs(200) },
          { item: paint, quantity: pcs(100) },
        ],
        completed: [
          { operation: '10', quantity: pcs(100) },
          { operation: '20', quantity: pcs(100) },
        ],
      },
    },
  ],
]

/** Every order in which the items can come. */
export const permutationsOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first, at) => permutationsOf(items.toSpliced(at, 1)).map((rest) => [first, ...rest]))
