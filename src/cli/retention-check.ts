import { alteredErasures } from '#retention'
import { Trouble } from '../local/trouble.ts'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import type { World } from './world.ts'

export async function retentionCheck(world: World, { json }: { readonly json?: boolean }): Promise<void> {
  const { checked, altered } = await onHubDatabase(world, ({ database }) => alteredErasures(database, homeOf(world)))
  if (json) world.print(JSON.stringify({ checked, altered }, undefined, 2))
  const [first] = altered
  if (first)
    throw new Trouble(
      'failed',
      `${altered.length} of ${checked} acts of erasing are not borne out by the rows they left; the first is ${first.erasure_id} in plant ${first.plant}: ${first.items} ${first.content} were erased, ${first.found} are found. Compare with a backup and with "millwright audit verify".`,
    )
  if (!json) world.print(`${checked} acts of erasing, each borne out by the rows it left.`)
}
