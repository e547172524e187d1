import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A job shop of the literature, and the shortest plan anybody has found for it. */
export interface Instance {
  readonly name: string
  readonly text: string
  readonly bestKnown: number
}

interface Entry {
  readonly name: string
  readonly path: string
  readonly optimum: number | null
  readonly bounds?: { readonly upper: number } | null
}

/** How many of each family are planned, from its first to its last. */
const EACH = 4

export const whyNoLiterature =
  'MILLWRIGHT_SAMPLES names no folder with jobshop/instances.json and its instances (JSPLIB); they are not part of the project'

/** Some of every family, as they lie in the folder that MILLWRIGHT_SAMPLES names; none where there is no such folder. */
export function literature(samples: string | undefined): readonly Instance[] {
  const folder = path.join(samples ?? '', 'jobshop')
  const index = path.join(folder, 'instances.json')
  if (!samples || !existsSync(index)) return []
  const entries = JSON.parse(readFileSync(index, 'utf8')) as readonly Entry[]
  const known = entries.flatMap(({ name, path: file, optimum, bounds }) => {
    const bestKnown = optimum ?? bounds?.upper
    return bestKnown === undefined ? [] : [{ name, file, bestKnown }]
  })
  return [...Map.groupBy(known, familyOf).values()].flatMap((family) =>
    spread(family).map(({ name, file, bestKnown }) => ({
      name,
      bestKnown,
      text: readFileSync(path.join(folder, file), 'utf8'),
    })),
  )
}

export const familyOf = ({ name }: { readonly name: string }): string => name.replace(/\d+$/, '')

const spread = <One>(all: readonly One[]): readonly One[] =>
  all.length <= EACH
    ? all
    : Array.from({ length: EACH }, (_, nth) => all[Math.round((nth * (all.length - 1)) / (EACH - 1))]!)
