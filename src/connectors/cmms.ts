import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Failure, Refused } from '#kernel/failure'
import { instant, minutes, seconds } from '#kernel/time'
import { MaintenanceDesk, type Understanding } from '#model/ports/maintenance-desk'
import { MaintainedAsset, type MaintenanceKind, maintenanceKinds } from '#model/maintenance'
import {
  type MaintenanceBooks,
  type MaintenancePage,
  type MaintenanceRecord,
  NOT_UNDERSTOOD,
} from '#model/ports/maintenance-books'
import type { PortKeeper } from '#model/ports/port'
import { Unit } from '#model/quantity'
import type { RecordRead } from '#model/record-read'
import { understood } from './question.ts'

/** What the settings of every CMMS have. */
export const cmmsSettings = {
  system: z.string().min(1).default('cmms').describe('Name of this CMMS in the sources of its events'),
  plants: z.array(z.string().min(1)).min(1).describe('Plants it plans for; an asset that is not named is in the first'),
  plantOfAsset: z.record(z.string(), z.string()).default({}).describe('The plant of each asset that is in another one'),
  assets: z
    .record(z.string(), z.string())
    .default({})
    .describe("Its own number of an asset, and ours, where the asset's code there is not the one we use"),
  secrets: z
    .array(z.string().min(1))
    .max(2)
    .default([])
    .describe('Secrets its webhooks are signed with (references); without one it is only asked, every few seconds'),
  kinds: z
    .record(z.string(), z.enum(maintenanceKinds))
    .default({})
    .describe('What its own words for kinds of work mean'),
  standsStill: z
    .array(z.enum(maintenanceKinds))
    .default(['preventive-time', 'preventive-usage', 'predictive', 'corrective-deferred', 'modification'])
    .describe('Kinds of work for which the asset stands still: planned, each is a window that production agrees to'),
  failureFields: z
    .strictObject({
      mode: z.string().default('Failure mode'),
      mechanism: z.string().default('Failure mechanism'),
      cause: z.string().default('Failure cause'),
      detection: z.string().default('Detection method'),
    })
    .prefault({})
    .describe('Names of its fields in which people say how a thing failed'),
  failureCodes: z
    .record(z.string(), z.string())
    .default({})
    .describe('Its words for failures, and the codes they stand for'),
  counts: z
    .enum(['off', 'compared'])
    .default('off')
    .describe('Whether what it has of spare parts, and at what price, is held against the ERP, which keeps them too'),
  meters: z
    .enum(['off', 'told'])
    .default('off')
    .describe('Whether readings of its meters are told, found with all there is'),
  meterUnits: z
    .record(z.string(), Unit)
    .default({})
    .describe('Its own words for what meters count, where they are none that everybody knows; others are left alone'),
  storerooms: z
    .record(z.string(), z.string())
    .default({})
    .describe('Its own names of the places where parts lie, and what the ERP calls these storerooms'),
  every: z.coerce
    .number()
    .int()
    .positive()
    .default(seconds(10))
    .describe('Milliseconds between two looks at what changed'),
  sweep: z.coerce
    .number()
    .int()
    .positive()
    .default(minutes(60))
    .describe('Milliseconds between two looks at all there is, which find what was deleted'),
  overlap: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(minutes(1))
    .describe('Milliseconds that a look reaches back: longer than the longest transaction there'),
  skew: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(seconds(2))
    .describe('Milliseconds two of its clocks may be apart'),
  timeout: z.coerce.number().int().positive().default(seconds(15)).describe('Milliseconds it may take to answer'),
} as const

const shape = z.object(cmmsSettings)
export type CmmsSettings = z.infer<typeof shape>

export const paceOf = ({ every, sweep, overlap, skew }: CmmsSettings): MaintenanceBooks['pace'] => ({
  ...{ near: every, whole: sweep, overlap, skew },
})

/** The hub's name of an asset, by what the CMMS says of it; and the plant where it stands. */
export function assetIn(
  { system, assets, plants, plantOfAsset }: CmmsSettings,
  asset: { readonly id: string; readonly code?: string | null | undefined } | null | undefined,
): { readonly asset?: string; readonly plant: string } {
  if (!asset) return { plant: plants[0]! }
  const named = assets[asset.id] ?? (asset.code?.trim() || `${system}.a${asset.id}`)
  const name = understood(MaintainedAsset, named, 'name of the asset')
  return { asset: name, plant: plantOfAsset[name] ?? plants[0]! }
}

