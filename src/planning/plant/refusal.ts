import { inOrder } from './draft.ts'
import { indexed } from './indexed.ts'
import { minutesIn } from './open-time.ts'
import type { Span, Workload } from './workload.ts'

/** Why nothing can be planned: a code, whom it is about, and one sentence. */
export interface Refusal {
  readonly code:
    | 'NAMED_TWICE'
    | 'UNKNOWN_NAME'
    | 'NO_WORK_CENTRE'
    | 'NOT_A_TIME'
    | 'NOT_A_SPAN'
    | 'NOT_A_CAPACITY'
    | 'NOT_AN_AMOUNT'
    | 'WAITS_FOR_ITSELF'
    | 'TOO_MANY_STARTED'
    | 'NEVER_OPEN'
    | 'NO_ROOM'
  readonly subject: string
  readonly sentence: string
}

/** What is wrong with a workload, if anything; bad input is refused and nothing is planned. */
export function objectionTo(workload: Workload): Refusal | undefined {
  for (const look of [names, times, capacities, circles, closed]) for (const refusal of look(workload)) return refusal
  return undefined
}

const refusal = (code: Refusal['code'], subject: string, sentence: string): Refusal => ({ code, subject, sentence })

function* names({ workCentres, orders, operations }: Workload): Generator<Refusal> {
  const [centres, known, steps] = [workCentres, orders, operations].map((all) => new Set(all.map(({ id }) => id)))
  for (const all of [workCentres, orders, operations])
    for (const [nth, { id }] of all.entries())
      if (all.findIndex((one) => one.id === id) < nth)
        yield refusal('NAMED_TWICE', id, `${id} is named twice; give each a name of its own.`)
  for (const { id, order, after, choices, planned, started } of operations) {
    if (choices.length === 0) yield refusal('NO_WORK_CENTRE', id, `No work centre can do operation ${id}; name one.`)
    const chosen = choices.map(({ workCentre }) => workCentre)
    const places = [planned, started].flatMap((place) => place?.workCentre ?? [])
    const unknown =
      [...chosen, ...places].find((one) => !centres!.has(one)) ??
      after.find((one) => !steps!.has(one)) ??
      (known!.has(order) ? undefined : order)
    if (unknown !== undefined)
      yield refusal('UNKNOWN_NAME', id, `Operation ${id} names ${unknown}, which is not there; add it or name another.`)
    const elsewhere = places.find((place) => !chosen.includes(place))
    if (elsewhere !== undefined)
      yield refusal(
        'NO_WORK_CENTRE',
        id,
        `Operation ${id} stands at ${elsewhere}, which is not among those that can do it; add it with its minutes.`,
      )
  }
}

function* times({ now, frozenUntil, workCentres, orders, operations, prices }: Workload): Generator<Refusal> {
  const isTime = (minute: number | undefined) => minute === undefined || Number.isSafeInteger(minute)
  if (!isTime(now) || !isTime(frozenUntil))
    yield refusal('NOT_A_TIME', 'now', 'Now and the frozen horizon are whole minutes.')
  for (const { id, open, overtime = [], leaves } of workCentres)
    for (const { begins, ends } of [...open, ...overtime, ...leaves])
      if (!isTime(begins) || !isTime(ends) || ends <= begins)
        yield refusal(
          'NOT_A_SPAN',
          id,
          `Work centre ${id} has a time from ${begins} to ${ends}; it must end after it begins.`,
        )
  for (const { id, release, promised, value, priority } of orders) {
    if (!isTime(release) || !isTime(promised))
      yield refusal('NOT_A_TIME', id, `Order ${id} has a date that is no whole minute.`)
    if (!(value >= 0 && value < Infinity && priority >= 0 && priority < Infinity))
      yield refusal(
        'NOT_AN_AMOUNT',
        id,
        `Order ${id} has a value or a priority below 0; name what a day of delay is worth.`,
      )
  }
  if (!(prices.change >= 0 && prices.overtimeMinute >= 0))
    yield refusal('NOT_AN_AMOUNT', 'prices', 'A price is below 0; name what a change and a minute of overtime cost.')
  for (const { id, choices, setup, materialAt, planned, started } of operations) {
    const minutes = [...choices.map((one) => one.minutes), setup?.minutes ?? 0, started?.left ?? 0]
    if (minutes.some((one) => !Number.isSafeInteger(one) || one < 0) || choices.some((one) => one.minutes === 0))
      yield refusal(
        'NOT_A_TIME',
        id,
        `Operation ${id} takes ${minutes.join(', ')} minutes; each must be a whole number from 1, of setup and what is left from 0.`,
      )
    if (!isTime(materialAt) || !isTime(planned?.begins))
      yield refusal('NOT_A_TIME', id, `Operation ${id} has a date that is no whole minute.`)
  }
}

function* capacities({ workCentres, operations }: Workload): Generator<Refusal> {
  for (const { id, capacity } of workCentres) {
    if (!Number.isSafeInteger(capacity) || capacity < 1 || capacity > 1000)
      yield refusal(
        'NOT_A_CAPACITY',
        id,
        `Work centre ${id} does ${capacity} operations at once; it must be a whole number from 1 to 1000.`,
      )
    const started = operations.filter((one) => one.started?.workCentre === id).length
    if (started > capacity)
      yield refusal(
        'TOO_MANY_STARTED',
        id,
        `${started} operations are under way at ${id}, which does ${capacity} at once; end those that are over.`,
      )
  }
}

function* circles(workload: Workload): Generator<Refusal> {
  const { jobs } = indexed(workload)
  const sequence = new Set(inOrder(jobs, ({ nth }) => nth))
  for (const { nth, operation } of jobs)
    if (!sequence.has(nth))
      yield refusal(
        'WAITS_FOR_ITSELF',
        operation.id,
        `Operation ${operation.id} waits for itself, over others or at once; take one of them out of the circle.`,
      )
}

function* closed(workload: Workload): Generator<Refusal> {
  const { centres, jobs } = indexed(workload)
  const ahead: Span = { begins: workload.now, ends: Infinity }
  for (const { operation, choices } of jobs)
    if (choices.every(({ centre, minutes }) => minutesIn(centres[centre]!.extended, ahead) < minutes))
      yield refusal(
        'NEVER_OPEN',
        operation.id,
        `No work centre that can do operation ${operation.id} is open for as long as it takes; lengthen a calendar or name another.`,
      )
}
