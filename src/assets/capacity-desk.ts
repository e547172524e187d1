import { Failure, Refused } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { placeOf } from '#model/asset'
import type { AffectedOperation } from '#model/capacity'
import { CapacityDesk, type Consequences, type Place, type TakingOut } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { PortKeeper, Reading } from '#model/ports/port'
import type { AssetBook } from './book.ts'

const findWindows = statementsIn(import.meta.url)('find-windows')

export interface CapacityDeskParts {
  readonly database: Database
  readonly home: string
  readonly assets: Pick<AssetBook, 'assets' | 'equipment'>
  /** Asks whoever plans for a plant, once and now. */
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>) => Promise<Answer | Failure>
}

interface Asset {
  readonly plant: string
  readonly equipment: string
}

/** What it would mean to take something out of work: the hub knows where it stands, and asks what is planned there. */
export function capacityDesk({ database, home, assets, ask }: CapacityDeskParts): PortKeeper {
  async function placesOf({
    plant,
    equipment,
  }: Pick<TakingOut, 'plant' | 'equipment'>): Promise<Consequences['places']> {
    const [known, mapped] = await Promise.all([assets.assets([plant]), assets.equipment([plant])])
    const standing = new Map(known.map((row) => [row.asset, row]))
    const centres = new Map(mapped.map((row) => [row.equipment, { id: row.work_centre, name: row.label }]))
    const filled = new Set(known.map((row) => row.equipment))
    return equipment.map((name) => {
      // A place by its own name, else where the asset stands.
      const isPlace = centres.has(name) || filled.has(name)
      const place = isPlace ? name : placeOf(name, standing)
      const serial = standing.get(name)?.serial
      const workCentre = place === undefined ? undefined : centres.get(place)
      return {
        name,
        known: isPlace || standing.has(name),
        ...(place === undefined ? {} : { equipment: place }),
        ...(serial ? { serial } : {}),
        ...(workCentre ? { workCentre } : {}),
      }
    })
  }

  async function placeIn({ plant, equipment }: Asset): Promise<Place> {
    const [place] = await placesOf({ plant, equipment: [equipment] })
    return place!
  }

  /** Where nobody plans for the plant nothing is in the way; who cannot be asked now is asked again. */
  async function operationsAt(plant: string, workCentre: string, { from, to }: TakingOut) {
    const told = await ask(plant, PlanningLedger.affectedOperations({ workCentre, from, to }))
    if (!(told instanceof Failure)) return told
    if (told.code === 'NO_CONNECTION') return [] as readonly AffectedOperation[]
    throw told
  }

  async function consequencesOf(wish: TakingOut): Promise<Consequences | Refused> {
    const places = await placesOf(wish)
    const centres = [...new Set(places.flatMap(({ workCentre }) => workCentre?.id ?? []))]
    try {
      const operations = await Promise.all(centres.map((centre) => operationsAt(wish.plant, centre, wish)))
      const { plant, window, from, to } = wish
      const others = await database.all<Consequences['others'][number]>(findWindows, [
        ...[home, plant, window, from, to],
        centres,
      ])
      return { places, operations: operations.flat(), others: [...others] }
    } catch (failure) {
      if (failure instanceof Refused) return failure
      throw failure
    }
  }

  return {
    port: CapacityDesk.portName,
    read: (operation, args) =>
      operation === 'place'
        ? Promise.all((args as readonly Asset[]).map(placeIn))
        : Promise.all((args as readonly TakingOut[]).map(consequencesOf)),
    perform: async () => {
      throw new Error('the capacity desk has no effects')
    },
  }
}
