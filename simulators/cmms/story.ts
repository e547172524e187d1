import { z } from 'zod'
import type { Asset, Books, Part, PartUse, Row, Table, WorkOrder, WorkRequest } from './books.ts'

const id = z.int().positive()

/** What people do in a CMMS, as one can have it done from outside. */
export const Deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('addAsset'), name: z.string(), code: z.string() }),
  z.strictObject({ do: z.literal('addPart'), name: z.string(), number: z.string(), stock: z.number().default(10) }),
  z.strictObject({ do: z.literal('renumber'), part: id, number: z.string() }),
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

export interface Done {
  readonly id: number
  readonly changes: readonly Change[]
}

/** A deed that cannot be done, as a sentence. */
export class Impossible extends Error {
  override readonly name = 'Impossible'
}

const HOUR = 3_600_000

interface Moment {
  /** By the clock of the CMMS. */
  readonly stamp: number
  /** When others see what is written now. */
  readonly from: number
}

/** Does what people do, in one transaction. Whether a use of parts touches its order is a habit of each vendor. */
export function doIt(books: Books, deed: Deed, at: Moment, touchesOrder: boolean): Done {
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
  const create = (after: WorkOrder): Done => {
    const number = begin(books.orders, after)
    return { id: number, changes: [{ of: 'order', id: number, after }] }
  }

  switch (deed.do) {
    case 'addAsset':
      return { id: begin(books.assets, { name: deed.name, code: deed.code, isDown: false }), changes: [] }
    case 'addPart': {
      const part: Part = { name: deed.name, number: deed.number, stock: deed.stock }
      return { id: begin(books.parts, part), changes: [] }
    }
    case 'renumber': {
      const { value } = there(books.parts, deed.part, 'part')
      write(books.parts, deed.part, { ...value, number: deed.number })
      return { id: deed.part, changes: [] }
    }
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
    case 'complete':
      return order(deed.order, (was) => ({ ...was, status: 'done', completedAt: at.stamp, ...codes(deed) }))
    case 'code':
      return order(deed.order, (was) => ({ ...was, ...codes(deed) }))
    case 'cancel':
      return order(deed.order, (was) => ({ ...was, status: 'cancelled' }))
    case 'reopen':
      return order(deed.order, ({ completedAt: _over, ...was }) => ({ ...was, status: 'open', isArchived: false }))
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
      if (touchesOrder) write(books.orders, deed.order, on)
      return { id: number, changes: [{ of: 'use', id: number, ...(known ? { before: known.value } : {}), after }] }
    }
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
