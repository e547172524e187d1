import type { MaintenanceState } from '#model/maintenance'
import type { MaintenanceOrderFile, PartSetAside } from '#model/maintenance-order-case'
import type { Intention } from '#model/ports/port'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { compare, convertible, isPositive, type Quantity, subtract, zero } from '#model/quantity'

/** Work that is going to be done or is being done: only then do parts lie ready for it. */
const live: readonly string[] = ['approved', 'scheduled', 'started', 'held'] satisfies readonly MaintenanceState[]

type Planned = Pick<MaintenanceOrderFile, 'planned' | 'parts' | 'setAside'>

/** What is to lie ready of a part: what was planned, less what was used of it. */
export function wantedOf(state: string, { planned, parts = {} }: Planned): ReadonlyMap<string, PartSetAside> {
  if (!live.includes(state)) return new Map()
  return new Map(
    (planned?.parts ?? []).map(({ part, quantity, storeroom }) => {
      const left = subtract(quantity, parts[part] ?? zero(quantity.uom))
      const wanted = isPositive(left) ? left : zero(quantity.uom)
      return [part, { part, quantity: wanted, ...(storeroom ? { storeroom } : {}) }]
    }),
  )
}

/**
 * What is set aside for an order from now on, and what has to happen in the books for it. Each part is asked for whole, so
 * that however often and in whatever order this is judged, what lies there in the end is what was planned last. What the
 * books would not do is asked again only where somebody has mended it.
 */
export function reservationsFor(
  plant: string,
  state: string,
  file: Planned & Pick<MaintenanceOrderFile, 'order'>,
  { refusedToo = false } = {},
): { readonly setAside: readonly PartSetAside[]; readonly intents: readonly Intention[] } {
  const wanted = wantedOf(state, file)
  const known = file.setAside ?? []
  const added = [...wanted.values()].filter(
    ({ part, quantity }) => isPositive(quantity) && !known.some((one) => one.part === part),
  )
  const setAside = [...known, ...added].map((was) => asWanted(was, wanted.get(was.part)))
  const { id: order, label } = file.order
  const intents = setAside.flatMap(({ part, quantity, storeroom }, nth) => {
    const was = known[nth]
    const isAnew = refusedToo && was?.refused !== undefined && isPositive(quantity)
    if (!isAnew && was && isSame(was, { quantity, storeroom })) return []
    const about = { plant, order, label, part, ...(storeroom ? { storeroom } : {}) }
    return isPositive(quantity)
      ? SparePartsLedger.reserve({ ...about, quantity }, nth)
      : SparePartsLedger.release(about, nth)
  })
  return { setAside, intents }
}

/** What the books said of it before holds as long as nothing else is wanted. */
function asWanted(was: PartSetAside, now: PartSetAside | undefined): PartSetAside {
  const quantity: Quantity = now?.quantity ?? zero(was.quantity.uom)
  const storeroom = now?.storeroom ?? was.storeroom
  if (isSame(was, { quantity, storeroom })) return was
  return { part: was.part, quantity, ...(storeroom ? { storeroom } : {}) }
}

/** A list that was corrected may say a part in a unit of another kind. */
const isSame = (
  was: PartSetAside,
  now: { readonly quantity: Quantity; readonly storeroom: string | undefined },
): boolean =>
  was.storeroom === now.storeroom &&
  convertible(was.quantity.uom, now.quantity.uom) &&
  compare(was.quantity, now.quantity) === 0
