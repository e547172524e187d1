import {
  RememberedEffect,
  type RememberedKeys,
  type RememberedPage,
  type RememberedPeriod,
  type RememberedWish,
} from '#model/remembered'
import { later, seconds } from '#kernel/time'
import type { CallOptions } from './client.ts'
import type { OdooMapping } from './mapping.ts'
import { understood } from './failures.ts'
import { Booked, receiptFrom } from './receipt.ts'

/** What Odoo keeps of an effect, in its own words. */
export interface Trace {
  /** Grows with each that is kept. */
  readonly id: number
  readonly key: string
  readonly operation: string
  readonly order: number
  /** Source and id of the event that wanted it. */
  readonly message: string
  readonly occurred: string
  readonly booked: string
}

export interface Stamped {
  readonly since: string
  readonly until: string
  readonly after: number
  readonly atMost: number
}

/** Where Odoo remembers what the hub has booked: rows of its own with procedures, the notebook in plain mode. */
export interface Memory {
  /** Whole ones only: what was begun and is not done is not booked. */
  of(
    asked: readonly { readonly order: number; readonly key: string }[],
    call: CallOptions,
  ): Promise<readonly (Trace & { readonly result: () => unknown })[]>
  /** All that were kept in a time, also begun ones, upwards from a number. */
  between(period: Stamped, call: CallOptions): Promise<readonly Trace[]>
}

/** What the hub asks of the memory, in its own words. */
export function recalled(
  memory: Memory,
  mapping: OdooMapping,
  operation: 'remembered' | 'rememberedIn',
  args: readonly unknown[],
  call: CallOptions,
): Promise<readonly unknown[]> {
  return operation === 'remembered'
    ? byKey(memory, mapping, args as readonly RememberedWish[], call)
    : Promise.all(args.map((period) => page(memory, mapping, period as RememberedPeriod, call)))
}

async function byKey(
  memory: Memory,
  mapping: OdooMapping,
  wishes: readonly RememberedWish[],
  call: CallOptions,
): Promise<readonly RememberedKeys[]> {
  const asked = wishes.flat().flatMap(({ order, effectKey }) => {
    const record = mapping.recordIfAny(order)
    return record === undefined ? [] : { order: record, key: effectKey }
  })
  const traces = asked.length === 0 ? [] : await memory.of(asked, call)
  const told = new Map(
    traces.map(({ result, ...trace }) => {
      const told = () => ({
        ...rememberedFrom(mapping, trace),
        receipt: receiptFrom(mapping, true, Booked.parse(result())),
      })
      return [trace.key, understood(told)]
    }),
  )
  return wishes.map((wish) => wish.flatMap(({ effectKey }) => told.get(effectKey) ?? []))
}

async function page(
  memory: Memory,
  mapping: OdooMapping,
  { since, until, after, atMost }: RememberedPeriod,
  call: CallOptions,
): Promise<RememberedPage> {
  // Odoo means the whole second: rather some that lie beside the time than one of it too few.
  const moments = { since: mapping.stampFor(since), until: mapping.stampFor(later(until, seconds(1))) }
  const traces = await memory.between({ ...moments, after, atMost }, call)
  const effects = traces.map((trace) => understood(() => rememberedFrom(mapping, trace)))
  const last = traces.at(-1)
  return { effects, ...(last && traces.length === atMost ? { next: last.id } : {}) }
}

function rememberedFrom(
  mapping: OdooMapping,
  { key, operation, order, message, occurred, booked }: Trace,
): RememberedEffect {
  // An event's source has no space in it; its id may have.
  const [source = ''] = message.split(' ', 1)
  return RememberedEffect.parse({
    effectKey: key,
    operation,
    order: mapping.idOf(order),
    event: { source, id: message.slice(source.length + 1) },
    occurredAt: mapping.instantFrom(occurred),
    bookedAt: mapping.instantFrom(booked),
  })
}
