import { z } from 'zod'
import { Moment } from './moment.ts'

const Name = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not contain control characters')

export const AssetId = Name(64)
export const EquipmentId = Name(64)

export const criticalities = ['A', 'B', 'C'] as const
export type Criticality = (typeof criticalities)[number]

/** A thing with a serial number that fills a place in the plant, as its CMMS or a list tells of it. */
export const AssetTold = z
  .strictObject({
    asset: AssetId.describe('By the name its CMMS gives it'),
    name: Name(200),
    class: Name(100).optional().describe('Equipment class, for example of ISO 14224: Compressors'),
    level: z
      .int()
      .min(6)
      .max(8)
      .default(6)
      .describe('Of the taxonomy of ISO 14224: 6 equipment unit, 7 subunit, 8 maintainable item'),
    criticality: z.enum(criticalities).default('C').describe('A: the plant stands without it'),
    parent: AssetId.optional().describe('The asset it is a part of'),
    serial: Name(100).optional(),
    equipment: EquipmentId.nullable()
      .optional()
      .describe('The place in the plant it fills now; null: it lies in the store; as before where absent'),
    since: Moment.optional().describe('Since when it fills that place; since it is told where absent'),
  })
  .meta({ id: 'AssetTold' })
export type AssetTold = z.infer<typeof AssetTold>

/** A work centre of the ERP, by the id the hub knows it by. */
export const WorkCentre = z.strictObject({
  id: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  calendar: z.string().nullable().describe('Name of the calendar it works by; null: round the clock'),
})
export type WorkCentre = z.infer<typeof WorkCentre>

/** An asset as far as one has to know to find where it stands. */
export interface Standing {
  readonly asset: string
  readonly parent: string | null
  readonly equipment: string | null
}

/** The place an asset fills; a part of another stands where the whole does. */
export function placeOf(asset: string, standing: ReadonlyMap<string, Standing>): string | undefined {
  const seen = new Set<string>()
  let at = standing.get(asset)
  while (at && !seen.has(at.asset)) {
    if (at.equipment !== null) return at.equipment
    seen.add(at.asset)
    at = at.parent === null ? undefined : standing.get(at.parent)
  }
  return undefined
}

/** Why a list of assets cannot be: a name twice, a whole nobody knows, a part of itself. One sentence each. */
export function objectionsTo(told: readonly AssetTold[], known: readonly Standing[]): readonly string[] {
  const parents = new Map(known.map(({ asset, parent }) => [asset, parent]))
  const places = told.flatMap(({ equipment }) => equipment ?? [])
  const twice = [...doubled(told.map(({ asset }) => asset)), ...doubled(places)]
  for (const { asset, parent } of told) parents.set(asset, parent ?? null)
  return [
    ...twice.map((name) => `${name} stands in the list twice.`),
    ...told.flatMap(({ asset, parent }) =>
      parent !== undefined && !parents.has(parent) ? `${asset} is a part of ${parent}, which nobody knows.` : [],
    ),
    ...told.flatMap(({ asset }) => (isPartOfItself(asset, parents) ? `${asset} would be a part of itself.` : [])),
  ]
}

const doubled = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
]

function isPartOfItself(asset: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at = parents.get(asset); at; at = parents.get(at)) {
    if (at === asset) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}
