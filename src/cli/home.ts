import { Estate } from '#governance/estate'
import { readEstate } from '#governance/estate-file'
import type { World } from './world.ts'

/** The hub whose rows a command reads and writes: that of the estate, else the one `millwright up` runs. */
export function homeOf({ env }: Pick<World, 'env'>): string {
  const folder = env['MILLWRIGHT_ESTATE']
  return folder ? readEstate(folder, env).home : Estate.shape.home.parse(undefined)
}
