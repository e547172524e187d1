import { days, hours, type Instant, later, minutes } from '#kernel/time'
import { Today } from '../contract.ts'
import type { ApiParts } from '../parts.ts'
import { route } from '../routes/route.ts'
import { flowsToday } from './flow-health.ts'
import { idAt } from './messages.ts'
import { PlantQuery } from './plant-query.ts'
import { pulseOf } from './pulse.ts'
import { planned, plantsFor, type Reader } from './reader.ts'
import { systemsToday } from './system-health.ts'

const countOpen = planned('count-open')

export const todayRoute = route(
  {
    name: 'readToday',
    method: 'GET',
    path: '/api/v1/today',
    access: ['today.read'],
    summary: 'Whether the plants are in step: flows, systems, what needs somebody, the last four hours',
    query: PlantQuery,
    answer: Today,
  },
  ({ reader, query }, parts) => together(reader, plantsFor(reader, 'today.read', query.plant), parts),
)

const underWay = new WeakMap<ApiParts, Map<string, Promise<Today>>>()

/** Many consoles ask at the same moment, when something changed: those who may see the same share one counting. */
function together(reader: Reader, plants: readonly string[] | null, parts: ApiParts): Promise<Today> {
  const here = underWay.get(parts) ?? new Map<string, Promise<Today>>()
  underWay.set(parts, here)
  const scope = JSON.stringify(plants?.toSorted())
  const before = here.get(scope)
  if (before) return before
  const counting = readToday(reader, plants, parts).finally(() => here.delete(scope))
  here.set(scope, counting)
  return counting
}

/** What is counted, and from when on: the same for every number of one answer. */
export interface Scope {
  readonly reader: Reader
  readonly plants: readonly string[] | null
  readonly now: Instant
  readonly dayAgo: Instant
  /** Ids made before this one are older than a day. */
  readonly firstId: string
}

async function readToday(reader: Reader, plants: readonly string[] | null, parts: ApiParts): Promise<Today> {
  const now = parts.now()
  const dayAgo = later(now, -days(1))
  const scope: Scope = { reader, plants, now, dayAgo, firstId: idAt(dayAgo) }
  const [flows, systems, [open], pulse] = await Promise.all([
    flowsToday(scope, parts.flows, parts.rules.live.now().rules.flows),
    systemsToday(scope, parts.systems),
    reader.database.all<OpenRow>(countOpen, [reader.home, plants, scope.firstId]),
    pulseOf(scope, parts.flows, later(now, -hours(4) - minutes(5))),
  ])
  return {
    at: now,
    flows,
    systems,
    exceptions: { open: open!.exceptions, oldest: open!.oldest },
    approvals: { open: open!.approvals },
    duplicates: open!.duplicates,
    pulse,
  }
}

interface OpenRow {
  exceptions: number
  oldest: string | null
  approvals: number
  duplicates: number
}
