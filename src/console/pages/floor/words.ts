import type { FloorOperation, FloorOrder } from '#api'
import type { Status } from '../../words/status.ts'
import { sum } from '#model/exact'
import type { Stand } from './outbox/entry.ts'
import type { Job } from './report/presses.ts'

export const standStatus: Readonly<Record<Stand, Status>> = {
  kept: { word: 'Kept on this device', tone: 'idle', shape: 'ring' },
  'on-its-way': { word: 'On its way', tone: 'busy', shape: 'arrow' },
  waits: { word: 'Waits', tone: 'warn', shape: 'half' },
  booked: { word: 'Booked in Odoo', tone: 'ok', shape: 'check' },
  noted: { word: 'Noted', tone: 'ok', shape: 'check' },
  refused: { word: 'Refused', tone: 'bad', shape: 'stop' },
  'set-aside': { word: 'Set aside', tone: 'idle', shape: 'dash' },
}

export const clockStatus = ({ clock, over }: FloorOperation): Status =>
  over
    ? { word: 'Over', tone: 'ok', shape: 'check' }
    : !clock
      ? { word: 'Not begun', tone: 'idle', shape: 'ring' }
      : clock.isRunning
        ? { word: 'Runs', tone: 'busy', shape: 'arrow' }
        : { word: clock.reason ? `Stands still: ${clock.reason}` : 'Stands still', tone: 'warn', shape: 'half' }

export const heldStatus: Status = { word: 'Held', tone: 'warn', shape: 'half' }

/** What is left of an amount, never less than nothing. */
export function left(wanted: { readonly value: string; readonly uom: string }, have: { readonly value: string }) {
  const rest = sum([wanted.value, have.value.startsWith('-') ? have.value.slice(1) : `-${have.value}`])
  return { value: rest.startsWith('-') ? '0' : rest, uom: wanted.uom }
}

/** Every operation at this device, those that are not over first, then by when they are due. */
export function jobsOf(orders: readonly FloorOrder[]): readonly Job[] {
  const jobs = orders.flatMap((order) => order.operations.map((operation) => ({ order, operation })))
  const rank = ({ operation: { over, clock } }: Job) => (over ? 2 : clock?.isRunning ? 0 : 1)
  return jobs.toSorted(
    (one, other) => rank(one) - rank(other) || (one.operation.due ?? '9').localeCompare(other.operation.due ?? '9'),
  )
}

export const stopReasons = ['Material', 'Tool', 'Machine', 'Quality', 'Set-up', 'Break'] as const
export const scrapReasons = ['Scratched', 'Size', 'Material fault', 'Set-up piece', 'Wrong part', 'Other'] as const
