import type { AssetRow, MappedEquipment } from '#assets'
import { placeOf } from '#model/asset'
import type { AssetList } from './contract.ts'

const nameOf = (plant: string, thing: string): string => `${plant} ${thing}`

/** Assets with where they stand, and places with who fills them; what is mapped to no work centre comes first. */
export function assetsFrom(
  rows: readonly AssetRow[],
  mapped: readonly MappedEquipment[],
): Pick<AssetList, 'assets' | 'equipment'> {
  const standing = new Map(
    [...Map.groupBy(rows, ({ plant }) => plant)].map(([plant, own]) => [
      plant,
      new Map(own.map((row) => [row.asset, row])),
    ]),
  )
  const centres = new Map(mapped.map((row) => [nameOf(row.plant, row.equipment), row]))
  const filled = new Map(
    rows.flatMap((row) => (row.equipment === null ? [] : [[nameOf(row.plant, row.equipment), row] as const])),
  )
  const assets = rows.map((row) => {
    const stands = placeOf(row.asset, standing.get(row.plant)!) ?? null
    const centre = stands === null ? undefined : centres.get(nameOf(row.plant, stands))
    return { ...row, stands, workCentre: centre ? { id: centre.work_centre, name: centre.label } : null }
  })
  const places = new Map(
    [...filled.values(), ...mapped].map(({ plant, equipment }) => [
      nameOf(plant, equipment!),
      { plant, equipment: equipment! },
    ]),
  )
  const equipment = [...places].map(([name, place]) => {
    const centre = centres.get(name)
    return {
      ...place,
      filledBy: filled.get(name)?.asset ?? null,
      workCentre: centre
        ? { id: centre.work_centre, name: centre.label, since: centre.changed_at, by: centre.changed_by }
        : null,
    }
  })
  const first = ({ workCentre }: (typeof equipment)[number]): number => (workCentre ? 1 : 0)
  return {
    assets,
    equipment: equipment.toSorted(
      (one, other) => first(one) - first(other) || (one.equipment < other.equipment ? -1 : 1),
    ),
  }
}
