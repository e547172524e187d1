import { type Chain, orderOf } from './chain.ts'
import type { Desk } from './desk.ts'
import type { Facts } from './notebook.ts'
import type { Id } from './types.ts'
import { decimal } from './units.ts'
import type { Words } from './words.ts'

/** What a receipt names. Ids are records here, no names any more. */
export interface Named {
  readonly order: number
  readonly moves?: readonly Id[]
  readonly step?: Id
  readonly beside?: Id
  readonly times?: readonly Id[]
  readonly scraps?: readonly Id[]
}

/** Movements and times are read by themselves: not all of them belong to the order. */
export async function documentsOf(desk: Desk, words: Words, chain: Chain, named: Named): Promise<readonly Facts[]> {
  const order = orderOf(chain, named.order) ?? chain.orders[0]!
  const found: Facts[] = [{ kind: 'mrp.production', id: order.id, label: order.name }]
  for (const id of [named.beside, named.step]) {
    const step = chain.steps.find((one) => one.id === id)
    if (step) found.push({ kind: 'mrp.workorder', id: step.id, label: step.name })
  }
  for (const time of await some(named.times, (ids) => desk.read(words.times, [['id', 'in', ids]], { order: 'id' })))
    found.push({ kind: 'mrp.workcenter.productivity', id: time.id, label: `${decimal(time.minutes)} min` })
  const moves = await some(named.moves, (ids) => desk.read(words.moves, [['id', 'in', ids]], { order: 'id' }))
  const lines = await some(named.moves, (ids) => desk.read(words.lines, [['move_id', 'in', ids]], { order: 'id' }))
  for (const move of moves) {
    found.push({ kind: 'stock.move', id: move.id, label: move.label || order.name })
    const lots = new Map(lines.filter((line) => line.move === move.id).map((line) => [line.lot, line.lotName]))
    for (const [lot, name] of lots) if (lot !== undefined) found.push({ kind: words.lot, id: lot, label: name })
  }
  for (const id of named.scraps ?? []) {
    const scrap = chain.scraps.find((one) => one.id === id)
    if (scrap) found.push({ kind: 'stock.scrap', id, label: scrap.name })
  }
  return found
}

const some = async <Row>(
  ids: readonly Id[] | undefined,
  read: (ids: readonly Id[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> => (ids && ids.length > 0 ? read(ids) : [])
