import { type Failure, Refused } from '#kernel/failure'
import type { AffectedOperation, Block } from '#model/capacity'
import type { OrderMaterial } from '#model/material'
import type { OpenWork, PlanChange } from '#model/open-work'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'

/** An ERP's calendars in memory: what is closed, by window and work centre, and every effect in the order it came. */
export interface PlanningDouble extends PortKeeper {
  readonly closed: Map<string, Pick<Block, 'from' | 'to' | 'title'>>
  readonly done: Effect[]
  affected: readonly AffectedOperation[]
  open: OpenWork
  material: readonly OrderMaterial[]
}

export function planningDouble(): PlanningDouble {
  const known = new Map<string, Receipt>()
  const double: PlanningDouble = {
    port: 'planning-ledger',
    closed: new Map(),
    done: [],
    affected: [],
    open: { hours: [], workCentres: [], orders: [], operations: [], unplanned: 0 },
    material: [],
    read: async (operation, args) =>
      args.map(() => {
        if (operation === 'openWork') return double.open
        if (operation === 'material') return double.material
        return operation === 'affectedOperations' ? double.affected : []
      }),
    perform: async (effects) =>
      effects.map((effect): Receipt | Failure => {
        const before = known.get(effect.key)
        if (before) return { ...before, known: true }
        if (effect.operation === 'changePlan') return changed(double, effect, known)
        const { window, workCentre, from, to, title, anew } = effect.body as Block & { readonly anew?: boolean }
        const place = `${window} at ${workCentre}`
        if (effect.operation === 'moveBlock' && !double.closed.has(place) && !anew)
          return new Refused('BLOCK_GONE', `The time that ${title} takes from the work centre was deleted there`)
        if (effect.operation === 'freeBlock') double.closed.delete(place)
        else double.closed.set(place, { from, to, title })
        double.done.push(effect)
        known.set(effect.key, { known: false, documents: [] })
        return { known: false, documents: [] }
      }),
  }
  return double
}

/** All or nothing, held against what is open there. */
function changed(double: PlanningDouble, effect: Effect, known: Map<string, Receipt>): Receipt | Failure {
  const { moves, orders } = effect.body as PlanChange
  const at = (operation: string) => double.open.operations.find((one) => one.operation === operation)
  const overtaken = moves.find(
    ({ operation, from }) => at(operation)?.isStarted || JSON.stringify(at(operation)?.place) !== JSON.stringify(from),
  )
  if (overtaken) return new Refused('STALE_PLAN', `${overtaken.operation} has another place by now; nothing was moved`)
  const places = new Map(moves.map(({ operation, to }) => [operation, to]))
  const spans = new Map(orders.map(({ order, to }) => [order, to]))
  double.open = {
    ...double.open,
    operations: double.open.operations.map((one) => ({ ...one, place: places.get(one.operation) ?? one.place })),
    orders: double.open.orders.map((one) => ({ ...one, ...spans.get(one.order) })),
  }
  double.done.push(effect)
  known.set(effect.key, { known: false, documents: [] })
  return { known: false, documents: [] }
}
