import { Command } from 'commander'
import type { ReadinessList, ReadinessView } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { exitCode } from './exit-codes.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
  readonly flow?: string
  readonly since?: string
  readonly until?: string
}

/** Whether flows on paper are ready to go live, as the console's page Readiness says it. */
export const readinessCommand = (world: World): Command =>
  withPerson(
    new Command('readiness')
      .option('--plant <id>', 'only this plant')
      .option('--flow <name>', 'only this flow; also when its time on paper is over')
      .option('--since <moment>', 'only from this moment on, like 2026-11-22T06:00:00Z')
      .option('--until <moment>', 'only before this moment'),
  )
    .addHelpText(
      'after',
      `
Example:
  millwright readiness --plant B --flow order-closing --as eva

Exit codes:
  0  every flow that is told of is ready
  1  one is not; it says why`,
    )
    .action((options: Options) => readiness(world, options))

const readiness = (world: World, options: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { plant, flow, since, until } = options
    const wished = Object.entries({ plant, flow, since, until }).filter(([, value]) => value !== undefined)
    const { items } = await hub.ask<ReadinessList>(
      `/readiness?${new URLSearchParams(wished as [string, string][]).toString()}`,
    )
    if (items.some(({ ready }) => !ready)) world.endWith(exitCode.failed)
    if (options.json) return world.print(JSON.stringify(items, undefined, 2))
    if (items.length === 0) world.say('Nothing of this is or was on paper.')
    for (const report of items) tell(world, report)
  })

function tell({ print }: World, { flow, plant, since, until, ready, because, differences }: ReadinessView): void {
  print(`${flow} in plant ${plant}, ${since} to ${until}: ${ready ? 'ready' : 'not ready'}`)
  for (const sentence of because) print(`  ${sentence}`)
  if (differences.length === 0) return
  print(
    table(
      differences.map(({ label, kind, item, operation, hub, others }) => ({
        order: label,
        what: [kind, item, operation].filter(Boolean).join(' '),
        hub: hub ? `${hub.value} ${hub.uom}` : '-',
        others: others ? `${others.value} ${others.uom}` : '-',
      })),
    ),
  )
}
