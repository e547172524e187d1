import { hours, type Instant, later, minutes } from '#kernel/time'
import type { Cause } from '../cause.ts'
import { counted, momentText, spanText } from '../words.ts'
import { looking, patience, type Scene, zoneOf } from './scene.ts'

const lookAtSystems = looking('look-at-systems')
const lookAtTargets = looking('look-at-targets')
const lookAtProcesses = looking('look-at-processes')

/** A process of the hub that was not heard of for this long is thought to be gone. */
export const SILENT = minutes(1)
/** After this nobody has to be told of it any more. */
const FORGOTTEN = hours(24)

/** Systems that do not answer while something waits for them. */
export async function systemCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, systems } = scene
  const rows = await sql.all<{ plant: string; system: string; count: number; since: Instant }>(lookAtSystems, [
    home,
    ...patience(scene, 'system'),
    now,
  ])
  return rows.map(({ plant, system, count, since }) => {
    const title = systems.find(({ id }) => id === system)?.title ?? system
    return {
      plant,
      cause: 'system-away',
      about: system,
      severity: 'critical',
      owner: 'integration',
      count,
      sentence: `${title} (${system}) does not answer; ${counted(count, 'event')} ${count === 1 ? 'waits' : 'wait'} for it, the oldest since ${momentText(since, zoneOf(scene, plant))}.`,
      now: 'See that it runs and can be reached; what waits then goes on by itself.',
      link: '/',
    }
  })
}

/** Flows that are slower than they are meant to be. */
export async function targetCauses({ sql, home, now, rules, flows }: Scene): Promise<readonly Cause[]> {
  const rows = await sql.all<{ plant: string; flow: string; count: number; took: number }>(lookAtTargets, [
    home,
    later(now, -hours(1)),
  ])
  return rows.flatMap(({ plant, flow: name, count, took }): readonly Cause[] => {
    const flow = flows.find((one) => one.name === name)
    const target = rules.flows.find((one) => one.flow === name && one.plant === plant)?.target ?? flow?.target
    if (!flow || !target || took <= target.p95) return []
    return [
      {
        plant,
        cause: 'target-missed',
        about: name,
        severity: 'warning',
        owner: 'integration',
        count,
        sentence: `Slower than agreed in the last hour: “${flow.purpose}” took ${spanText(took)} for the slowest of twenty, ${spanText(target.p95)} is the target.`,
        now: 'Look under Today which system is behind.',
        link: '/',
      },
    ]
  })
}

/** Processes of this hub that ended without saying so; told by those that still run, or by the next one. */
export async function processCauses({ sql, home, now, plants }: Scene): Promise<readonly Cause[]> {
  const rows = await sql.all<{ host: string; count: number; since: Instant }>(lookAtProcesses, [
    home,
    later(now, -SILENT),
    later(now, -FORGOTTEN),
  ])
  return rows.flatMap(({ host, count, since }) =>
    plants.map(({ id, timeZone }): Cause => ({
      plant: id,
      cause: 'hub-silent',
      about: host,
      severity: 'critical',
      owner: 'integration',
      count,
      sentence: `${counted(count, 'process', 'processes')} of the hub on ${host} fell silent, last heard of on ${momentText(since, timeZone)}.`,
      now: 'Start it again and read its log; other processes of the hub go on with its work.',
      link: '/',
    })),
  )
}
