import { Command } from 'commander'
import type { ReplanList, ReplanRow, ReplanSent, ReplanView } from '#api'
import { Trouble } from '../local/trouble.ts'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}
interface Named extends PersonOptions {
  readonly plant: string
  readonly reason?: string
}
interface Chosen extends Named {
  readonly option?: string
}

/** New plans, asked for, looked at, accepted, rejected and taken back: as the console's schedule board. */
export function replanCommand(world: World): Command {
  const replan = new Command('replan')
  withPerson(replan.command('list', { isDefault: true }).description('new plans, and what became of them'))
    .option('--plant <id>', 'only of this plant')
    .action((options: OfPlant) => list(world, options))
  withPerson(replan.command('ask').description('asks for a new plan of what is open now; nothing moves by it'))
    .requiredOption('--plant <id>', 'of which plant')
    .requiredOption('--reason <text>', 'why, in one sentence')
    .option('--replan <id>', 'one that is known, to be planned anew')
    .action(({ plant, reason, replan: known, ...options }: Named & { readonly replan?: string }) =>
      send(world, options, '/replans', { plant, why: reason, ...(known ? { replan: known } : {}) }),
    )
  one('show', 'a new plan: its options, every move and its reason')
    .option('--option <policy>', 'which option; the cheapest where absent')
    .action((id: string, options: Chosen) => show(world, id, options))
  one('accept', 'takes an option: exactly that is written into the ERP')
    .requiredOption('--option <policy>', 'wait, move or alternative')
    .option('--reason <text>', 'why')
    .action((id: string, options: Chosen) => accept(world, id, options))
  one('reject', 'leaves all as it is')
    .requiredOption('--reason <text>', 'why')
    .action(async (id: string, { plant, reason, ...options }: Named) => {
      await asPerson(world, options, async (hub) => {
        const { basis } = await hub.ask<ReplanView>(pathOf(plant, id))
        told(world, options, await hub.tell<ReplanSent>(`${pathOf(plant, id)}/reject`, { basis, reason }))
      })
    })
  one('undo', 'takes an applied plan back, where nothing of it has begun')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, { plant, reason, ...options }: Named) =>
      send(world, options, `${pathOf(plant, id)}/undo`, { reason }),
    )
  return replan.addHelpText(
    'after',
    `
Examples:
  millwright replan --as paula
  millwright replan ask --plant A --reason "Two people are ill" --as paula
  millwright replan show window.PM-311 --plant A --as paula
  millwright replan accept window.PM-311 --plant A --option alternative --as paula`,
  )

  function one(name: string, description: string): Command {
    return withPerson(
      replan.command(name).argument('<replan>', 'by the id of "millwright replan"').description(description),
    ).requiredOption('--plant <id>', 'of which plant')
  }
}

const pathOf = (plant: string, id: string): string => `/replans/${encodeURIComponent(plant)}/${encodeURIComponent(id)}`

const list = (world: World, { plant, ...options }: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { replans } = await hub.ask<ReplanList>(
      `/replans${plant ? `?${new URLSearchParams({ plant }).toString()}` : ''}`,
    )
    if (options.json) return world.print(JSON.stringify(replans, undefined, 2))
    if (replans.length === 0) return world.print('Nobody has asked for a new plan.')
    world.print(table(replans.map(rowOf)))
  })

const rowOf = ({ plant, replan, state, why, options, best, decided }: ReplanRow) => {
  const cheapest = options.find(({ policy }) => policy === best)
  return {
    ...{ plant, replan, state, why },
    best: best ?? '–',
    moves: `${cheapest?.moves ?? 0}`,
    late: `${cheapest?.late ?? 0}`,
    cost: `${Math.round(cheapest?.cost.total ?? 0)}`,
    decided: decided?.by ?? '–',
  }
}

const show = (world: World, id: string, { plant, option, ...options }: Chosen): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const view = await hub.ask<ReplanView>(pathOf(plant, id))
    if (options.json) return world.print(JSON.stringify(view, undefined, 2))
    world.print(`${view.replan} is ${view.state}. ${view.why}`)
    if (view.refusal) return world.print(view.refusal)
    if (view.outside) world.print(view.outside)
    const money = (amount: number): string => `${Math.round(amount)}`
    world.print(
      table(
        view.options.map(({ policy, cost, moves, late }) => ({
          option: policy === view.best ? `${policy} (cheapest)` : policy,
          ...{ late: money(cost.late), overtime: money(cost.overtime), changes: money(cost.changes) },
          cost: money(cost.total),
          ...{ moves: `${moves.length}`, 'orders late': `${late.length}` },
        })),
      ),
    )
    const chosen = view.options.find(({ policy }) => policy === (option ?? view.best))
    for (const { because } of chosen?.moves ?? []) world.print(because)
    if (view.said) world.print(view.said)
  })

const accept = (world: World, id: string, { plant, option, reason, ...options }: Chosen): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const view = await hub.ask<ReplanView>(pathOf(plant, id))
    const chosen = view.options.find(({ policy }) => policy === option)
    if (!chosen)
      throw new Trouble(
        'missing',
        `There is no option ${option}; say one of ${view.options.map((one) => one.policy).join(', ')}.`,
      )
    const wish = { basis: view.basis, policy: chosen.policy, ...(reason ? { reason } : {}) }
    told(world, options, await hub.tell<ReplanSent>(`${pathOf(plant, id)}/accept`, wish))
  })

const send = (world: World, options: PersonOptions, path: string, wish: object): Promise<void> =>
  asPerson(world, options, async (hub) => told(world, options, await hub.tell<ReplanSent>(path, wish)))

function told(world: World, { json }: PersonOptions, sent: ReplanSent): void {
  world.print(
    json
      ? JSON.stringify(sent, undefined, 2)
      : `Written down for ${sent.replan}; "millwright replan" says what becomes of it.`,
  )
}
