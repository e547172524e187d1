import type { Outcome } from '#engine'
import { hours } from '#kernel/time'
import type { MaintenanceOrderFile, PartSetAside } from '#model/maintenance-order-case'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { compare, convert, convertible, isPositive } from '#model/quantity'

/** Parts are looked at again while fewer lie ready than shall: what came meanwhile is set aside, what nobody buys is found. */
export const LOOK = 'short-parts'
export const LOOK_AFTER = hours(4)

const isShort = ({ quantity, lies, refused }: PartSetAside): boolean =>
  isPositive(quantity) &&
  refused === undefined &&
  lies !== undefined &&
  convertible(lies.uom, quantity.uom) &&
  compare(convert(lies, quantity.uom), quantity) < 0

/** Whether an order has fewer parts than it shall, as the books said last. */
export const hasTooFew = ({ setAside = [] }: MaintenanceOrderFile): boolean => setAside.some(isShort)

interface Looking {
  readonly message: { readonly plant: string }
  readonly file: { readonly state: string; readonly data: MaintenanceOrderFile } | undefined
}

/** Asks the books again for what is missing: they say how it stands now, and the answer is judged like any other. */
export function lookedAgain({ message: { plant }, file }: Looking): Outcome<MaintenanceOrderFile> {
  if (!file?.data.looksAgain) return { verdict: 'accepted', sentence: 'Nothing is short.' }
  const { looksAgain: _now, ...data } = file.data
  const { id: order, label } = data.order
  const intents = (data.setAside ?? []).flatMap((one, nth) => {
    const { part, quantity, storeroom } = one
    const about = { plant, order, label, part, ...(storeroom ? { storeroom } : {}) }
    return isShort(one) ? SparePartsLedger.reserve({ ...about, quantity }, nth) : []
  })
  const sentence =
    intents.length > 0
      ? `${label} still has fewer parts than it shall: they are looked at again.`
      : `${label} has its parts.`
  return { verdict: 'accepted', sentence, file: { state: file.state, data }, intents }
}
