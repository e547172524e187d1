import type { Duration, Instant } from '#kernel/time'
import type { SalesPromise } from './capacity.ts'
import { type Saying, type Standstill, standstillsOf } from './standstills.ts'

/** Time taken from a work centre of the ERP for as long as a standstill lasts, and what the ERP says of it. */
export interface StandstillBlock {
  readonly workCentre: { readonly id: string; readonly name: string }
  readonly from: Instant
  readonly to: Instant
  readonly erp: 'asked' | 'closed' | 'refused' | 'free'
}

/** An order that is later than it was promised, or may be, as it was when the standstill was weighed. */
export interface OrderAtRisk {
  readonly order: string
  readonly label: string
  readonly link?: string
  readonly isStarted: boolean
  readonly isUrgent: boolean
  readonly minutes: number
  readonly promised?: Instant
  /** When it would be done if nothing is moved. */
  readonly expected?: Instant
  readonly lateBy: Duration
  readonly sales: readonly (SalesPromise & { readonly lateBy: Duration })[]
}

/** A standstill with what the hub has done about it. */
export interface Downtime extends Standstill {
  /** Counted from 1 for each asset, in the order in which the hub heard of them. */
  readonly number: number
  /** Grows with each change that whoever computes with it has to know. */
  readonly revision: number
  readonly place?: string
  readonly block?: StandstillBlock
  readonly atRisk?: {
    readonly at: Instant
    readonly orders: readonly OrderAtRisk[]
    /** Whether the ERP knows for whom something is made. */
    readonly sells: boolean
  }
}

/** Whether an asset works: the state of its case. */
export type AssetState = 'down' | 'running'

/** What the hub keeps of an asset's standstills. Those that are long over are kept as records of their own. */
export interface DowntimeFile {
  readonly form: 2
  readonly order: { readonly label: string }
  readonly asset: string
  /** The earliest first. */
  readonly downtimes: readonly Downtime[]
  readonly next: number
  /** That it was repaired, where nobody has said yet that it stood still. */
  readonly loose: readonly Saying[]
  /** When the last of those was over that are not here any more. */
  readonly forgotten?: Instant
}

/** How many of an asset's standstills are kept here. */
const REMEMBERED = 20

/** The standstill that lasts, where one does. */
export const lasting = ({ downtimes }: Pick<DowntimeFile, 'downtimes'>): Downtime | undefined =>
  downtimes.find(({ until }) => until === undefined)

/** Reliability counts failures that were none by mistake, and of those with a maintenance order what was coded. */
export const isCounted = ({ isFailure, voided, order, failure }: Standstill): boolean =>
  isFailure && !voided && (order === undefined || failure?.mode !== undefined)

/** What is known of an asset once something more was said of it. */
export function heard(file: DowntimeFile, saying: Saying, sameFailure: Duration): DowntimeFile {
  const said = [...file.downtimes.flatMap((one) => one.said), ...file.loose, saying]
  const { found, loose } = standstillsOf(said, sameFailure)
  const { downtimes, next } = numbered(found, file)
  const gone = downtimes.slice(0, Math.max(0, downtimes.length - REMEMBERED)).filter(({ until }) => until !== undefined)
  const forgotten = gone.at(-1)?.until ?? file.forgotten
  return {
    ...file,
    downtimes: downtimes.slice(gone.length),
    next,
    loose: loose.filter(({ what }) => what === 'repaired').slice(-REMEMBERED),
    ...(forgotten === undefined ? {} : { forgotten }),
  }
}

/** A standstill keeps its number for as long as one report of it is known, however its times change. */
function numbered(found: readonly Standstill[], file: DowntimeFile): Pick<DowntimeFile, 'downtimes' | 'next'> {
  let next = file.next
  const taken = new Set<number>()
  const downtimes = found.map((one): Downtime => {
    const ids = new Set(one.said.map(({ id }) => id))
    const before = file.downtimes.find(({ number, said }) => !taken.has(number) && said.some(({ id }) => ids.has(id)))
    const number = before?.number ?? next++
    taken.add(number)
    if (!before) return { ...one, number, revision: 1 }
    const { revision, place, block, atRisk } = before
    return {
      ...one,
      number,
      revision: isSame(one, before) ? revision : revision + 1,
      ...(place === undefined ? {} : { place }),
      ...(block ? { block } : {}),
      ...(atRisk ? { atRisk } : {}),
    }
  })
  return { downtimes, next }
}

const isSame = (one: Standstill, other: Standstill): boolean =>
  one.said.length === other.said.length && print(one) === print(other)
const print = ({ from, until, voided, isFailure, reason, order, failure }: Standstill): string =>
  JSON.stringify([from, until, voided, isFailure, reason, order, failure])
