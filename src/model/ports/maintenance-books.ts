import type { Json } from '#kernel/json'
import type { Duration, Instant } from '#kernel/time'
import type { MaintenanceOrder, MaintenanceRequest } from '../maintenance.ts'
import type { RequestStep } from '../maintenance-events.ts'
import type { Quantity } from '../quantity.ts'

/**
 * A CMMS that can be asked what stands in its books: by number, or page by page what changed. Whoever asks remembers what
 * was said; webhooks only hint at what to ask for. Every CMMS is one by this contract, and by its suite in test/contracts.
 */
export interface MaintenanceBooks {
  readonly system: string
  /** It plans for these; of what it says of none of them the first is meant. */
  readonly plants: readonly string[]
  readonly books: readonly MaintenanceBookName[]
  readonly pace: MaintenancePace
  /** Parts are used there without a mark on their order: those that are worked on are read again and again. */
  readonly partsAside: boolean
  /** Of these it cannot be asked what changed: they are read as a whole, and otherwise where a webhook hints at them. */
  readonly onlyWhole?: readonly MaintenanceBookName[]
  page(book: MaintenanceBookName, look: MaintenanceLook, signal: AbortSignal): Promise<MaintenancePage>
  /** Undefined where there is no such record, or none any more. */
  read(book: MaintenanceBookName, record: string, signal: AbortSignal): Promise<MaintenanceRecord | undefined>
  /** What a webhook hints at, once its bytes are known to come from there, and not for the second time. */
  hook(headers: HookHeaders, body: Uint8Array, now: Instant): HookVerdict
}

/** The code of a failure to understand what was answered: it is about a record, and no reason to stop asking for others. */
export const NOT_UNDERSTOOD = 'NOT_UNDERSTOOD'

export type MaintenanceBookName = 'orders' | 'requests' | 'assets' | 'parts' | 'meters'

export interface MaintenancePace {
  /** Between two looks at what changed. */
  readonly near: Duration
  /** Between two looks at all there is: what was missed and what was deleted is found then. */
  readonly whole: Duration
  /** How far a look reaches back behind the newest that is known: as long as a transaction there may take. */
  readonly overlap: Duration
  /** How far two of its clocks may be apart. */
  readonly skew: Duration
}

export interface MaintenanceLook {
  /** Changes from this moment on, by the clock of the CMMS; all there is where absent. */
  readonly since?: Instant
  /** Where the page before ended, in the words of whoever is asked. */
  readonly after?: Json
}

export interface MaintenancePage {
  readonly records: readonly MaintenanceRecord[]
  /** Records that were not understood, each with why, so that one does not hide the others. */
  readonly unread: readonly { readonly record: string; readonly why: string }[]
  readonly next?: Json
}

interface Written {
  readonly record: string
  /** When it was written last, by the clock of the CMMS. */
  readonly changedAt: Instant
  readonly plant: string
}

export interface OrderRecord extends Written {
  readonly book: 'orders'
  readonly order: MaintenanceOrder
  /** How much of each part it has used, all in all. */
  readonly parts: readonly UsedPart[]
  /** How much of each part it is to have, all in all; absent where the CMMS knows only what was used. */
  readonly planned?: readonly UsedPart[]
  /** Who has worked on it and for how long; absent where the CMMS does not say. */
  readonly labour?: readonly WorkedTime[]
  /** Its asset does nothing else while it is done: when it is planned, it is a window. */
  readonly standsStill: boolean
  /** An open breakdown says that its asset has failed, for nothing else there does. */
  readonly meansFailure?: boolean
}

export interface RequestRecord extends Written {
  readonly book: 'requests'
  readonly request: MaintenanceRequest
  readonly state: RequestStep
  readonly created: Instant
}

/** An asset, as far as it works or does not. */
export interface AssetRecord extends Written {
  readonly book: 'assets'
  readonly asset: string
  readonly name?: string
  readonly isDown: boolean
}

/** A spare part of its catalogue: what lies where, and what one of it is worth. */
export interface PartRecord extends Written {
  readonly book: 'parts'
  readonly part: string
  readonly name?: string
  readonly price?: string
  /** In all where no storeroom is named. */
  readonly counts: readonly PartCount[]
}

export interface PartCount {
  readonly storeroom?: string
  readonly quantity: Quantity
}

/** A meter of an asset, with the readings that its CMMS tells of it. */
export interface MeterRecord extends Written {
  readonly book: 'meters'
  readonly asset: string
  readonly assetName?: string
  readonly meter: string
  /** The earliest first. */
  readonly readings: readonly { readonly at: Instant; readonly shows: Quantity }[]
}

export type MaintenanceRecord = OrderRecord | RequestRecord | AssetRecord | PartRecord | MeterRecord

export interface UsedPart {
  readonly part: string
  readonly name?: string
  readonly used: Quantity
}

/** Time that somebody wrote down, under a number that stays when it is corrected. */
export interface WorkedTime {
  readonly entry: string
  readonly person: string
  readonly craft?: string
  /** When the work began, where it is known. */
  readonly at?: Instant
  readonly minutes: string
}

export type HookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

export interface Hint {
  readonly book: MaintenanceBookName
  readonly record: string
  readonly changedAt: Instant
  /** It is said to be deleted. */
  readonly isGone: boolean
}

export type HookVerdict =
  | { readonly kind: 'hint'; readonly hint: Hint }
  /** Of something the hub does not follow. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: HookRefusal }

export type HookRefusal =
  | 'SIGNATURE_MISSING'
  | 'SIGNATURE_INVALID'
  | 'TIMESTAMP_TOO_OLD'
  | 'TIMESTAMP_TOO_NEW'
  | 'REPLAYED'
  | 'SCHEMA_INVALID'
