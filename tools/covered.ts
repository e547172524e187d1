/** What was run of each file: how often each statement, and each way out of each branch. */
export type Counts = Readonly<Record<string, FileCounts>>

/** As far as it is read here, what Istanbul's report `json` says of a file. */
interface FileCounts {
  readonly s: Readonly<Record<string, number>>
  readonly b: Readonly<Record<string, readonly number[]>>
}

interface Share {
  readonly taken: number
  readonly there: number
}

export interface Covered {
  readonly folder: string
  readonly files: number
  readonly branches: Share
  readonly statements: Share
}

/** What several runs of the same sources ran together. */
export function together(reports: readonly Counts[]): Counts {
  const sums: Record<string, FileCounts> = {}
  for (const report of reports)
    for (const [file, { s, b }] of Object.entries(report)) {
      const { s: statements = {}, b: branches = {} } = sums[file] ?? {}
      const entries = Object.entries(b).map(([id, ways]) => [id, ways.map((n, way) => n + (branches[id]?.[way] ?? 0))])
      sums[file] = {
        s: Object.fromEntries(Object.entries(s).map(([id, n]) => [id, n + (statements[id] ?? 0)])),
        b: Object.fromEntries(entries) as FileCounts['b'],
      }
    }
  return sums
}

/** What was run of each folder that lies directly in the root, and of all of them. */
export function byFolder(counts: Counts, root: string): Covered[] {
  const files = Map.groupBy(Object.entries(counts), ([file]) => file.slice(root.length + 1).split('/')[0]!)
  const each = [...files].toSorted(([one], [other]) => one.localeCompare(other))
  return [...each.map(([folder, own]) => covered(folder, own)), covered('all', [...files.values()].flat())]
}

function covered(folder: string, files: readonly (readonly [string, FileCounts])[]): Covered {
  const shareOf = (counts: readonly number[]): Share => ({
    taken: counts.filter((n) => n > 0).length,
    there: counts.length,
  })
  return {
    folder,
    files: files.length,
    branches: shareOf(files.flatMap(([, { b }]) => Object.values(b).flat())),
    statements: shareOf(files.flatMap(([, { s }]) => Object.values(s))),
  }
}

/** Rounded down, for 100 % is all of it. */
export const percent = ({ taken, there }: Share): string =>
  `${(there === 0 ? 100 : Math.floor((1000 * taken) / there) / 10).toFixed(1)} %`
