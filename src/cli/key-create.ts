import { deviceTypes } from '#governance/devices'
import { createKey } from '#governance/keys'
import { days as ofDays, later } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import type { World } from './world.ts'

interface Options {
  readonly plant: string
  readonly system: string
  readonly types: string
  readonly workCentre?: readonly string[]
  readonly days: number
  readonly note?: string
  readonly json?: boolean
}

/** As they stand in the source of an event. */
const names = { plant: /^[A-Za-z0-9_-]{1,32}$/, system: /^[A-Za-z0-9_.-]{1,64}$/ }

export async function keyCreate(
  world: World,
  { plant, system, types, workCentre, days, note, json }: Options,
): Promise<void> {
  for (const [what, value] of [
    ['plant', plant],
    ['system', system],
  ] as const)
    if (!names[what].test(value))
      throw new Trouble('failed', `"${value}" is no name for a ${what}; use letters, digits, dash and underscore.`)
  const wanted = workCentre ? deviceTypes : types.split(',').map((type) => type.trim())
  const unknown = wanted.find((type) => type !== '*' && !kindOf(type))
  if (unknown !== undefined)
    throw new Trouble(
      'failed',
      `There is no event type "${unknown}"; name types like mfg.production.output.received.v1, or leave --types out.`,
    )
  const now = systemClock.now()
  const key = await onHubDatabase(world, ({ database }) =>
    createKey(database, homeOf(world), uuids(systemClock), now, {
      plant,
      system,
      types: wanted,
      days,
      by: actorOf(world),
      ...(workCentre ? { workCentres: workCentre } : {}),
      ...(note ? { note } : {}),
    }),
  )
  const expiresAt = later(now, ofDays(days))
  if (json)
    return world.print(JSON.stringify({ key, plant, system, types: wanted, workCentres: workCentre, expiresAt }))
  world.say(
    `For ${system} of plant ${plant}, until ${expiresAt}. It is shown this once; keep it where only that system reads it.`,
  )
  world.print(key)
}
