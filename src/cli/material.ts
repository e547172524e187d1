import { Command } from 'commander'
import type { MaterialList, MaterialView } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}

/** What open orders wait for, as the console's page Schedule. */
export function materialCommand(world: World): Command {
  const material = new Command('material')
  withPerson(material.description('how much of the material of each open order lies ready, and when the rest comes'))
    .option('--plant <id>', 'only of this plant')
    .action((options: OfPlant) => list(world, options))
  return material.addHelpText('after', '\nExample:\n  millwright material --plant A --as paula')
}

const list = (world: World, { plant, ...options }: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.ask<MaterialList>(`/material${plant ? `?${new URLSearchParams({ plant }).toString()}` : ''}`)
    if (options.json) return world.print(JSON.stringify(told, undefined, 2))
    for (const { plant: away, sentence } of told.away) world.print(`Plant ${away}: ${sentence}`)
    if (told.orders.length > 0) world.print(table(told.orders.map(rowOf)))
    else if (told.away.length === 0) world.print('No order is open.')
  })

const rowOf = ({ plant, label, isReleased, from, readyPercent, awaited, starving, feasible }: MaterialView) => ({
  plant,
  order: label,
  state: isReleased ? 'released' : 'planned',
  begins: from ?? '–',
  ready: `${readyPercent} %`,
  'waits for': awaited.map(({ name, at }) => (at ? `${name} (${at})` : name)).join(', ') || '–',
  starves: starving ? 'yes' : 'no',
  'can be made from': awaited.length === 0 ? 'now' : (feasible ?? 'not known'),
})
