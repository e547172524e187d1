import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../db/migrations/', import.meta.url))

/** A step of the schema, as this Millwright ships it. */
export interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
  /** Hubs that do not know it can work beside it. */
  readonly besideOlder: boolean
}

/** A step that a database has had, whoever brought it. */
export type Applied = Pick<Migration, 'name' | 'hash' | 'besideOlder'>

/** In their order. A step that leaves no room for older hubs says so: `-- Stop all hubs first: why`. */
export const migrations = (): readonly Migration[] =>
  globSync('*.sql', { cwd: folder })
    .sort()
    .map((file) => {
      const text = readFileSync(folder + file, 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      return { name: basename(file, '.sql'), text, hash, besideOlder: !/^-- Stop all hubs first: /m.test(text) }
    })

export interface MigrationState {
  readonly applied: number
  /** This Millwright brings them, and the database lacks them. */
  readonly pending: readonly string[]
  /** A newer Millwright brought them, and this one works beside them. */
  readonly newer: readonly string[]
  /** Others brought them, and this Millwright does not work beside them. */
  readonly foreign: readonly string[]
  /** Not those that are shipped under these names. */
  readonly changed: readonly string[]
}

/** How a database stands to what is shipped. Where each has what the other lacks, one is no older version of the other. */
export function migrationStateOf(applied: readonly Applied[], shipped: readonly Applied[]): MigrationState {
  const had = new Map(applied.map((step) => [step.name, step]))
  const known = new Set(shipped.map(({ name }) => name))
  const pending = shipped.filter(({ name }) => !had.has(name)).map(({ name }) => name)
  const unknown = applied.filter(({ name }) => !known.has(name))
  const names = unknown.map(({ name }) => name)
  const worksBeside = pending.length === 0 && unknown.every(({ besideOlder }) => besideOlder)
  return {
    applied: applied.length,
    pending,
    newer: worksBeside ? names : [],
    foreign: worksBeside ? [] : names,
    changed: shipped.filter(({ name, hash }) => (had.get(name)?.hash ?? hash) !== hash).map(({ name }) => name),
  }
}
