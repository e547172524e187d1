import { Command } from 'commander'
import type { BreakdownList, BreakdownTold, BreakdownView } from '#api'
import { FAILURE_CODES, failureWord } from '#model/failure-codes'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}
interface Saying extends PersonOptions {
  readonly plant: string
  readonly reason: string
  readonly at?: string
}
interface Coding extends Saying {
  readonly mode?: string
  readonly mechanism?: string
  readonly cause?: string
  readonly detection?: string
}

/** Assets that stand still: as the console's page Breakdowns. */
export function breakdownsCommand(world: World): Command {
  const breakdowns = new Command('breakdowns')
  withPerson(
    breakdowns
      .command('list', { isDefault: true })
      .description('assets that stand still or did lately, and whose orders that puts at risk'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => list(world, options))
  const word = (command: Command): Command =>
    withPerson(command).requiredOption('--plant <id>', 'of this plant').requiredOption('--reason <words>', 'why')
  word(breakdowns.command('report <asset>').description('says that an asset has failed'))
    .option('--at <moment>', 'since when, such as 2026-11-24T10:02:00Z; now where absent')
    .action((asset, options) => say(world, options, { say: 'failed', asset, ...timeOf(options) }))
  word(breakdowns.command('repaired <asset> <number>').description('says that it works again'))
    .option('--at <moment>', 'since when; now where absent')
    .action((asset, number, options) =>
      say(world, options, { say: 'works', asset, number: Number(number), ...timeOf(options) }),
    )
  word(breakdowns.command('void <asset> <number>').description('says that it was a false alarm')).action(
    (asset, number, options) => say(world, options, { say: 'void', asset, number: Number(number) }),
  )
  word(breakdowns.command('code <asset> <number>').description('says why it stood still, and how it had failed'))
    .option('--mode <code>', 'failure mode')
    .option('--mechanism <code>')
    .option('--cause <code>')
    .option('--detection <code>', 'how it was found')
    .action((asset, number, options: Coding) =>
      say(world, options, { say: 'reclassify', asset, number: Number(number), ...codingOf(options) }),
    )
  breakdowns
    .command('codes')
    .description('the failure codes of ISO 14224 that plants use most')
    .action(() => codes(world))
  return breakdowns.addHelpText(
    'after',
    `
Examples:
  millwright breakdowns --as paula
  millwright breakdowns report PRESS-7 --plant A --reason "it smokes" --as paula
  millwright breakdowns code PRESS-7 3 --plant A --mode VIB --cause 3 --reason "worn bearing" --as paula`,
  )
}

const timeOf = ({ at }: Pick<Saying, 'at'>): object => (at === undefined ? {} : { at })

function codingOf({ mode, mechanism, cause, detection }: Coding): object {
  const given = Object.entries({ mode, mechanism, cause, detection }).filter(([, code]) => code !== undefined)
  return given.length > 0 ? { failure: Object.fromEntries(given) } : {}
}

const list = (world: World, { plant, ...options }: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { breakdowns } = await hub.ask<BreakdownList>(
      `/breakdowns${plant ? `?plant=${encodeURIComponent(plant)}` : ''}`,
    )
    if (options.json) return world.print(JSON.stringify(breakdowns, undefined, 2))
    if (breakdowns.length === 0) return world.print('No asset has stood still.')
    world.print(table(breakdowns.map(rowOf)))
  })

function rowOf({
  plant,
  asset,
  number,
  state,
  from,
  until,
  reason,
  said,
  block,
  counted,
  failure,
  lacksCode,
  atRisk,
}: BreakdownView) {
  const late = atRisk?.orders.flatMap(({ sales }) => sales.filter(({ lateSeconds }) => lateSeconds > 0)) ?? []
  return {
    plant,
    asset,
    number: `${number}`,
    state,
    from,
    until: until ?? '–',
    reason: reason ?? '–',
    said: [...new Set(said.map(({ by }) => by))].join(', '),
    'in Odoo': block ? `${block.workCentre.name} ${block.erp}` : 'not mapped',
    'lost in Odoo': counted ? (counted.minutes === null ? counted.erp : `${Math.round(counted.minutes)} min`) : '–',
    'failure mode': failure?.mode ? failureWord('mode', failure.mode) : lacksCode ? 'missing' : '–',
    'in its way': atRisk ? atRisk.orders.map(({ label }) => label).join(', ') : '–',
    late: late.map(({ order, lateSeconds }) => `${order} ${(lateSeconds / 3600).toFixed(1)} h`).join(', '),
  }
}

const say = (world: World, { plant, reason, ...options }: Saying, word: object): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.tell<BreakdownTold>('/breakdowns', { plant, reason, ...word })
    world.print(options.json ? JSON.stringify(told) : 'Told. "millwright breakdowns" says what becomes of it.')
  })

function codes(world: World): void {
  for (const member of ['mode', 'mechanism', 'cause', 'detection'] as const)
    world.print(table(Object.entries(FAILURE_CODES[member]).map(([code, means]) => ({ [member]: code, means }))))
}
