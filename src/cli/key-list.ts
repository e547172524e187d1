import { type KeyRecord, listKeys } from '#governance/keys'
import { systemClock } from '#kernel/world'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

export async function keyList(world: World, { json }: { readonly json?: boolean }): Promise<void> {
  const keys = await onHubDatabase(world, ({ database }) => listKeys(database, homeOf(world)))
  if (json) return world.print(JSON.stringify(keys, undefined, 2))
  if (keys.length === 0) return world.print('There are no keys; make one with "millwright key create".')
  const now = systemClock.now()
  world.print(
    table(
      keys.map((key) => ({
        id: key.keyId,
        plant: key.plant,
        system: key.system,
        state: stateOf(key, now),
        until: (key.revokedAt ?? key.expiresAt).slice(0, 16),
        types: key.workCentres ? `at ${key.workCentres.join(', ')}` : key.types.join(','),
        'made by': key.createdBy,
        note: key.note,
      })),
    ),
  )
}

const stateOf = ({ revokedAt, expiresAt }: KeyRecord, now: string): string => {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'valid'
}
