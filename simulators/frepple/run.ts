import type { Records } from './records.ts'

export interface Closing {
  readonly calendar: string
  readonly startdate: string
  readonly enddate: string
}

interface Span {
  readonly from: number
  readonly until: number
}

/** Its dates have no zone: they are compared as if they were those of Greenwich. */
const at = (stamp: string): number => Date.parse(`${stamp}Z`)
const stampOf = (moment: number): string => new Date(moment).toISOString().slice(0, 19)

/**
 * Plans what is approved anew: one after another as their demands are urgent and due, each as soon as what it waits for is
 * over, on whichever of its resources is done with it first. What is confirmed stays where it is.
 */
export function planned(records: Records, closings: readonly Closing[], now: string): void {
  const orders = records.all('manufacturingorder')
  const operations = new Map(records.all('operation').map((one) => [one.name, one]))
  const demands = new Map(records.all('demand').map((one) => [one.name, one]))
  const calendars = new Map(records.all('resource').map(({ name, available }) => [name, available]))
  const waits = Map.groupBy(records.all('operationdependency'), ({ operation }) => operation)
  const choices = Map.groupBy(records.all('operationresource'), ({ operation }) => operation)
  const over = new Map<string, number>()
  const taken = new Map<string, Span[]>()
  const take = (resource: string, span: Span) => taken.set(resource, [...(taken.get(resource) ?? []), span])

  const closed = (resource: string): readonly Span[] =>
    closings
      .filter(({ calendar }) => calendar === calendars.get(resource))
      .map(({ startdate, enddate }) => ({ from: at(startdate), until: at(enddate) }))

  function soonest(resource: string, from: number, lasts: number): Span {
    const busy = [...closed(resource), ...(taken.get(resource) ?? [])].toSorted((one, other) => one.from - other.from)
    let begins = from
    for (const span of busy) if (span.from < begins + lasts && span.until > begins) begins = span.until
    return { from: begins, until: begins + lasts }
  }

  for (const { status, operation, startdate, enddate, resources } of orders) {
    if (status !== 'confirmed') continue
    over.set(operation, at(enddate))
    take(resources[0]!.resource, { from: at(startdate), until: at(enddate) })
  }

  let open = orders
    .filter(({ status }) => status === 'approved')
    .toSorted((one, other) => {
      const [first, second] = [demands.get(one.demand)!, demands.get(other.demand)!]
      return (
        first.priority - second.priority || at(first.due) - at(second.due) || at(one.startdate) - at(other.startdate)
      )
    })
  while (open.length > 0) {
    const mine = new Set(open.map(({ operation }) => operation))
    const next = open.find(
      ({ operation }) => !(waits.get(operation) ?? []).some(({ blockedby }) => mine.has(blockedby)),
    )
    if (!next) throw new Error('some wait for each other')
    open = open.filter((one) => one !== next)
    const before = (waits.get(next.operation) ?? []).map(({ blockedby }) => over.get(blockedby) ?? 0)
    const lasts = Number(operations.get(next.operation)!.duration) * 1000
    const [best] = (choices.get(next.operation) ?? [])
      .toSorted((one, other) => one.priority - other.priority)
      .map(({ resource }) => ({ resource, span: soonest(resource, Math.max(at(now), ...before), lasts) }))
      .toSorted((one, other) => one.span.until - other.span.until)
    if (!best) throw new Error(`nothing can do ${next.operation}`)
    over.set(next.operation, best.span.until)
    take(best.resource, best.span)
    const dates = { startdate: stampOf(best.span.from), enddate: stampOf(best.span.until) }
    records.keep('manufacturingorder', [
      { reference: next.reference, ...dates, resources: [{ resource: best.resource, quantity: '1' }] },
    ])
  }
}
