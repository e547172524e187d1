import { z } from 'zod'
import type { Asset, Books, Part, PartUse, Row, Table, Work, WorkOrder, WorkRequest } from './books.ts'

const id = z.int().positive()

/** What people do in a CMMS, as one can have it done from outside. */
export const Deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('addAsset'), name: z.string(), code: z.string() }),
  z.strictObject({
    do: z.literal('addPart'),
    name: z.string(),
    number: z.string(),
    stock: z.number().default(10),
    price: z.number().default(0),
  }),
  z.strictObject({ do: z.literal('renumber'), part: id, number: z.string() }),
  z.strictObject({ do: z.literal('count'), part: id, stock: z.number(), price: z.number().optional() }),
  z.strictObject({
    do: z.literal('create'),
    title: z.string(),
    kind: z.enum(['breakdown', 'repair', 'preventive', 'inspection']).default('repair'),
    asset: id.optional(),
    inHours: z.number().optional().describe('Planned to begin in so many hours'),
    hours: z.number().optional(),
  }),
  z.strictObject({
    do: z.literal('plan'),
    order: id,
    inHours: z.number().default(1),
    begins: z.iso.datetime().optional().describe('In place of how many hours from now'),
    hours: z.number().default(1),
  }),
  z.strictObject({ do: z.enum(['start', 'hold', 'cancel', 'reopen', 'archive', 'delete', 'touch']), order: id }),
  z.strictObject({
    do: z.literal('complete'),
    order: id,
    failureMode: z.string().optional(),
    failureCause: z.string().optional(),
  }),
  z.strictObject({ do: z.literal('code'), order: id, failureMode: z.string(), failureCause: z.string().optional() }),
  z.strictObject({ do: z.literal('use'), order: id, part: id, quantity: z.number() }),
  z.strictObject({
    do: z.literal('work'),
    order: id,
    person: id,
    minutes: z.number(),
    entry: id.optional().describe('Corrects what was written down before'),
  }),
  z.strictObject({ do: z.literal('strike'), entry: id }),
  z.strictObject({ do: z.literal('addMeter'), name: z.string(), unit: z.string(), asset: id }),
  z.strictObject({ do: z.literal('read'), meter: id, value: z.number() }),
  z.strictObject({ do: z.literal('ask'), title: z.string(), asset: id.optional() }),
  z.strictObject({ do: z.literal('approve'), request: id }),
  z.strictObject({ do: z.literal('decline'), request: id, reason: z.string() }),
  z.strictObject({ do: z.enum(['break', 'repair']), asset: id }),
])
export type Deed = z.infer<typeof Deed>

/** What has changed by a deed: of what webhooks tell. */
export type Change =
  | { readonly of: 'order'; readonly id: number; readonly before?: WorkOrder; readonly after?: WorkOrder }
  | { readonly of: 'request'; readonly id: number; readonly before?: WorkRequest; readonly after: WorkRequest }
  | { readonly of: 'asset'; readonly id: number; readonly before?: Asset; readonly after: Asset }
  | { readonly of: 'use'; readonly id: number; readonly before?: PartUse; readonly after: PartUse }
  | { readonly of: 'part'; readonly id: number; readonly before: Part; readonly after: Part }

export interface Done {
  readonly id: number
  readonly changes: readonly Change[]
}

/** A deed that cannot be done, as a sentence. */
export class Impossible extends Error {
  override readonly name = 'Impossible'
}

const HOUR = 3_600_000

/** In what vendors differ. */
export interface Habits {
  /** Whether what is used or worked on an order writes the order as well. */
  readonly touchesOrder: boolean
  /** Whether parts leave stock when they are put on an order, or when its work is done. */
  readonly partsLeave: 'at once' | 'with the work'
}

interface Moment {
  /** By the clock of the CMMS. */
  readonly stamp: number
  /** When others see what is written now. */
  readonly from: number
}

