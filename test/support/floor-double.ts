import { Unavailable } from '#kernel/failure'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'
import { ShopFloor } from '#model/ports/shop-floor'

/** A shop floor that takes down what it is told; each key once, as every keeper must. */
export interface FloorDouble extends PortKeeper {
  readonly told: Effect[]
}

export function floorDouble(): FloorDouble {
  const told: Effect[] = []
  return {
    port: ShopFloor.portName,
    told,
    read: async () => {
      throw new Unavailable('NO_QUESTIONS', 'The shop floor answers nothing')
    },
    perform: async (effects) =>
      effects.map((effect): Receipt => {
        const known = told.some(({ key }) => key === effect.key)
        if (!known) told.push(effect)
        return { known, documents: [] }
      }),
  }
}
