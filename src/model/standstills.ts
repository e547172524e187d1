import type { Duration, Instant } from '#kernel/time'
import { between, isAfter } from '#kernel/time'
import type { detections } from './asset-downtime.ts'
import type { FailureCoding } from './maintenance.ts'

/** What one of those who know the asset said of it, at which moment it was so, and when the hub heard it. */
export interface Saying {
  readonly id: string
  /** The event by which it was said. */
  readonly message: string
  readonly what: 'failed' | 'stands' | 'works' | 'repaired' | 'voided' | 'withdrawn' | 'classified'
  readonly at: Instant
  readonly heard: Instant
  readonly by: string
  readonly actor?: string
  readonly detectedBy?: (typeof detections)[number]
  readonly reason?: string
  readonly order?: string
  readonly failure?: FailureCoding
  /** A moment within the standstill that is meant. */
  readonly meant?: Instant
  /** Since when there was the maintenance order that is completed by it. */
  readonly since?: Instant
}

/** A time in which an asset stood still, with all that was said of it. */
export interface Standstill {
  readonly from: Instant
  readonly until?: Instant
  /** A false alarm: kept, and not counted. */
  readonly voided?: { readonly by: string; readonly at: Instant; readonly reason: string }
  /** Whether somebody says that it failed, and not only that it stood. */
  readonly isFailure: boolean
  readonly reason?: string
  readonly order?: string
  readonly failure?: FailureCoding
  readonly said: readonly Saying[]
}

/** Of those who say it again and again the first are kept, and of what was said then the last. */
const KEPT = 50

const rank: Record<Saying['what'], number> = {
  ...{ failed: 0, stands: 0, works: 1, repaired: 1, voided: 2, withdrawn: 2, classified: 3 },
}
const begins = ({ what }: Saying): boolean => what === 'failed' || what === 'stands'

/** Whether it is what the hub heard first of a standstill. */
export const isFirst = (one: Saying, said: readonly Saying[]): boolean =>
  said.every(({ heard, id }) => one.heard < heard || (one.heard === heard && one.id <= id))

interface Draft {
  from: Instant
  until?: Instant
  voided?: NonNullable<Standstill['voided']>
  readonly said: Saying[]
}

/**
 * The standstills of an asset by all that was said of it, and what is about none of them. It is found from the whole each
 * time, in the order in which things happened, so that neither their order of arrival nor a repetition makes a difference.
 */
export function standstillsOf(
  sayings: readonly Saying[],
  sameFailure: Duration,
): { readonly found: readonly Standstill[]; readonly loose: readonly Saying[] } {
  const drafts: Draft[] = []
  const loose: Saying[] = []
  const each = new Map(sayings.map((one) => [one.id, one]))
  for (const one of [...each.values()].toSorted(asItHappened)) {
    const draft = begins(one) ? beginning(one, drafts, sameFailure) : meantBy(one, drafts, sameFailure)
    if (!draft) {
      loose.push(one)
      continue
    }
    draft.said.push(one)
    if (one.what === 'works' || one.what === 'repaired') draft.until = endedBy(one, draft, sameFailure)
    if (one.what === 'voided' || (one.what === 'withdrawn' && !upheld(draft.said).some(begins))) {
      draft.voided ??= { by: one.actor ?? one.by, at: one.at, reason: one.reason ?? '' }
      draft.until ??= one.at
    }
  }
  return { found: drafts.map(whole), loose }
}

const asItHappened = (one: Saying, other: Saying): number =>
  -between(one.at, other.at) || rank[one.what] - rank[other.what] || (one.id < other.id ? -1 : 1)

/** The standstill that a report belongs to: the one that lasts, or the same failure reported by somebody else; else a new one. */
function beginning(one: Saying, drafts: Draft[], sameFailure: Duration): Draft {
  const last = drafts.at(-1)
  if (last && !last.until) return last
  const isSame =
    last && !last.voided && between(last.from, one.at) <= sameFailure && !last.said.some(({ by }) => by === one.by)
  if (isSame) return last
  const draft: Draft = { from: one.at, said: [] }
  drafts.push(draft)
  return draft
}

/** The standstill that something else is about; none where there was none at that time. */
function meantBy(one: Saying, drafts: readonly Draft[], sameFailure: Duration): Draft | undefined {
  const last = drafts.at(-1)
  switch (one.what) {
    case 'works':
      return last && (!last.until || last.said.some(({ by }) => by === one.by) || isOfItsEnd(one, last, sameFailure))
        ? last
        : undefined
    case 'repaired':
      return last && !last.voided && (!last.until || !isAfter(one.since ?? one.at, last.until)) ? last : undefined
    default:
      return drafts.findLast(({ from, until }) => {
        const at = one.meant ?? one.at
        return !isAfter(from, at) && (one.meant === undefined || !until || !isAfter(at, until))
      })
  }
}

/** Whoever works at it may say that it goes on when its repair was reported a moment ago. */
const isOfItsEnd = ({ at }: Saying, { until, voided }: Draft, sameFailure: Duration): boolean =>
  until !== undefined && !voided && between(until, at) <= sameFailure

/** Who had said that it stood still may confirm a little later that it works; the paper that comes long after changes nothing. */
function endedBy({ what, at }: Saying, { until, voided }: Draft, sameFailure: Duration): Instant {
  if (until === undefined) return at
  return !voided && what === 'works' && between(until, at) <= sameFailure ? at : until
}

/** What stands of all that was said: who takes back what they said by an order takes nothing from others. */
function upheld(said: readonly Saying[]): readonly Saying[] {
  const taken = said.filter(({ what }) => what === 'withdrawn')
  const isTaken = (one: Saying) =>
    one.what === 'withdrawn' || (begins(one) && taken.some(({ by, order }) => by === one.by && order === one.order))
  return taken.length === 0 ? said : said.filter((one) => !isTaken(one))
}

function whole({ from, until, voided, said: all }: Draft): Standstill {
  // A false alarm keeps what was said of it.
  const said = voided ? all : upheld(all)
  const reason = reasonOf(said)
  const order = said.findLast((one) => one.order !== undefined)?.order
  const failure = said.reduce<FailureCoding>((coded, one) => ({ ...coded, ...one.failure }), {})
  return {
    from,
    ...(until === undefined ? {} : { until }),
    ...(voided ? { voided } : {}),
    isFailure: said.some(({ what }) => what === 'failed' || what === 'repaired'),
    ...(reason === undefined ? {} : { reason }),
    ...(order === undefined ? {} : { order }),
    ...(Object.keys(failure).length > 0 ? { failure } : {}),
    said: all.length > KEPT ? fewer(all) : all,
  }
}

/** What somebody said it was after all; else the word of who looks after it; else the first that was given. */
function reasonOf(said: readonly Saying[]): string | undefined {
  const given = said.filter(
    ({ reason, what }) => reason !== undefined && (begins({ what } as Saying) || what === 'classified'),
  )
  const chosen =
    given.findLast(({ what }) => what === 'classified') ??
    given.find(({ detectedBy }) => detectedBy === 'maintenance') ??
    given[0]
  return chosen?.reason
}

const fewer = (said: readonly Saying[]): readonly Saying[] => [
  ...said.filter(begins).slice(0, KEPT),
  ...said.filter((one) => !begins(one)).slice(-KEPT),
]
