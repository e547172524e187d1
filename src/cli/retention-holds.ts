import { type LegalHolds, legalHolds } from '#retention'
import { Refused } from '#kernel/failure'
import { systemClock, uuids } from '#kernel/world'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Json {
  readonly json?: boolean
}

const onHolds = <Result>(world: World, work: (holds: LegalHolds) => Promise<Result>): Promise<Result> =>
  onHubDatabase(world, ({ database }) =>
    work(legalHolds({ database, home: homeOf(world), ids: uuids(systemClock), now: () => systemClock.now() })),
  )

export async function retentionHolds(world: World, { json }: Json): Promise<void> {
  const rows = await onHolds(world, (holds) => holds.list(null))
  if (json) return world.print(JSON.stringify(rows, undefined, 2))
  if (rows.length === 0) return world.print('Nothing is held.')
  world.print(
    table(
      rows.map((row) => ({
        id: row.hold_id,
        plant: row.plant,
        about: row.stream ? `${row.stream}/${row.key}` : 'the whole plant',
        since: row.placed_at.slice(0, 10),
        by: row.placed_by,
        reason: row.reason,
        released: row.released_at?.slice(0, 10) ?? '',
      })),
    ),
  )
}

interface HoldOptions extends Json {
  readonly plant: string
  readonly about?: { readonly stream: string; readonly key: string }
  readonly reason: string
}

export async function retentionHold(world: World, { plant, about, reason, json }: HoldOptions): Promise<void> {
  const holdId = await onHolds(world, (holds) => holds.place({ plant, about, reason, by: actorOf(world) })).catch(
    asTrouble,
  )
  world.print(json ? JSON.stringify({ holdId }) : `Held: nothing of it is erased until ${holdId} is released.`)
}

export async function retentionRelease(
  world: World,
  holdId: string,
  { reason, json }: Json & { readonly reason: string },
): Promise<void> {
  await onHolds(world, (holds) => holds.release({ holdId, reason, by: actorOf(world) })).catch(asTrouble)
  world.print(json ? JSON.stringify({ released: holdId }) : 'Released: the rule decides again from the next sweep on.')
}

const asTrouble = (error: unknown): never => {
  if (error instanceof Refused) throw new Trouble('failed', error.message, { cause: error })
  throw error
}
