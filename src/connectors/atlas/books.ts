import { z } from 'zod'
import { epochMilliseconds, instant, type Instant } from '#kernel/time'
import type {
  MaintenanceBookName,
  MaintenanceBooks,
  MaintenanceLook,
  MaintenancePage,
  MaintenanceRecord,
} from '#model/ports/maintenance-books'
import { Moment, numberOf, paceOf, readEach, unreadFor } from '../cmms.ts'
import { understood } from '../question.ts'
import type { AtlasClient } from './client.ts'
import { atlasHooks } from './hook.ts'
import { assetFrom, orderFrom, requestFrom } from './mapping.ts'
import { meterFrom } from './meters.ts'
import { labourFrom, partsFrom, stockFrom } from './parts.ts'
import type { AtlasSettings } from './settings.ts'

const PAGE = 100
/** More than this Spring gives in no page. */
const LARGEST = 1600

/** Spring's page, as far as it is needed. */
const Page = z.object({ content: z.array(z.unknown()), last: z.boolean() })
const Stamped = z.object({ updatedAt: Moment })

/** Where the next page begins: from this moment on; larger, where more than a page was written in one moment. */
const After = z.object({ since: z.string(), size: z.int().positive(), page: z.int().min(0) })

const paths: Record<MaintenanceBookName, string> = {
  ...{ orders: '/work-orders', requests: '/requests', assets: '/assets', parts: '/parts', meters: '/meters' },
}

const reads = { requests: requestFrom, assets: assetFrom, parts: stockFrom } as const

/**
 * Its pages are numbered, and rows move between them while they are read. So the next page is asked for by the moment where
 * the last one ended, not by its number: what moves then moves to where it is yet to be read.
 */
export function atlasBooks(client: AtlasClient, settings: AtlasSettings): MaintenanceBooks {
  /** What stands beside an order: the parts it has used and the work on it. A part is asked for once in a page. */
  function goodsIn(signal: AbortSignal) {
    const parts = new Map<string, Promise<unknown>>()
    const partOf = (id: string) => {
      const asked = parts.get(id) ?? client.get(`${paths.parts}/${id}`, signal)
      parts.set(id, asked)
      return asked
    }
    return async (record: string) => ({
      parts: await partsFrom(await client.get(`/part-quantities/work-order/${record}`, signal), partOf, settings),
      labour: labourFrom(await client.get(`/labors/work-order/${record}`, signal), settings),
    })
  }

  const meterOf = (row: unknown, signal: AbortSignal) =>
    meterFrom(row, (id) => client.get(`/readings/meter/${id}`, signal), settings)

  async function rowsAfter(book: MaintenanceBookName, look: MaintenanceLook, signal: AbortSignal) {
    const beginning = { since: look.since ?? instant(0), size: PAGE, page: 0 }
    const { since, size, page } = look.after === undefined ? beginning : After.parse(look.after)
    const from = { field: 'updatedAt', operation: 'ge', value: since }
    const answer = await client.post(
      `${paths[book]}/search`,
      {
        filterFields: [{ ...from, values: [], alternatives: [], joinType: null, enumName: null }],
        ...{ direction: 'ASC', sortField: 'updatedAt', pageNum: page, pageSize: size },
      },
      signal,
    )
    const { content, last } = understood(Page, answer)
    const ended = content.length > 0 ? Stamped.safeParse(content.at(-1)).data?.updatedAt : undefined
    const next = last ? undefined : afterPage({ since, size, page }, ended)
    return { content, next }
  }

  return {
    system: settings.system,
    plants: settings.plants,
    books: [
      ...(['orders', 'requests', 'assets'] as const),
      ...(settings.counts === 'compared' ? (['parts'] as const) : []),
      ...(settings.meters === 'told' ? (['meters'] as const) : []),
    ],
    pace: paceOf(settings),
    partsAside: true,
    // A reading writes nothing on its meter that could be asked for.
    onlyWhole: ['meters'],

    async page(book, look, signal): Promise<MaintenancePage> {
      const { content, next } = await rowsAfter(book, look, signal)
      const goesOn = next ? { next } : {}
      if (book === 'meters') return { ...(await readAside(content, (row) => meterOf(row, signal))), ...goesOn }
      if (book !== 'orders') return { ...readEach(content, (row) => reads[book](row, settings)), ...goesOn }
      const goodsOf = goodsIn(signal)
      const whole = async (row: unknown) => {
        const one = orderFrom(row, { parts: [] }, settings)
        return { ...one, ...(await goodsOf(one.record)) }
      }
      return { ...(await readAside(content, whole)), ...goesOn }
    },

    async read(book, record, signal) {
      const row = await client.get(`${paths[book]}/${record}`, signal)
      if (row === undefined) return undefined
      if (book === 'meters') return meterOf(row, signal)
      return book === 'orders' ? orderFrom(row, await goodsIn(signal)(record), settings) : reads[book](row, settings)
    },

    hook: atlasHooks(settings.secrets),
  }
}

/** What stands beside a row is asked for row by row. */
async function readAside(
  rows: readonly unknown[],
  record: (row: unknown) => Promise<MaintenanceRecord>,
): Promise<Pick<MaintenancePage, 'records' | 'unread'>> {
  const records: MaintenanceRecord[] = []
  const unread: MaintenancePage['unread'][number][] = []
  for (const row of rows)
    try {
      records.push(await record(row))
    } catch (error) {
      unread.push(unreadFor(numberOf(row), error))
    }
  return { records, unread }
}

const isLater = (one: Instant, other: Instant): boolean => epochMilliseconds(one) > epochMilliseconds(other)

/** By moment where it moved on; else the same from its beginning in a larger page, and only then by number. */
function afterPage({ since, size, page }: z.infer<typeof After>, ended: Instant | undefined): z.infer<typeof After> {
  if (ended !== undefined && isLater(ended, since)) return { since: ended, size: PAGE, page: 0 }
  return size < LARGEST ? { since, size: Math.min(2 * size, LARGEST), page: 0 } : { since, size, page: page + 1 }
}
