import type { Figure, FigureName } from '#model/account'
import type { OrderFile } from '#model/production-order-case'

export interface NamedLot {
  readonly lot: string
  /** Absent where it is the finished item's. */
  readonly item: string | null
}

/** Everything of an order that can be pointed at. */
export function figuresOf({ order, byproducts = {} }: OrderFile, lots: readonly NamedLot[]): readonly Figure[] {
  const of = (figure: FigureName, more: object = {}): Figure => ({ order: order.id, figure, ...more })
  const beside = new Set([...(order.byproducts ?? []).map(({ item }) => item), ...Object.keys(byproducts)])
  return [
    of('produced'),
    of('state'),
    of('start'),
    of('end'),
    ...order.components.map(({ item }) => of('used', { item })),
    ...[...beside].map((item) => of('byproduct', { item })),
    of('scrapped'),
    ...order.operations.flatMap(({ operation }) =>
      (['completed', 'time', 'state', 'start', 'end'] as const).map((figure) => of(figure, { operation })),
    ),
    ...lots.map(({ lot, item }) => of('on-hand', item === null || item === order.item ? { lot } : { lot, item })),
    of('cost'),
    of('worth'),
    of('in-production'),
  ]
}