/** Does what people do, in one transaction. */
export function doIt(books: Books, deed: Deed, at: Moment, { touchesOrder, partsLeave }: Habits): Done {
  const write = <Value>(table: Table<Value>, row: number, value: Value | undefined) =>
    table.write(row, value, at.stamp, at.from)
  const begin = <Value>(table: Table<Value>, value: Value): number => {
    const number = books.next()
    write(table, number, value)
    return number
  }
  const there = <Value>(table: Table<Value>, row: number, what: string): Row<Value> => {
    const found = table.newest(row)
    if (!found) throw new Impossible(`There is no ${what} ${row}.`)
    return found
  }
  const order = (number: number, change: (was: WorkOrder) => WorkOrder): Done => {
    const { value: before } = there(books.orders, number, 'work order')
    const after = change(before)
    write(books.orders, number, after)
    return { id: number, changes: [{ of: 'order', id: number, before, after }] }
  }
  const asset = (number: number, isDown: boolean): Done => {
    const { value: before } = there(books.assets, number, 'asset')
    const after = { ...before, isDown }
    write(books.assets, number, after)
    return { id: number, changes: [{ of: 'asset', id: number, before, after }] }
  }
  const part = (number: number, change: (was: Part) => Part): Done => {
    const { value: before } = there(books.parts, number, 'part')
    const after = change(before)
    write(books.parts, number, after)
    return { id: number, changes: [{ of: 'part', id: number, before, after }] }
  }
  const leaves = (number: number, quantity: number): Done =>
    part(number, (was) => ({ ...was, stock: was.stock - quantity }))
  /** What stands on an order leaves stock with its work, or is back where the work begins anew. */
  const withWork = (number: number, sign: 1 | -1): readonly Change[] =>
    partsLeave === 'at once'
      ? []
      : books.uses
          .all(Infinity)
          .filter(({ value }) => value.order === number)
          .flatMap(({ value }) => leaves(value.part, sign * value.quantity).changes)
  const create = (after: WorkOrder): Done => {
    const number = begin(books.orders, after)
    return { id: number, changes: [{ of: 'order', id: number, after }] }
  }

  switch (deed.do) {
    case 'addAsset':
      return { id: begin(books.assets, { name: deed.name, code: deed.code, isDown: false }), changes: [] }
    case 'addPart': {
      const { name, number, stock, price } = deed
      return { id: begin(books.parts, { name, number, stock, price }), changes: [] }
    }
    case 'renumber':
      return part(deed.part, (was) => ({ ...was, number: deed.number }))
    case 'count':
      return part(deed.part, (was) => ({ ...was, stock: deed.stock, price: deed.price ?? was.price }))
    case 'create': {
      const { title, kind, asset: on, inHours, hours } = deed
      return create({
        title,
        kind,
        status: 'open',
        isArchived: false,
        ...(on === undefined ? {} : { asset: on }),
        ...(inHours === undefined ? {} : { plannedStart: at.stamp + inHours * HOUR }),
        ...(hours === undefined ? {} : { plannedHours: hours }),
      })
    }
    case 'plan':
      return order(deed.order, (was) => ({
        ...was,
        plannedStart: deed.begins === undefined ? at.stamp + deed.inHours * HOUR : Date.parse(deed.begins),
        plannedHours: deed.hours,
      }))
    case 'start':
      return order(deed.order, (was) => ({ ...was, status: 'started' }))
    case 'hold':
      return order(deed.order, (was) => ({ ...was, status: 'held' }))
    case 'complete': {
      const done = order(deed.order, (was) => ({ ...was, status: 'done', completedAt: at.stamp, ...codes(deed) }))
      return { ...done, changes: [...done.changes, ...withWork(deed.order, 1)] }
    }
    case 'code':
      return order(deed.order, (was) => ({ ...was, ...codes(deed) }))
    case 'cancel':
      return order(deed.order, (was) => ({ ...was, status: 'cancelled' }))
    case 'reopen': {
      const wasDone = books.orders.newest(deed.order)?.value.status === 'done'
      const open = order(deed.order, ({ completedAt: _over, ...was }) => ({
        ...{ ...was, status: 'open', isArchived: false },
      }))
      return { ...open, changes: [...open.changes, ...(wasDone ? withWork(deed.order, -1) : [])] }
    }
    case 'archive':
      return order(deed.order, (was) => ({ ...was, isArchived: true }))
    case 'touch':
      return order(deed.order, (was) => was)
    case 'delete': {
      const { value: before } = there(books.orders, deed.order, 'work order')
      write(books.orders, deed.order, undefined)
      return { id: deed.order, changes: [{ of: 'order', id: deed.order, before }] }
    }
    case 'use': {
      const { value: on } = there(books.orders, deed.order, 'work order')
      there(books.parts, deed.part, 'part')
      const known = books.uses.all(Infinity).find(({ value }) => value.order === deed.order && value.part === deed.part)
      const after = { order: deed.order, part: deed.part, quantity: (known?.value.quantity ?? 0) + deed.quantity }
      const number = known?.id ?? books.next()
      write(books.uses, number, after)
      if (partsLeave === 'at once' || on.status === 'done') leaves(deed.part, deed.quantity)
      if (touchesOrder) write(books.orders, deed.order, on)
      return { id: number, changes: [{ of: 'use', id: number, ...(known ? { before: known.value } : {}), after }] }
    }
    case 'work': {
      const { value: on } = there(books.orders, deed.order, 'work order')
      const began = books.work.newest(deed.entry ?? 0)?.value.began ?? at.stamp
      const work: Work = { order: deed.order, person: deed.person, minutes: deed.minutes, began }
      const number = deed.entry ?? books.next()
      write(books.work, number, work)
      if (touchesOrder) write(books.orders, deed.order, on)
      return { id: number, changes: [] }
    }
    case 'strike': {
      const { value } = there(books.work, deed.entry, 'work')
      write(books.work, deed.entry, undefined)
      if (touchesOrder) write(books.orders, value.order, there(books.orders, value.order, 'work order').value)
      return { id: deed.entry, changes: [] }
    }
    case 'addMeter': {
      const { name, unit, asset: on } = deed
      return { id: begin(books.meters, { name, unit, asset: on }), changes: [] }
    }
    case 'read':
      there(books.meters, deed.meter, 'meter')
      return { id: begin(books.readings, { meter: deed.meter, value: deed.value }), changes: [] }
    case 'ask': {
      const after: WorkRequest = {
        title: deed.title,
        status: 'pending',
        ...(deed.asset === undefined ? {} : { asset: deed.asset }),
      }
      const number = begin(books.requests, after)
      return { id: number, changes: [{ of: 'request', id: number, after }] }
    }
    case 'approve': {
      const { value: before } = there(books.requests, deed.request, 'request')
      if (before.status === 'approved') throw new Impossible(`Request ${deed.request} is approved already.`)
      const { title, asset: on } = before
      const asked = { title, kind: 'repair', status: 'open', isArchived: false, request: deed.request } as const
      const made = create({ ...asked, ...(on === undefined ? {} : { asset: on }) })
      const after: WorkRequest = { ...before, status: 'approved', order: made.id }
      write(books.requests, deed.request, after)
      return { id: made.id, changes: [...made.changes, { of: 'request', id: deed.request, before, after }] }
    }
    case 'decline': {
      const { value: before } = there(books.requests, deed.request, 'request')
      const after: WorkRequest = { ...before, status: 'declined', reason: deed.reason }
      write(books.requests, deed.request, after)
      return { id: deed.request, changes: [{ of: 'request', id: deed.request, before, after }] }
    }
    case 'break':
      return asset(deed.asset, true)
    case 'repair':
      return asset(deed.asset, false)
  }
}

const codes = ({
  failureMode,
  failureCause,
}: {
  failureMode?: string | undefined
  failureCause?: string | undefined
}) => ({
  ...(failureMode === undefined ? {} : { failureMode }),
  ...(failureCause === undefined ? {} : { failureCause }),
})
