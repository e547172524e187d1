import type { Quantity } from '../../src/model/quantity.ts'

/** A lot on the shelf that people may take from; the amount in the item's own unit. */
export interface ShelfLot {
  readonly lot: string
  readonly quantity: string
}

/** What comes beside goods, by the item that is made: so much of it for each. Told when the MES starts, as the shelf is. */
export interface Beside {
  readonly [made: string]: { readonly item: string; readonly uom: Quantity['uom']; readonly each: string }
}

/** What may be taken instead of a component, and how much of it for one. Told when the MES starts: orders do not say it. */
export interface Substitutes {
  readonly [component: string]: { readonly item: string; readonly ratio: string }
}

/** What stands on the shelves, by item. Told to the MES when it starts, since orders do not say it. */
export type Shelf = { readonly [item: string]: readonly ShelfLot[] }

/** Takes tracked material from the shelf, first lot first. Counts are in the unit of the order's need. */
export interface Supply {
  take(item: string, tracking: 'lot' | 'serial', count: number, one: number): readonly { lot: string; count: number }[]
}

export function supplyFrom(shelf: Shelf): Supply {
  const left = new Map(
    Object.entries(shelf).map(([item, lots]) => [
      item,
      lots.map(({ lot, quantity }) => ({ lot, amount: Number(quantity) })),
    ]),
  )
  return {
    take(item, tracking, count, one) {
      const taken: { lot: string; count: number }[] = []
      let need = count
      for (const lot of left.get(item) ?? []) {
        if (need <= 0) break
        const here = Math.min(need, Math.floor(lot.amount * one + 1e-6), tracking === 'serial' ? one : need)
        if (here <= 0) continue
        lot.amount -= here / one
        need -= here
        taken.push({ lot: lot.lot, count: here })
      }
      // The shelf is empty, as far as the MES knows, yet the material was there: people write down a lot of their own.
      if (need > 0) taken.push({ lot: `L-${item}`, count: need })
      return taken
    },
  }
}

export const emptyShelf: Shelf = {}
