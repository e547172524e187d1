import { Command } from 'commander'
import type { DifferenceView, ReconciliationPage, Session } from '#api'
import { asPerson, type PersonOptions, type SignedIn, withPerson } from './as-person.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
  readonly since: string
  readonly until?: string
}

/** What stands in Odoo alone, and in the journal alone, as after one of the two was restored. */
export const reconcileCommand = (world: World): Command =>
  withPerson(
    new Command('reconcile')
      .option('--plant <id>', 'only this plant')
      .requiredOption('--since <moment>', 'what was booked from this moment on, like 2026-11-22T06:00:00Z')
      .option('--until <moment>', 'and before this one (default: now)'),
  )
    .addHelpText(
      'after',
      `
With --json each difference is a line of its own.

Example:
  millwright reconcile --since 2026-11-22T06:00:00Z --as eva

Exit codes:
  0  the journal and Odoo's books hold the same
  1  they do not; each line says what to do`,
    )
    .action((options: Options) => reconcile(world, options))

const reconcile = (world: World, options: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const plants = options.plant ? [options.plant] : (await hub.ask<Session>('/session')).plants.map(({ id }) => id)
    let differences = 0
    for (const plant of plants) differences += await reconcilePlant(world, hub, plant, options)
    if (differences > 0) world.endWith(exitCode.failed)
  })

/** Page by page, each told before the next is asked for: however large the books are, little is held here. */
async function reconcilePlant({ print, say }: World, hub: SignedIn, plant: string, options: Options): Promise<number> {
  const asked = { plant, since: options.since, ...(options.until ? { until: options.until } : {}) }
  let [page, compared, differences] = [await pageOf(hub, asked), 0, 0]
  for (;;) {
    for (const one of page.items) print(options.json ? JSON.stringify({ plant, ...one }) : told(one))
    compared += page.compared
    differences += page.items.length
    if (page.next === null) break
    if (page.compared > 0) say(`${plant}: ${compared} compared, ${differences} differ so far.`)
    page = await pageOf(hub, { ...asked, until: page.until, after: page.next })
  }
  const what = differences === 0 ? 'nothing differs' : `${differences} differ`
  say(`Plant ${plant}, ${page.since} to ${page.until}: ${compared} compared, ${what}.`)
  return differences
}

const pageOf = (hub: SignedIn, asked: Record<string, string>): Promise<ReconciliationPage> =>
  hub.ask(`/reconciliation?${new URLSearchParams(asked).toString()}`)

const where = { forgotten: 'in Odoo, not in the journal', lost: 'in the journal, not in Odoo' }

const told = ({ kind, operation, order, event, bookedAt, whatNow }: DifferenceView): string =>
  `${bookedAt}  ${order}  ${operation}  ${event.source} ${event.id}: ${where[kind]}. ${whatNow}`
