import { isAfter, type Instant } from '#kernel/time'
import type { Condition } from '#model/signal'

/** What a machine said last of one thing about itself. */
export interface Heard {
  readonly value: string
  readonly at: Instant
  /** Since when it says this, without having said anything else. */
  readonly since: Instant
  readonly sequence?: number
  /** As it was told as the reading of a meter last. */
  readonly told?: string
  readonly toldAt?: Instant
}

export type HeardOf = { readonly [signal: string]: Heard | undefined }

/**
 * Whether a condition holds by what was said last, and since when at the latest. `open`: too little is known, or the
 * value lies between the limit and its end, so that what held holds on.
 */
export type Standing =
  | { readonly holds: 'yes'; readonly since: Instant }
  | { readonly holds: 'no' }
  | { readonly holds: 'open' }

const no: Standing = { holds: 'no' }
const open: Standing = { holds: 'open' }

export function standingOf(when: Condition, heard: HeardOf): Standing {
  if ('unchanged' in when) {
    const counter = heard[when.unchanged]
    const state = heard[when.while.signal]
    if (!counter || !state) return open
    if (!when.while.is.includes(state.value)) return no
    return { holds: 'yes', since: isAfter(counter.since, state.since) ? counter.since : state.since }
  }
  const said = heard[when.signal]
  if (!said) return open
  const yes: Standing = { holds: 'yes', since: said.since }
  if ('is' in when) return when.is.includes(said.value) ? yes : no
  const value = Number(said.value)
  const { until } = when
  if ('above' in when) return value > when.above ? yes : value <= (until ?? when.above) ? no : open
  return value < when.below ? yes : value >= (until ?? when.below) ? no : open
}
