import type { Message } from '#model/message'
import { type Sequences, Journal } from '../journal.ts'
import type { Outcome, Policy } from '../flow.ts'
import { wasRefused } from '../flow.ts'

/** Under which name a run remembers what was known of its source's numbers. */
export const SEQUENCE = 'sequence'
const PERMIT = 'SEQUENCE_GAP'

type Numbered = Pick<Message, 'plant' | 'stream' | 'key' | 'source' | 'nature' | 'sequence'>

/** Numbers that count; other text in `sequence` may sort, but says nothing of what is missing. */
const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined

/** What a transition wants to know about the events of its source before it; a movement is never held by a number. */
export const sequenceQuestion = ({ plant, stream, key, source, nature, sequence }: Numbered) =>
  nature === 'transition' && numberOf(sequence) !== undefined
    ? { [SEQUENCE]: Journal.sequences({ plant, stream, key, source }) }
    : {}

/**
 * Which numbers before `here` have not come, as `3` and `5–7`. A source counts its events about a thing from 1. What was
 * missing when an earlier transition went through all the same is not asked for again. Pure.
 */
export function missingBefore(here: number, { numbers, passed }: Sequences): readonly string[] {
  const counted = (texts: readonly string[]) => texts.flatMap((text) => numberOf(text) ?? [])
  let expected = Math.max(0, ...counted(passed).filter((one) => one < here)) + 1
  const missing: string[] = []
  const miss = (until: number) => {
    if (until > expected) missing.push(until - 1 === expected ? `${expected}` : `${expected}–${until - 1}`)
  }
  for (const one of counted(numbers).sort((left, right) => left - right)) {
    if (one >= here) break
    if (one < expected) continue
    miss(one)
    expected = one + 1
  }
  miss(here)
  return missing
}

/** A transition waits for the events its source sent before it; what never comes is named to somebody. */
export function outOfSequence(
  message: Pick<Message, 'source' | 'sequence'>,
  told: unknown,
  { patience }: Policy,
  permits: readonly string[],
): Outcome | undefined {
  const here = numberOf(message.sequence)
  if (here === undefined || told === undefined || wasRefused(told) || permits.includes(PERMIT)) return undefined
  const missing = missingBefore(here, told as Sequences)
  if (missing.length === 0) return undefined
  const what = `${missing.length === 1 && !missing[0]!.includes('–') ? 'event' : 'events'} ${missing.join(', ')} of ${message.source}`
  return {
    verdict: 'held',
    sentence: `This is number ${here}; it waits for ${what}.`,
    wait: {
      what,
      atMost: patience.sequence,
      otherwise: {
        code: PERMIT,
        owner: 'integration',
        sentence: `Number ${here} has come, but ${what} never came.`,
        suggestion:
          'Have the system send what is missing and retry; or override with a reason: then it is not asked for again.',
      },
    },
  }
}