/** What people wrote into the fields for failures, as codes. */
export function failureIn({ failureFields, failureCodes }: CmmsSettings, said: (field: string) => string | undefined) {
  const coded = Object.entries(failureFields).flatMap(([name, field]) => {
    const text = said(field)?.trim()
    return text ? [[name, (failureCodes[text] ?? text).slice(0, 128)]] : []
  })
  return coded.length > 0 ? { failure: Object.fromEntries(coded) as Record<string, string> } : {}
}

export const kindIn = ({ kinds }: CmmsSettings, word: string | undefined, usual: MaintenanceKind): MaintenanceKind =>
  (word === undefined ? undefined : kinds[word]) ?? usual

/** A moment as systems write it: with an offset, or as seconds or milliseconds since 1970. */
export const Moment = z.string().transform((text, context) => {
  const at = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text)
  if (at >= 0 && at <= 253_402_300_799_999) return instant(at)
  context.addIssue({ code: 'custom', message: 'is no moment' })
  return z.NEVER
})

/** Reads a page record by record: what is not understood is named, and hides nothing else. */
export function readEach(
  rows: readonly unknown[],
  record: (row: unknown) => MaintenanceRecord,
): Pick<MaintenancePage, 'records' | 'unread'> {
  const records: MaintenanceRecord[] = []
  const unread: MaintenancePage['unread'][number][] = []
  for (const row of rows)
    try {
      records.push(record(row))
    } catch (error) {
      unread.push(unreadFor(numberOf(row), error))
    }
  return { records, unread }
}

/** By which number a row that is not understood is spoken of. */
export function numberOf(row: unknown): string {
  const { id } = (typeof row === 'object' && row !== null ? row : {}) as { id?: unknown }
  return typeof id === 'string' ? id.slice(0, 64) : '?'
}

/** Why a record was not read; what else goes wrong is no fault of the record, and goes on. */
export function unreadFor(record: string, error: unknown): MaintenancePage['unread'][number] {
  if (error instanceof Failure && error.code === NOT_UNDERSTOOD) return { record, why: error.message }
  throw error
}

type Asked = Pick<RecordRead, 'system' | 'book' | 'record'>

/** A CMMS whose books can be asked answers for its desk, too. */
export const deskOf = (books: MaintenanceBooks): PortKeeper => ({
  port: MaintenanceDesk.portName,
  async read(operation, args, { signal }) {
    if (operation === 'understanding')
      return Promise.all((args as readonly Asked[]).map((asked) => understanding(asked).catch(asFailure)))
    if (operation !== 'order') throw new Refused('UNKNOWN_OPERATION', `The CMMS answers no ${operation}`)
    return Promise.all((args as readonly string[]).map((id) => answerTo(id).catch(asFailure)))

    async function answerTo(id: string): Promise<unknown> {
      const unknown = new Refused('UNKNOWN_MAINTENANCE_ORDER', `The CMMS has no maintenance order ${id}.`)
      const record = id.startsWith(`${books.system}.`) ? id.slice(books.system.length + 1) : ''
      if (!/^\w{1,64}$/.test(record)) return unknown
      const found = await books.read('orders', record, signal)
      return found?.book === 'orders' ? found.order : unknown
    }

    async function understanding({ system, book, record }: Asked): Promise<unknown> {
      if (system !== books.system) return new Refused('UNKNOWN_SYSTEM', `Records of ${system} are asked for elsewhere.`)
      try {
        return { is: (await books.read(book, record, signal)) ? 'understood' : 'gone' } satisfies Understanding
      } catch (error) {
        return { is: 'unread', why: unreadFor(record, error).why } satisfies Understanding
      }
    }
  },
  perform: (effects) =>
    Promise.resolve(
      effects.map(({ operation }) => new Refused('UNKNOWN_OPERATION', `The hub does not ${operation} in a CMMS`)),
    ),
})

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}

/** Whether two texts are the same, told in a time that says nothing about where they differ. */
export function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
