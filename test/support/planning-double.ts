import { type Failure, Refused } from '#kernel/failure'
import type { AffectedOperation, Block } from '#model/capacity'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'

/** An ERP's calendars in memory: what is closed, by window and work centre, and every effect in the order it came. */
export interface PlanningDouble extends PortKeeper {
  readonly closed: Map<string, Pick<Block, 'from' | 'to' | 'title'>>
  readonly done: Effect[]
  affected: readonly AffectedOperation[]
}

export function planningDouble(): PlanningDouble {
  const known = new Map<string, Receipt>()
  const double: PlanningDouble = {
    port: 'planning-ledger',
    closed: new Map(),
    done: [],
    affected: [],
    read: async (operation, args) => args.map(() => (operation === 'affectedOperations' ? double.affected : [])),
    perform: async (effects) =>
      effects.map((effect): Receipt | Failure => {
        const before = known.get(effect.key)
        if (before) return { ...before, known: true }
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
