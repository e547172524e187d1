import { Command } from 'commander'
import type { BrokerView, FiringView, MachineList, MachineView, SignalRuleView } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}

type Part = (list: MachineList) => { readonly rows: readonly object[]; readonly none: string; readonly all: unknown }

/** What machines say, the rules over it, and what those have told: as the console's page Machines. */
export function machinesCommand(world: World): Command {
  const machines = new Command('machines')
  const part = (name: string, description: string, of: Part, isDefault = false): void => {
    withPerson(machines.command(name, { isDefault }).description(description))
      .option('--plant <id>', 'only of this plant')
      .action((options: OfPlant) => show(world, options, of))
  }
  part('list', 'what each machine said last, those of which a rule says something first', machineRows, true)
  part('firings', 'what rules have told, the newest first, with what the machine had said', firingRows)
  part('rules', 'the rules, and of how many machines each says so now', ruleRows)
  part('brokers', 'whether brokers are heard, and how much of what they say was understood', brokerRows)
  return machines.addHelpText(
    'after',
    `
Topics and rules are settings of the broker in the estate.

Examples:
  millwright machines --as paula
  millwright machines firings --plant A --as paula`,
  )
}

const show = (world: World, { plant, ...options }: OfPlant, of: Part): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const query = plant === undefined ? '' : `?${new URLSearchParams({ plant }).toString()}`
    const { rows, none, all } = of(await hub.ask<MachineList>(`/machines${query}`))
    if (options.json) return world.print(JSON.stringify(all, undefined, 2))
    world.print(rows.length === 0 ? none : table(rows as never))
  })

const machineRows: Part = ({ machines }) => ({
  all: machines,
  none: 'No machine has said anything yet.',
  rows: machines.map(({ plant, asset, signals, told, heardAt }: MachineView) => ({
    plant,
    asset,
    says: signals.map(({ signal, value }) => `${signal} ${value}`).join(', '),
    at: heardAt,
    'by a rule': told ? `${told.means} since ${told.since}: ${told.title}` : '',
  })),
})

const firingRows: Part = ({ firings }) => ({
  all: firings,
  none: 'No rule has told anything yet.',
  rows: firings.map(({ plant, asset, began, ended, means, reason, said }: FiringView) => ({
    plant,
    asset,
    from: began,
    until: ended ?? 'now',
    means,
    because: reason,
    said: said.map(({ signal, value, since }) => `${signal} ${value} since ${since}`).join(', '),
  })),
})

const ruleRows: Part = ({ rules }) => ({
  all: rules,
  none: 'The estate has no rule over signals.',
  rows: rules.map(({ system, rule, title, means, condition, for: held, told }: SignalRuleView) => ({
    broker: system,
    rule,
    title,
    means,
    when: `${condition} for ${held / 1000} s`,
    'so now': told,
  })),
})

const brokerRows: Part = ({ brokers }) => ({
  all: brokers,
  none: 'The estate has no broker.',
  rows: brokers.map((one: BrokerView) => ({
    broker: one.system,
    at: one.from,
    state: one.state,
    since: one.since ?? '',
    ...{ taken: one.taken, repeated: one.repeated, late: one.late, unknown: one.unknown, 'not understood': one.ill },
    trouble: one.trouble ?? (one.lastIll ? `last not understood: ${one.lastIll.about} ${one.lastIll.why}` : ''),
  })),
})
