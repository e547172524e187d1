import type { z } from 'zod'
import { between, type Instant, minutes } from '#kernel/time'
import type { MaintenanceState } from '#model/maintenance'
import type { MaintenanceOrderFile, PartMove } from '#model/maintenance-order-case'
import type { Money } from '#model/money'
import { partCostOf } from '#model/part-cost'
import { compare } from '#model/quantity'
import type { OrderPartsView, SparePartsList } from './contract.ts'

export interface OrderPartsRow {
  readonly plant: string
  readonly order: string
  readonly state: MaintenanceState
  readonly data: MaintenanceOrderFile
  readonly changed_at: Instant
  readonly open_exceptions: number
}
type Order = z.input<typeof OrderPartsView>

/** What a page tells of spare parts: who waits for some comes first. */
export function partsView(rows: readonly OrderPartsRow[]): Pick<z.input<typeof SparePartsList>, 'orders'> {
  // Orders that were only worked on have no parts to show.
  const orders = rows.filter(({ data }) => data.planned || data.moves).map(orderView)
  return { orders: orders.toSorted((one, other) => Number(other.isShort) - Number(one.isShort)) }
}

function orderView({
  plant,
  order,
  state,
  data,
  changed_at: changedAt,
  open_exceptions: openExceptions,
}: OrderPartsRow): Order {
  const { moves = [], signals = [] } = data
  const { label, link = null, title, kind, asset = null, assetName = null } = data.order
  const lines = linesOf(data)
  return {
    ...{ plant, order, label, link, title, kind, asset, assetName, state, openExceptions, changedAt },
    isShort: isShort(lines),
    lines,
    moves: moves.map(moveView),
    signals: signals.map(({ link: at = null, ...signal }) => ({ ...signal, link: at })),
    ...priced(moves),
  }
}

/** Less lies ready than is to. */
export const isShort = (lines: Order['lines']): boolean =>
  lines.some(({ asked, ready }) => asked && (!ready || compare(ready, asked) < 0))

export function linesOf({
  planned,
  setAside = [],
  parts: used = {},
  moves = [],
}: MaintenanceOrderFile): Order['lines'] {
  const needs = planned?.parts ?? []
  const numbers = new Set([...needs, ...setAside, ...moves].map(({ part }) => part))
  return [...numbers].map((part) => {
    const need = needs.find((one) => one.part === part)
    const aside = setAside.find((one) => one.part === part)
    return {
      part,
      name: need?.partName ?? moves.find((one) => one.part === part && one.partName)?.partName ?? null,
      planned: need?.quantity ?? null,
      asked: aside?.quantity ?? null,
      ready: aside?.lies ?? null,
      used: used[part] ?? null,
      refused: aside?.refused ?? null,
    }
  })
}

function moveView({
  event: _event,
  partName,
  lot,
  recordedAt,
  worth,
  refused,
  ...move
}: PartMove): Order['moves'][number] {
  return {
    ...move,
    name: partName ?? null,
    lot: lot ?? null,
    recordedAt: recordedAt ?? null,
    late: Math.max(0, Math.round(between(move.occurredAt, move.receivedAt) / minutes(1))),
    bookedOn: worth?.bookedOn ?? null,
    worth: worth ? { currency: worth.currency, value: worth.value } : null,
    refused: refused ?? null,
  }
}

function priced(moves: readonly PartMove[]): { costs: Money[]; unpriced: number } {
  const { costs, unpriced } = partCostOf(moves)
  return { costs: [...costs], unpriced }
}
