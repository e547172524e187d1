import type { CloudEvent } from '#model/message'
import { add, type Quantity, quantity, subtract } from '#model/quantity'

interface Said {
  readonly order: string
  readonly item?: string
  readonly operation?: string
  readonly quantity?: Quantity
  readonly good?: Quantity
  readonly reverses?: string
  readonly rework?: string
  readonly of?: 'person' | 'machine'
  readonly minutes?: string
}

/**
 * What a hub would book from the events it has: received by order, issued by order and item, good by order and operation,
 * and the time of people there.
 */
export function fold(events: Iterable<CloudEvent>): { readonly [what: string]: Quantity } {
  const all = [...events]
  const byId = new Map(all.map((event) => [event.id, event]))
  const sums: Record<string, Quantity> = {}
  const put = (what: string, amount: Quantity, sign: 1 | -1) => {
    sums[what] = (sign === 1 ? add : subtract)(sums[what] ?? quantity(0, amount.uom), amount)
  }
  for (const event of all) {
    const said = event.data as Said
    const original = said.reverses === undefined ? undefined : byId.get(said.reverses)
    const { type } = original ?? event
    const body = (original ?? event).data as Said
    const sign = original ? -1 : 1
    if (type.includes('.output.')) put(`${body.order} received`, body.quantity!, sign)
    if (type.includes('.byproduct.')) put(`${body.order} beside ${body.item}`, body.quantity!, sign)
    if (type.includes('.material.')) put(`${body.order} issued ${body.item}`, body.quantity!, sign)
    if (type.includes('.operation.completed.')) put(`${body.order} good ${body.operation}`, body.good!, sign)
    if (type.includes('.rework.completed.')) {
      const opened = byId.get(body.rework!)!.data as Said
      put(`${body.order} good ${opened.operation}`, body.good!, sign)
    }
    if (type.includes('.labor.'))
      put(`${body.order} ${body.of} ${body.operation}`, quantity(body.minutes!, 'MIN'), sign)
    if (type.includes('.scrap.') && body.operation) put(`${body.order} good ${body.operation}`, body.quantity!, -1)
  }
  return sums
}
