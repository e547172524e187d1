import { days, epochMilliseconds, instant } from '#kernel/time'
import { OpenWork, type OpenWorkWish } from '#model/open-work'
import type { Run } from '../caller.ts'
import type { CallOptions } from '../client.ts'
import type { Desk } from '../plain/desk.ts'
import type { Reading } from '../plain/reading.ts'
import { openBetween } from './capacity.ts'
import {
  type CentreWithOthers,
  centresWithOthers,
  leavesByName,
  openSteps,
  type OpenStep,
  waitingComponents,
} from './open-readings.ts'
import { plannedBy, shifts } from './readings.ts'
import { salesFor } from './promises.ts'
import { Answers, question } from './together.ts'
import type { PlanningWords } from './words.ts'

const OVER = ['done', 'cancel']
const OPEN_ORDER = ['production_id.state', 'in', ['confirmed', 'progress', 'to_close']]

/** What is planned in Odoo and is not over. All questions are asked at once, so that their answers belong together. */
export async function openWorkIn(
  run: Run,
  desk: Desk,
  version: number,
  words: PlanningWords,
  { plant, from, until }: OpenWorkWish,
  call: CallOptions,
): Promise<OpenWork> {
  const planned = plannedBy(version)
  const around = (at: string, by: number) => words.stampFor(instant(epochMilliseconds(at) + by))
  const questions = [
    question(centresWithOthers, []),
    question(shifts, []),
    question(leavesByName, [
      ['time_type', '=', 'leave'],
      ['date_from', '<=', around(until, days(1))],
      ['date_to', '>=', around(from, -days(1))],
    ]),
    question(openSteps(version), [['state', 'not in', OVER], OPEN_ORDER]),
    question(planned.orders, [['state', 'in', OPEN_ORDER[2]], ...words.ofPlant(plant)]),
    question(waitingComponents, [
      ['raw_material_production_id.state', 'in', OPEN_ORDER[2]],
      ['state', 'in', ['waiting', 'confirmed', 'partially_available']],
    ]),
  ] as const
  const { answers } = await run('read-together', { questions }, Answers, call)
  const told = <Row>(nth: number, { rows }: Reading<Row>): readonly Row[] => rows.parse(answers[nth])
  const centres = told(0, centresWithOthers)
  const attendances = told(1, shifts)
  const leaves = told(2, leavesByName)
  const steps = told(3, openSteps(version))
  const orders = told(4, planned.orders)
  const components = told(5, waitingComponents)

  const centreOf = new Map(centres.map((centre) => [centre.id, centre]))
  const own = new Set(orders.map(({ id }) => id))
  const everybody = steps.filter((step): step is Standing => isStanding(step) && centreOf.has(step.centre))
  const standing = everybody.filter(({ order }) => own.has(order))
  // Plants that share an Odoo share its work centres: what another has planned there is as if it were closed then.
  const others = Map.groupBy(
    everybody.filter(({ order }) => !own.has(order)),
    ({ centre }) => centre,
  )
  const open = new Set(standing.map(({ id }) => id))
  const taken = new Set(standing.map(({ order }) => order))
  const [first, last] = [around(from, -days(1)).slice(0, 10), around(until, days(1)).slice(0, 10)]
  const hoursOf = (centre: CentreWithOthers) => `${centre.calendar ?? 'always'} ${centre.timeZone}`
  const waiting = Map.groupBy(components, ({ order }) => order)
  const sold = await salesFor(desk, words, [...taken])

  return OpenWork.parse({
    hours: [...new Map(centres.map((centre) => [hoursOf(centre), centre]))].map(([id, { calendar, timeZone }]) => ({
      id,
      open: openBetween(
        { first, last, timeZone },
        calendar === undefined ? undefined : attendances.filter((one) => one.calendar === calendar),
      ),
    })),
    workCentres: centres.map((centre) => ({
      id: words.idOf(centre.id),
      name: centre.name,
      hours: hoursOf(centre),
      leaves: [
        ...leaves.filter((one) =>
          one.resource === undefined ? isOfAll(one, centre) : one.resource === centre.resource,
        ),
        ...(others.get(centre.id) ?? []).map((step) => ({ ...step, title: step.name })),
      ].map(({ id, title, from: begins, until: ends }) => ({
        ...{ id: `${id}`, title, from: words.instantFrom(begins), until: words.instantFrom(ends) },
      })),
    })),
    orders: orders
      .filter(({ id, from: begins, until: ends }) => taken.has(id) && begins && ends)
      .map(({ id, name, isUrgent, promised, from: begins, until: ends }) => ({
        order: words.orderOf(id),
        label: name,
        link: words.orderLink(id),
        isUrgent,
        from: words.instantFrom(begins!),
        until: words.instantFrom(ends!),
        ...(promised ? { promised: words.instantFrom(promised) } : {}),
        ...(sold.has(id) ? { sale: sold.get(id) } : {}),
        lacks: [
          ...new Set(
            (waiting.get(id) ?? []).filter(({ isCovered }) => !isCovered).map(({ product }) => product?.name ?? ''),
          ),
        ],
      })),
    operations: standing.map((step) => {
      const after = beforeOf(step, standing).filter((id) => open.has(id))
      const material = materialFor(step, after.length === 0, waiting.get(step.order) ?? [])
      return {
        operation: words.operationOf(step.id),
        order: words.orderOf(step.order),
        name: step.name,
        place: {
          workCentre: words.idOf(step.centre),
          from: words.instantFrom(step.from),
          until: words.instantFrom(step.until),
          minutes: step.minutes,
        },
        isStarted: step.isStarted,
        left: Math.max(0, step.minutes - (step.isStarted ? step.worked : 0)),
        after: after.map(words.operationOf),
        choices: choicesFor(step, centreOf).map(({ centre, minutes }) => ({ workCentre: words.idOf(centre), minutes })),
        ...(material ? { material: words.instantFrom(material) } : {}),
      }
    }),
    unplanned: new Set(orders.filter(({ id }) => !taken.has(id)).map(({ id }) => id)).size,
  })
}

