import { z } from 'zod'
import { mayIn } from '#governance/rights'
import { Failure } from '#kernel/failure'
import { days, epochMilliseconds, type Instant, instant, later } from '#kernel/time'
import type { CapacityFile } from '#model/capacity-change'
import type { WindowFile, WindowState } from '#model/maintenance-window-case'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, plantsNamed, prepared } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { CapacityList, WindowList, type WindowView } from './contract.ts'
import { planningRoutes } from './planning.ts'

const listWindows = prepared('list-windows')

const windowsRoute = route(
  {
    name: 'listWindows',
    method: 'GET',
    path: '/api/v1/windows',
    access: ['assets.read'],
    summary:
      'Maintenance windows: what takes work centres out of work, when, who agreed, and which orders are in the way',
    query: PlantQuery,
    answer: WindowList,
  },
  async ({ reader, query }, { now }) => {
    const rows = await reader.database.all<WindowDbRow>(listWindows, [
      reader.home,
      plantsFor(reader, 'assets.read', query.plant),
      later(now(), -days(14)),
    ])
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    return { windows: rows.map(viewOf), mayPlan: plants.filter((plant) => mayIn(reader.grants, 'windows.plan', plant)) }
  },
)

/** So many days at most, and so many from today where nobody says. */
const MOST_DAYS = 92
const USUAL_DAYS = 7

const CapacityQuery = PlantQuery.extend({
  workCentre: z.string().min(1).max(64).optional(),
  from: z.iso.date().optional().describe('First day; today where absent'),
  until: z.iso.date().optional().describe('Last day'),
})

const capacityRoute = route(
  {
    name: 'readCapacity',
    method: 'GET',
    path: '/api/v1/capacity',
    access: ['assets.read'],
    summary: 'What work centres can do on each day: by their calendars, less what is closed',
    query: CapacityQuery,
    answer: CapacityList,
    refuses: [422],
  },
  async ({ reader, query }, { ask, now }) => {
    const from = query.from ?? now().slice(0, 10)
    const until = query.until ?? dayAfter(from, USUAL_DAYS - 1)
    if (until < from || until > dayAfter(from, MOST_DAYS - 1))
      throw new Trouble(
        422,
        'SCHEMA_INVALID',
        'Not asked',
        `Ask for 1 to ${MOST_DAYS} days, the last not before the first.`,
      )
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const told = await Promise.all(
      plants.map(async (plant) => capacityIn(ask, plant, { workCentre: query.workCentre, from, until })),
    )
    return {
      workCentres: told.flatMap((one) => ('workCentres' in one ? one.workCentres : [])),
      away: told.flatMap((one) => ('sentence' in one ? one : [])),
    }
  },
)

export const windowRoutes = [windowsRoute, capacityRoute, ...planningRoutes]

const dayAfter = (day: string, count: number): string =>
  instant(epochMilliseconds(`${day}T00:00:00Z`) + days(count)).slice(0, 10)

interface CapacityWish {
  readonly workCentre: string | undefined
  readonly from: string
  readonly until: string
}

async function capacityIn(
  ask: ApiParts['ask'],
  plant: string,
  { workCentre, from, until }: CapacityWish,
): Promise<Pick<CapacityList, 'workCentres'> | CapacityList['away'][number]> {
  const centres = await ask(plant, PlanningLedger.workCentres(plant))
  if (centres instanceof Failure) return { plant, sentence: centres.message }
  const workCentres: CapacityList['workCentres'] = []
  for (const { id, name } of centres.filter((one) => workCentre === undefined || one.id === workCentre)) {
    const capacity = await ask(plant, PlanningLedger.capacity({ workCentre: id, from, until }))
    if (capacity instanceof Failure) return { plant, sentence: capacity.message }
    workCentres.push({ plant, id, name, timeZone: capacity.timeZone, days: capacity.days })
  }
  return { workCentres }
}

interface WindowDbRow {
  readonly plant: string
  readonly window: string
  readonly state: WindowState
  readonly data: WindowFile
  readonly changed_at: Instant
  readonly approval_id: string | null
  readonly open_exceptions: number
  readonly told_outside: CapacityFile['told'] | null
}

function viewOf(row: WindowDbRow): z.input<typeof WindowView> {
  const { data } = row
  const { title, version, equipment, start, end, workCentres, booked, erp, maintenance, production, conflicts } = data
  return {
    plant: row.plant,
    window: row.window,
    ...{ title, state: row.state, version, equipment: [...equipment], conflicts: [...conflicts] },
    order: data.order ?? null,
    plan: { start, end, workCentres: [...workCentres] },
    booked: booked ? { start: booked.start, end: booked.end, workCentres: [...booked.workCentres] } : null,
    erp: { ...erp },
    outside: Object.entries(row.told_outside ?? {}).map(([workCentre, { name, state, at, said = null }]) => ({
      ...{ workCentre, name, state, at, said },
    })),
    maintenance: maintenance?.by ?? null,
    production: production?.by ?? null,
    affected: data.affected.map(({ link = null, promised = null, ...order }) => ({ ...order, link, promised })),
    approval: row.approval_id,
    openExceptions: row.open_exceptions,
    changedAt: row.changed_at,
  }
}
