import { differencesBetween } from '#governance/rules/differences'
import { PlantPolicy } from '#governance/rules/document'
import { startRules } from '#governance/rules/live'
import { rulesOf } from '#governance/rules/of-estate'
import { rulesBook } from '#governance/rules/versions'
import { flows } from '../flows/index.ts'
import type { Ground } from './ground.ts'

/** The rules that hold, which people change in the console; those of the estate's folder are the first, and then a reminder. */
export async function openRules(
  stack: AsyncDisposableStack,
  { estate, database, home, ids, now, clock, log }: Omit<Ground, 'slowDatabase'>,
) {
  const book = rulesBook({ database, home, known: { ...estate, flows }, ids, now })
  await book.begin(rulesOf(estate))
  const live = stack.use(await startRules({ book, clock, log }))
  const differing = differencesBetween(live.now().rules, rulesOf(estate)).length
  if (differing > 0)
    log.warn(
      { version: live.now().version, differing },
      'The folder of the estate says other rules than those in force, which hold: see "millwright estate diff"',
    )
  return {
    book,
    live,
    policyOf: (plant: string) => live.now().rules.policies[plant] ?? PlantPolicy.parse({}),
    zoneOf: (plant: string): string => estate.plants.find(({ id }) => id === plant)?.timeZone ?? 'UTC',
  }
}
export type OpenRules = Awaited<ReturnType<typeof openRules>>