type Standing = OpenStep & { readonly from: string; readonly until: string }
const isStanding = ({ from, until }: OpenStep): boolean => from !== undefined && until !== undefined && from <= until

/** Of no resource: of a calendar or of all. */
const isOfAll = (leave: { readonly calendar: number | undefined }, centre: CentreWithOthers): boolean =>
  leave.calendar === undefined || leave.calendar === centre.calendar

const beforeOf = ({ id, after }: OpenStep, all: readonly OpenStep[]): readonly number[] => [
  ...after,
  ...all.filter(({ next }) => next === id).map((step) => step.id),
]

/** What is used at an operation waits there; what is used anywhere holds up those that wait for nothing else. */
function materialFor(
  { step }: OpenStep,
  isFirst: boolean,
  waiting: readonly {
    readonly step: number | undefined
    readonly isCovered: boolean
    readonly at: string | undefined
  }[],
): string | undefined {
  return waiting
    .filter((one) => one.isCovered && (one.step === undefined ? isFirst : one.step === step))
    .flatMap(({ at }) => at ?? [])
    .toSorted()
    .at(-1)
}

/** Where an operation can be done: where it stands, and where Odoo says others can do the same. */
function choicesFor({ centre, minutes }: OpenStep, centreOf: ReadonlyMap<number, CentreWithOthers>) {
  const usual = centreOf.get(centre)!
  const work = (Math.max(0, minutes - usual.aside) * usual.speed) / 100
  const others = usual.others.flatMap((id) => {
    const other = centreOf.get(id)
    return other ? { centre: id, minutes: other.aside + (work * 100) / other.speed } : []
  })
  return [{ centre, minutes }, ...others]
}
