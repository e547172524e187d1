import type { FloorOperation, FloorOrder } from '#api'
import { amountText } from '../../../words/units.ts'
import { anEvent, type FloorEvent, type Reporter } from './event.ts'

interface Amount {
  readonly value: string
  readonly uom: string
}

/** What one press of a button reports: one event, or several that belong together, with a word for people. */
export interface Press {
  readonly title: string
  readonly events: readonly FloorEvent[]
}

export interface Job {
  readonly order: FloorOrder
  readonly operation: FloorOperation
}

const place = ({ order, operation }: Job, by: Reporter) => ({
  order: order.order,
  operation: operation.operation,
  ...(by.badge ? { operator: by.badge } : {}),
})

const where = ({ order, operation }: Job): string => `${operation.name}, ${order.label}`

export const start = (job: Job, by: Reporter): Press => ({
  title: `Start · ${where(job)}`,
  events: [anEvent('operation.started', place(job, by), by)],
})

export const pause = (job: Job, reason: string, by: Reporter): Press => ({
  title: `Pause: ${reason} · ${where(job)}`,
  events: [anEvent('operation.paused', { ...place(job, by), reason }, by)],
})

export const resume = (job: Job, by: Reporter): Press => ({
  title: `Go on · ${where(job)}`,
  events: [anEvent('operation.resumed', place(job, by), by)],
})

export interface Completion {
  readonly good: Amount
  readonly final: boolean
  /** Good pieces that go into stock with it, and by which numbers. */
  readonly stock?: { readonly lot?: string | undefined; readonly serials?: readonly string[] | undefined } | undefined
}

/** Work that is done; at the last operation the goods go into stock with the same press. */
export function complete(job: Job, { good, final, stock }: Completion, by: Reporter): Press {
  const { order } = job
  const done = anEvent('operation.completed', { ...place(job, by), good, final }, by)
  const title = `Complete ${amountText(good)} · ${where(job)}`
  if (!stock || !/[1-9]/.test(good.value)) return { title, events: [done] }
  const { lot, serials } = stock
  const numbers = { ...(lot ? { lot } : {}), ...(serials && serials.length > 0 ? { serials } : {}) }
  return { title, events: [done, anEvent('output.received', { order: order.order, quantity: good, ...numbers }, by)] }
}

export interface Taken {
  readonly item: string
  readonly quantity: Amount
  readonly lot?: string | undefined
}

export const issue = ({ order, operation }: Job, { item, quantity, lot }: Taken, by: Reporter): Press => ({
  title: `Issue ${amountText(quantity)} of ${item} · ${order.label}`,
  events: [
    anEvent(
      'material.issued',
      { order: order.order, item, quantity, operation: operation.operation, ...(lot ? { lot } : {}) },
      by,
    ),
  ],
})

export interface Bad {
  readonly quantity: Amount
  /** A component; the product of the order where absent. */
  readonly item?: string | undefined
  readonly lot?: string | undefined
  readonly reason: string
}

export const scrap = ({ order, operation }: Job, { quantity, item, lot, reason }: Bad, by: Reporter): Press => ({
  title: `Scrap ${amountText(quantity)}${item ? ` of ${item}` : ''}: ${reason} · ${order.label}`,
  events: [
    anEvent(
      'scrap.recorded',
      {
        order: order.order,
        quantity,
        operation: operation.operation,
        reason,
        ...(item ? { item } : {}),
        ...(lot ? { lot } : {}),
      },
      by,
    ),
  ],
})

/** By which event each is taken back; what is not here cannot be. */
export const takenBackBy: Readonly<Record<string, string>> = {
  'operation.started': 'operation.start-voided',
  'operation.completed': 'operation.completion-reversed',
  'output.received': 'output.reversed',
  'material.issued': 'material.returned',
  'scrap.recorded': 'scrap.reversed',
}

export const nameOf = ({ type }: Pick<FloorEvent, 'type'>): string =>
  /^mfg\.production\.(.+)\.v1$/.exec(type)?.[1] ?? type

export const mayTakeBack = (events: readonly FloorEvent[]): boolean =>
  events.every((event) => takenBackBy[nameOf(event)] !== undefined)

/** Takes a press back, its last event first: goods leave stock before the work that made them is undone. */
export const undo = ({ title, events }: Press, by: Reporter): Press => ({
  title: `Taken back: ${title}`,
  events: events
    .toReversed()
    .map((event) =>
      anEvent(
        takenBackBy[nameOf(event)]!,
        { order: event.data['order'], reverses: event.id, reason: 'Taken back at the work centre' },
        by,
      ),
    ),
})
