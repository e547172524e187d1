import { lookAtReach, type Reach } from '#reach'
import type { Cause } from '../cause.ts'
import { counted, momentText } from '../words.ts'
import { policyOf, type Scene, zoneOf } from './scene.ts'

/** What maintenance should have told planning, or brought about there, by now. */
export async function reachCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, plants, rules } = scene
  const watched = plants.map(({ id }) => ({ plant: id, patience: policyOf(rules, id).patience.maintenance }))
  const found = await lookAtReach(sql, home, watched, now)
  return found.flatMap((one) => reachCause(one, zoneOf(scene, one.plant)) ?? [])
}

/** One alert for a plant, about what is overdue the longest. */
export function reachCause({ plant, missing }: Reach, zone: string): Cause | undefined {
  const [first] = missing
  if (!first) return undefined
  const more = missing.length > 1 ? ` ${counted(missing.length - 1, 'more is', 'more are')} missing.` : ''
  return {
    plant,
    cause: 'reach-missing',
    about: 'maintenance',
    severity: 'warning',
    owner: 'planner',
    count: missing.length,
    sentence: `${first.sentence} It was expected by ${momentText(first.expectedBy, zone)}.${more}`,
    now: first.remedy,
    link: '/windows',
  }
}
