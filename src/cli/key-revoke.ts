import { revokeKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import type { World } from './world.ts'

export async function keyRevoke(world: World, given: string, { json }: { readonly json?: boolean }): Promise<void> {
  // Whoever pastes the whole key means its public part.
  const id = /^mwk_([a-z0-9]{12})_/.exec(given)?.[1] ?? given
  const done = await onHubDatabase(world, ({ database }) =>
    revokeKey(database, homeOf(world), uuids(systemClock), systemClock.now(), id, actorOf(world)),
  )
  if (!done)
    throw new Trouble(
      'failed',
      `There is no valid key ${id}, or it was revoked already; "millwright key list" shows them.`,
    )
  world.print(
    json ? JSON.stringify({ revoked: id }) : `The key ${id} is revoked; every hub refuses it within five seconds.`,
  )
}
