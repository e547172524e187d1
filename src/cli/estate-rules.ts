import { readEstate } from '#governance/estate-file'
import type { Estate } from '#governance/estate'
import type { Difference } from '#governance/rules/differences'
import type { RulesInForce } from '#governance/rules/live'
import { type RulesBook, rulesBook } from '#governance/rules/versions'
import type { Database } from '#kernel/sql'
import { systemClock, uuids } from '#kernel/world'
import { flows } from '../flows/index.ts'
import { Trouble } from '../local/trouble.ts'
import { type HubDatabase, onHubDatabase } from './hub-database.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Both {
  readonly folder: string
  readonly estate: Estate
  readonly book: RulesBook
  readonly database: Database
  /** The newest version that was approved, be it for later. */
  readonly newest: RulesInForce
  readonly inForce: RulesInForce
}

/** Does something with what the folder says and what the database says. */
export function onRules<Result>(
  world: World,
  given: string | undefined,
  work: (both: Both) => Promise<Result>,
): Promise<Result> {
  const folder = given ?? world.env['MILLWRIGHT_ESTATE']
  if (!folder)
    throw new Trouble('missing', 'Name the estate with --estate or MILLWRIGHT_ESTATE: a folder with estate.yaml.')
  const estate = readEstate(folder, world.env)
  return onHubDatabase(world, async ({ database }: HubDatabase) => {
    const parts = { database, home: estate.home, ids: uuids(systemClock), now: () => systemClock.now() }
    const book = rulesBook({ ...parts, known: { ...estate, flows } })
    const approved = await book.approved()
    const last = approved.at(-1)
    if (!last)
      throw new Trouble(
        'missing',
        `The hub ${estate.home} has no rules yet; start it once, it takes those of its folder.`,
      )
    const read = async (one: typeof last): Promise<RulesInForce> => ({
      ...one,
      rules: (await book.read(one.version))!.rules,
    })
    const inForce = approved.findLast(({ from }) => from <= parts.now()) ?? last
    return work({ folder, estate, book, database, newest: await read(last), inForce: await read(inForce) })
  })
}

/** Differences as a table for a terminal. */
export const shownDifferences = (differences: readonly Difference[]): string =>
  table(differences.map(({ part, plant, what, before = '–', after = '–' }) => ({ part, plant, what, before, after })))
