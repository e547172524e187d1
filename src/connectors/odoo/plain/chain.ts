import type { Desk } from './desk.ts'
import type { Kept } from './notebook.ts'
import { notebookOf } from './notebook.ts'
import { Id, Num, reading, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import type { Centre, Id as RecordId, Line, Move, Order, Product, Scrap, Step, Time } from './types.ts'
import { converted, type Units } from './units.ts'
import type { Words } from './words.ts'

/** An order of the hub: Odoo's chain of one manufacturing order and its backorders, with all that is booked on it. */
export interface Chain {
  readonly orders: Order[]
  readonly moves: Move[]
  readonly lines: Line[]
  readonly steps: Step[]
  readonly times: Time[]
  readonly scraps: readonly Scrap[]
  readonly products: Map<number, Product>
  readonly centres: ReadonlyMap<number, Centre>
  /** Number of each step of the routing. */
  readonly routing: ReadonlyMap<number, number>
  readonly entries: readonly Kept[]
  readonly units: Units
}

/** Where Odoo keeps only what was done of a move, what was planned of it stands with the effect. */
function asPlanned(move: Move, planned: ReadonlyMap<number | string, { demand: number; needed: number }>): Move {
  const said = planned.get(move.id)
  return said ? { ...move, demand: said.demand, needed: said.needed } : move
}

const routing = reading('mrp.routing.workcenter', { id: Id, sequence: Num, name: Text }, (row) => row)

const idsIn = <Row extends { readonly id: RecordId }>(rows: readonly Row[]): number[] =>
  rows.map(({ id }) => id as number)
const present = (ids: readonly (number | undefined)[]): number[] => [...new Set(ids.filter((id) => id !== undefined))]

/** Reads the chains of these records, each in full. */
export async function readChains(
  desk: Desk,
  words: Words,
  units: () => Promise<Units>,
  records: readonly number[],
  withEntries: boolean,
): Promise<Map<number, Chain>> {
  const orders = await desk.read(words.orders, words.chainOf(records), { context: { active_test: false } })
  const ids = idsIn(orders)
  const [moves, steps, scraps, known] = await Promise.all([
    desk.read(
      words.moves,
      [
        '|',
        '|',
        '|',
        ['raw_material_production_id', 'in', ids],
        ['production_id', 'in', ids],
        ['origin_returned_move_id.raw_material_production_id', 'in', ids],
        ['origin_returned_move_id.production_id', 'in', ids],
      ],
      { order: 'id' },
    ),
    desk.read(words.steps, [['production_id', 'in', ids]], { order: 'id' }),
    desk.read(words.scraps, [['production_id', 'in', ids]], { order: 'id' }),
    units(),
  ])
  const productIds = present([...orders.map(({ product }) => product), ...moves.map(({ product }) => product)])
  const [lines, times, products, centres, places, entries] = await Promise.all([
    desk.read(words.lines, [['move_id', 'in', idsIn(moves)]], { order: 'id' }),
    desk.read(words.times, [['workorder_id', 'in', idsIn(steps)]], { order: 'id' }),
    readProducts(desk, words, productIds),
    desk.read(words.centres, [['id', 'in', present(steps.map(({ centre }) => centre))]], {
      context: { active_test: false },
    }),
    desk.read(routing, [['id', 'in', present(steps.map(({ operation }) => operation))]], {
      context: { active_test: false },
    }),
    withEntries || !words.planStays ? notebookOf(desk).of(ids) : notebookOf(desk).ofSubstitutes(ids),
  ])
  const chains = new Map<number, Chain>()
  const plannedOf = new Map(entries.flatMap(({ planned = [] }) => planned.map((one) => [one.move, one] as const)))
  const productsById = new Map(products.map((one) => [one.id, one]))
  for (const record of records) {
    const own = orders.find(({ id }) => id === record)
    if (!own) continue
    const members = orders
      .filter((order) => order.id === record || (own.group !== undefined && order.group === own.group))
      .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id)
    const among = new Set(idsIn(members))
    const originals = new Map(moves.map((move) => [move.id, move]))
    const ofChain = (move: Move | undefined): boolean =>
      move !== undefined &&
      (among.has(move.uses ?? -1) || among.has(move.makes ?? -1) || ofChain(originals.get(move.returns ?? -1)))
    const theirMoves = moves.filter(ofChain)
    const moveIds = new Set(theirMoves.map(({ id }) => id))
    const theirSteps = steps
      .filter(({ order }) => among.has(order))
      .toSorted((one, other) => one.sequence - other.sequence || (one.id as number) - (other.id as number))
    const stepIds = new Set(theirSteps.map(({ id }) => id))
    chains.set(record, {
      orders: members,
      moves: theirMoves.map((move) => asPlanned(move, plannedOf)),
      lines: lines.filter(({ move }) => moveIds.has(move)).map((line) => measured(line, words, known, productsById)),
      steps: theirSteps,
      times: times.filter(({ step }) => stepIds.has(step)),
      scraps: scraps.filter(({ order }) => among.has(order ?? -1)),
      products: productsById,
      centres: new Map(centres.map((one) => [one.id, one])),
      routing: new Map(places.map((one) => [one.id, one.sequence])),
      entries: entries.filter(({ order }) => among.has(order)),
      units: known,
    })
  }
  return chains
}

export const readProducts = (desk: Desk, words: Words, ids: readonly number[]): Promise<readonly Product[]> =>
  desk.read(words.products, [['id', 'in', ids]], { context: { active_test: false } })

function measured(line: Line, words: Words, units: Units, products: ReadonlyMap<number, Product>): Line {
  if (words.doneIn === 'unit of stock') return line
  const stock = units.of(products.get(line.product)!.unit)
  return { ...line, done: converted(line.done, units.of(line.unit), stock) }
}

export const isOpen = (order: Order): boolean => ['confirmed', 'progress', 'to_close'].includes(order.state)

/** The members of the chain that still take postings. */
export function openOrders({ orders }: Chain): readonly Order[] {
  const open = orders.filter(isOpen)
  if (open.length > 0) return open
  const states = new Set(orders.map(({ state }) => state))
  const { name } = orders[0]!
  if (states.has('done')) return refuse('ORDER_CLOSED', `${name} is closed in Odoo`)
  if (states.has('draft')) return refuse('ORDER_NOT_RELEASED', `${name} is not confirmed in Odoo`)
  return refuse('ORDER_CANCELLED', `${name} is cancelled in Odoo`)
}

export const productOf = (chain: Chain, id: number): Product => chain.products.get(id)!
export const stockUnit = (chain: Chain, product: number) => chain.units.of(productOf(chain, product).unit)
export const orderOf = (chain: Chain, id: number | undefined): Order => chain.orders.find((order) => order.id === id)!
export const linesOf = (chain: Chain, move: RecordId): readonly Line[] =>
  chain.lines.filter((line) => line.move === move)
export const stillOpen = ({ state }: { readonly state: string }): boolean => state !== 'done' && state !== 'cancel'
