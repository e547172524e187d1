import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Refused, Unavailable } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type { OutsidePlan, OutsidePlanWish } from '#model/outside-plan'
import { understood } from '../question.ts'
import type { FreppleClient } from './client.ts'
import { exportOf, type Names, ownerOf } from './export.ts'
import { momentOf } from './mapping.ts'

const Task = z.object({ taskid: z.coerce.string() })
const Status = z.record(z.string(), z.object({ status: z.string(), message: z.string().nullish() }))
const Planned = z.array(
  z.object({
    reference: z.string(),
    status: z.string(),
    startdate: z.string(),
    resources: z.array(z.object({ resource: z.string() })).min(1),
  }),
)
const ORDERS = '/api/input/manufacturingorder/'
/** Held to capacity and lead times; it may move what is approved. */
const RUN = '/execute/api/runplan/?constraint=capa,mfg_lt&plantype=1&env=supply'

/** Has frePPLe plan: what is open is written down there, a run is begun and waited for, and its manufacturing orders are read. */
export function frepplePlans(client: FreppleClient, names: Names) {
  async function bulk(entity: string, records: readonly object[], signal: AbortSignal): Promise<void> {
    if (records.length > 0) await client.change('POST', `/api/input/${entity}/`, records, signal)
  }

  async function planned(plant: string, signal: AbortSignal): Promise<z.infer<typeof Planned>> {
    return understood(Planned, await client.get(ORDERS, { source: ownerOf(plant) }, signal))
  }

  async function run(signal: AbortSignal): Promise<void> {
    const { taskid } = understood(Task, await client.change('POST', RUN, undefined, signal))
    for (let wait = 100; ; wait = Math.min(wait * 2, seconds(2))) {
      const told = understood(Status, await client.get('/execute/api/status/', { id: taskid }, signal))[taskid]
      if (told?.status === 'Done') return
      if (!told || told.status === 'Failed' || told.status === 'Canceled')
        throw new Unavailable(
          'RUN_FAILED',
          `its run ended without a plan (${told?.message || told?.status || 'it is gone'})`,
        )
      await pause(wait, undefined, { signal }).catch(() => {
        throw new Unavailable('DEADLINE', 'its run was not over in time')
      })
    }
  }

  return async (wish: OutsidePlanWish, signal: AbortSignal): Promise<OutsidePlan> => {
    const { plant, work } = wish
    const open = new Map(work.operations.map((one) => [one.operation, one]))
    const gone = (await planned(plant, signal)).filter(
      ({ reference, status }) => !open.has(reference) && status !== 'closed',
    )
    await bulk(
      'manufacturingorder',
      gone.map(({ reference }) => ({ reference, status: 'closed' })),
      signal,
    )
    for (const [entity, records] of exportOf(wish, names)) await bulk(entity, records, signal)
    await run(signal)
    const centres = new Map(work.workCentres.map((centre) => [names.resourceOf(centre), centre.id]))
    const places = (await planned(plant, signal)).flatMap(({ reference, startdate, resources }) => {
      const stands = open.get(reference)
      if (!stands || stands.isStarted) return []
      const [{ resource }] = resources as [{ readonly resource: string }]
      const from = momentOf(startdate, names.timeZone)
      if (!from)
        throw new Refused('NOT_A_TIME', `it has ${reference} begin at ${startdate}, which its clock never shows`)
      return { operation: reference, workCentre: centres.get(resource) ?? resource, from }
    })
    return { places }
  }
}
