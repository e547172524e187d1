import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { epochMilliseconds } from '#kernel/time'
import type { MaintenanceBookName, MaintenanceBooks } from '#model/ports/maintenance-books'
import { paceOf, readEach } from '../cmms.ts'
import { ask, NOT_FOUND, type Question, understood } from '../question.ts'
import { maintainXHooks } from './hook.ts'
import { orderFrom, requestFrom } from './mapping.ts'
import { meterFrom } from './meters.ts'
import { stockFrom } from './parts.ts'
import type { MaintainXSettings } from './settings.ts'

const books = {
  orders: {
    path: '/workorders',
    list: 'workOrders',
    one: 'workOrder',
    read: orderFrom,
    expand: ['asset', 'extra_fields', 'parts', 'times'],
  },
  requests: { path: '/workrequests', list: 'workRequests', one: 'workRequest', read: requestFrom, expand: [] },
  parts: { path: '/parts', list: 'parts', one: 'part', read: stockFrom, expand: ['extra_fields'] },
  meters: { path: '/meters', list: 'meters', one: 'meter', read: meterFrom, expand: ['asset', 'last_reading'] },
} as const satisfies Partial<Record<MaintenanceBookName, object>>

/** What it says of the state of an asset is in no document of it: that book stays closed. */
function bookOf(name: MaintenanceBookName): (typeof books)[keyof typeof books] {
  if (name === 'assets') throw new Refused('UNKNOWN_BOOK', 'MaintainX is not asked for assets')
  return books[name]
}

const Cursor = z.string().min(1).nullish()

/** Its pages begin after a row, so that none is passed over. It may not know the filter by time: then the rest is left out here. */
export function maintainXBooks(settings: MaintainXSettings): MaintenanceBooks {
  const { url, apiKey, organization, timeout } = settings
  const headers = { authorization: `Bearer ${apiKey}`, 'x-organization-id': organization }
  const get = (path: string, query: NonNullable<Question['query']>, signal: AbortSignal) =>
    ask(url, { method: 'GET', path, query, headers }, signal, timeout)

  return {
    system: settings.system,
    plants: settings.plants,
    books: [
      ...(['orders', 'requests'] as const),
      ...(settings.counts === 'compared' ? (['parts'] as const) : []),
      ...(settings.meters === 'told' ? (['meters'] as const) : []),
    ],
    pace: paceOf(settings),
    partsAside: false,
    // Its catalogue and its meters have no filter by time, and are too many to be read every few seconds.
    onlyWhole: ['parts', 'meters'],

    async page(book, { since, after }, signal) {
      const { path, list, read, expand } = bookOf(book)
      const cursor = Cursor.parse(after)
      const from = since === undefined ? {} : { 'updatedAt[gte]': since }
      const answer = await get(path, { limit: '100', expand, ...from, ...(cursor ? { cursor } : {}) }, signal)
      const page = understood(z.looseObject({ [list]: z.array(z.unknown()), nextCursor: Cursor }), answer)
      const { records, unread } = readEach(page[list] as readonly unknown[], (row) => read(row, settings))
      const isAsked = ({ changedAt }: { readonly changedAt: string }) =>
        since === undefined || epochMilliseconds(changedAt) >= epochMilliseconds(since)
      const next = page.nextCursor as string | null | undefined
      return { records: records.filter(isAsked), unread, ...(next ? { next } : {}) }
    },

    async read(book, record, signal) {
      const { path, one, read, expand } = bookOf(book)
      try {
        const answer = await get(`${path}/${record}`, { expand }, signal)
        return read(understood(z.looseObject({ [one]: z.unknown() }), answer)[one], settings)
      } catch (error) {
        if (error instanceof Refused && error.code === NOT_FOUND) return undefined
        throw error
      }
    },

    hook: maintainXHooks(settings.secrets),
  }
}
