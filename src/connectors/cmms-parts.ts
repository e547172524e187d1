import { SparePart } from '#model/maintenance'
import type { PartRecord, UsedPart, WorkedTime } from '#model/ports/maintenance-books'
import { quantity } from '#model/quantity'
import type { CmmsSettings } from './cmms.ts'
import { understood } from './question.ts'

/** A part as a CMMS shows it: by its number for people where it has one. */
interface Shown {
  readonly id: string
  readonly name?: string | null | undefined
  readonly number?: string | null | undefined
}

const named = ({ system }: CmmsSettings, { id, name, number }: Shown) => ({
  part: understood(SparePart, number?.trim() || `${system}.p${id}`, 'number of a part'),
  ...(name ? { name: name.slice(0, 200) } : {}),
})

/** So much of a part, in pieces. */
export const partIn = (settings: CmmsSettings, part: Shown, used: string): UsedPart => ({
  ...named(settings, part),
  used: quantity(used),
})

/** So much of a part that lies in a place of the CMMS. */
export interface Lying {
  readonly place?: string | undefined
  readonly pieces: string
}

/** What a CMMS has of a part: by storeroom, where its places are storerooms of the ERP; else all of it. */
export function stockIn(
  settings: CmmsSettings,
  {
    part,
    all,
    lies,
    ...written
  }: Pick<PartRecord, 'record' | 'changedAt' | 'price'> & {
    readonly part: Shown
    readonly all: string
    readonly lies: readonly Lying[]
  },
): PartRecord {
  const { storerooms, plants } = settings
  const known = lies.flatMap(({ place, pieces }) => {
    const storeroom = place === undefined ? undefined : storerooms[place]
    return storeroom === undefined ? [] : [{ storeroom, quantity: quantity(pieces) }]
  })
  const counts = known.length > 0 ? known : [{ quantity: quantity(all) }]
  return { book: 'parts', plant: plants[0]!, ...written, ...named(settings, part), counts }
}

/** What somebody has worked; nothing where it is no time. */
export function workIn({ system }: CmmsSettings, worked: WorkShown): readonly WorkedTime[] {
  const { entry, person, craft, at, seconds } = worked
  const minutes = (Number(seconds) / 60).toFixed(4).replace(/\.?0+$/, '')
  if (Number(minutes) <= 0) return []
  const by = { entry, person: `${system}.u${person}`, minutes }
  return [{ ...by, ...(craft ? { craft: craft.slice(0, 128) } : {}), ...(at ? { at } : {}) }]
}

interface WorkShown extends Pick<WorkedTime, 'entry' | 'at'> {
  readonly person: string
  readonly craft?: string | null | undefined
  readonly seconds: string
}
