import { epochMilliseconds, type Instant, instant, minutes } from '#kernel/time'
import type { Today } from '../contract.ts'
import type { FlowCard } from '../parts.ts'
import { idAt } from './messages.ts'
import { planned } from './reader.ts'
import type { Scope } from './today.ts'

const measurePulse = planned('measure-pulse')

const STEP = minutes(5)
const STEPS = 48

type Beat = Today['pulse'][number]

/** What moved in each five minutes of the last four hours; quiet ones are there with zeros. */
export async function pulseOf(scope: Scope, flows: readonly FlowCard[], since: Instant): Promise<Beat[]> {
  const { reader, plants, now } = scope
  const types = flows.flatMap(({ on }) => on)
  const rows = await reader.database.all<Beat>(measurePulse, [reader.home, plants, types, idAt(since), since])
  const last = Math.floor(epochMilliseconds(now) / STEP) * STEP
  return Array.from({ length: STEPS }, (_, step) => {
    const at = instant(last - (STEPS - 1 - step) * STEP)
    return rows.find((row) => row.at === at) ?? { at, accepted: 0, confirmed: 0, refused: 0 }
  })
}
