import { between, type Duration, type Instant, later, seconds } from '#kernel/time'
import type { Flow, Outcome } from '../flow.ts'
import type { ClaimedMessage, Progress, RunRecord } from '../store.ts'

/** How often a waiting message looks again by itself at most, whatever else wakes it; at first it looks sooner. */
const LOOK_AGAIN = seconds(15)
/** A decision that fails this often is put before a person. */
const TRIES = 3

/**
 * What becomes of a message that was judged. Each reason to wait has a clock of its own, which begins when the reason is
 * first met and goes on while there is another: so a message waits for all of them together no longer than their sum.
 */
export function progressAfter(work: ClaimedMessage, outcome: Outcome, now: Instant): Progress {
  switch (outcome.verdict) {
    case 'accepted':
    case 'flagged':
      return { progress: 'closed' }
    case 'asked':
      if (!outcome.question) throw new Error('asked without saying what')
      return { progress: 'asking' }
    case 'refused':
      if (!outcome.trouble) throw new Error('refused without saying who must look')
      return { progress: 'stopped' }
    case 'held': {
      if (!outcome.wait) throw new Error('held without saying what for')
      const { what, atMost, otherwise } = outcome.wait
      const until = work.waits?.[otherwise.code] ?? later(now, atMost)
      if (now >= until) return { progress: 'stopped' }
      const waits = { ...work.waits, [otherwise.code]: until }
      return { progress: 'waiting', again: lookAgain(work.attempts, now, until), what, until, waits }
    }
  }
}

/**
 * What becomes of a message on which its flow failed: it is tried again, then put before a person. Who had it judged again
 * is told as soon as at the first time, however often it was tried before.
 */
export function progressAfterFailure({ ruling, attempts }: Pick<ClaimedMessage, 'ruling' | 'attempts'>): Progress {
  const tries = attempts + 1 - (ruling?.since ?? 0)
  return tries >= TRIES ? { progress: 'stopped' } : { progress: 'received', again: seconds(2 ** tries) }
}

/** What a person has decided that leaves nothing to judge. */
export function endedBy(
  { ruling }: ClaimedMessage,
  flow: Pick<Flow, 'denied'> | undefined,
): Pick<RunRecord, 'verdict' | 'code' | 'sentence'> | undefined {
  if (ruling?.skip) return { verdict: 'skipped', sentence: `Skipped by ${ruling.by}: ${ruling.reason}` }
  if (ruling?.denied && !flow?.denied)
    return { verdict: 'refused', code: 'DENIED', sentence: `${ruling.by} said no: ${ruling.reason}` }
  return undefined
}

/** What it waits for may have come while it was judged, so it looks again soon; and its patience ends to the moment. */
const lookAgain = (attempts: number, now: Instant, until: Instant): Duration =>
  Math.min(LOOK_AGAIN, seconds(1) * 2 ** Math.min(attempts, 4), between(now, until))
