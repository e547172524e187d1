import { z } from 'zod'
import { Failure, Refused, Unavailable } from '#kernel/failure'
import { CapacityChange } from '#model/capacity-change'
import type { OutsidePlanWish } from '#model/outside-plan'
import { PlanningPlatform } from '#model/ports/planning-platform'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'
import { understood } from '../question.ts'
import type { FreppleClient } from './client.ts'
import { bucketFor, isAsWanted, sourceOf } from './mapping.ts'
import { frepplePlans } from './plans.ts'
import type { FreppleSettings } from './settings.ts'

const Text = z.coerce.string()
const Resource = z.object({ name: z.string(), available: z.string().nullish() })
const Bucket = z.object({ id: Text, calendar: z.string(), startdate: z.string(), enddate: z.string(), value: Text })
const BUCKETS = '/api/input/calendarbucket/'

/**
 * frePPLe's way of knowing what a work centre can do: a bucket of value 0 in the calendar of its resource. Each change
 * looks first for the bucket that bears its name, so that a repeat finds it done.
 */
export function planningPlatform(client: FreppleClient, settings: FreppleSettings): PortKeeper {
  const { timeZone } = settings
  const planFor = frepplePlans(client, { timeZone, resourceOf: ({ id, name }) => settings.resources[id] ?? name })

  async function calendarOf({ workCentre, name }: CapacityChange, signal: AbortSignal): Promise<string> {
    const resource = settings.resources[workCentre] ?? name
    const answer = await client.get(`/api/input/resource/${encodeURIComponent(resource)}/`, {}, signal)
    if (answer === undefined)
      throw new Refused(
        'UNKNOWN_WORK_CENTRE',
        `frePPLe has no resource ${resource}. Name its resource for the work centre in the settings, or export it there.`,
      )
    const { available } = understood(Resource, answer)
    if (!available)
      throw new Refused('UNMAPPED_CODE', `The resource ${resource} has no calendar in frePPLe. Give it one of its own.`)
    const others = understood(
      z.array(Resource),
      await client.get('/api/input/resource/', { available }, signal),
    ).filter((one) => one.name !== resource)
    if (others.length > 0)
      throw new Refused(
        'SHARED_CALENDAR',
        `The calendar ${available} is that of ${others[0]!.name} too, which still works. Give ${resource} one of its own in frePPLe.`,
      )
    return available
  }

  async function changed(effect: Effect, signal: AbortSignal): Promise<Receipt> {
    const change = CapacityChange.parse(effect.body)
    const source = sourceOf(change)
    // What is given back is found by its name alone, whatever became of the resource.
    const calendar = change.closed && (await calendarOf(change, signal))
    const [stands, ...more] = understood(z.array(Bucket), await client.get(BUCKETS, { source }, signal))
    const receipt = (known: boolean): Receipt => ({
      known,
      documents: [{ kind: 'calendarbucket', id: source, ...(calendar ? { label: calendar } : {}) }],
    })
    // Two that look alike come of two calls at once; one of them is enough.
    for (const { id } of more) await client.change('DELETE', `${BUCKETS}${id}/`, undefined, signal)
    if (!change.closed || !calendar) {
      if (stands) await client.change('DELETE', `${BUCKETS}${stands.id}/`, undefined, signal)
      return receipt(!stands)
    }
    const bucket = bucketFor({ calendar, source, closed: change.closed }, settings.timeZone)
    if (stands && isAsWanted(stands, bucket)) return receipt(true)
    if (stands) await client.change('PATCH', `${BUCKETS}${stands.id}/`, bucket, signal)
    else await client.change('POST', BUCKETS, bucket, signal)
    return receipt(false)
  }

  return {
    port: PlanningPlatform.portName,
    async read(operation, args, { signal }) {
      if (operation !== 'plan') throw new Refused('UNKNOWN_OPERATION', `frePPLe answers no ${operation}`)
      const answers: unknown[] = []
      // One run at a time: each would plan what another has just written down.
      for (const wish of args) answers.push(await planFor(wish as OutsidePlanWish, signal))
      return answers
    },
    async perform(effects, { signal }) {
      const stuck = new Set<string>()
      const answers: (Receipt | Failure)[] = []
      for (const effect of effects) {
        const { workCentre } = effect.body as CapacityChange
        const answer =
          signal.aborted || stuck.has(workCentre)
            ? new Unavailable('NOT_SENT', 'Not sent yet: what was told of this work centre before has not arrived')
            : await changed(effect, signal).catch(asFailure)
        if (answer instanceof Failure && !(answer instanceof Refused)) stuck.add(workCentre)
        answers.push(answer)
      }
      return answers
    },
  }
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}
