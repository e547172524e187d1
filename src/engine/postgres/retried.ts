import type { Ruling } from '../store.ts'
import type { Standing } from './standing.ts'

/** A message is judged again with its tries anew: what was ruled before stays, a correction in the next tries too. */
export function retried(
  { by, reason }: Pick<Ruling, 'by' | 'reason'>,
  { ruling: before, attempt }: Pick<Standing, 'ruling' | 'attempt'>,
): Ruling {
  // An approval was given for what was shown then; what is done later is asked for again.
  const permits = before?.approved ? [] : (before?.permits ?? [])
  const forced = before?.forced ? { forced: before.forced } : {}
  return {
    by,
    reason,
    since: attempt,
    ...(before?.body === undefined ? {} : { body: before.body }),
    permits,
    ...forced,
  }
}
