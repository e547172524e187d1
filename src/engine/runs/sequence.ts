import { type Message, systemOf } from '#model/message'
import type { Intention } from '#model/ports/port'
import { ShopFloor } from '#model/ports/shop-floor'
import { ProductionOrderId } from '#model/production'
import type { Connections } from '../connections.ts'
import { type Sequences, Journal } from '../journal.ts'
import type { Outcome, Policy } from '../flow.ts'
import { wasRefused } from '../flow.ts'
import type { ClaimedMessage } from '../store.ts'

/** Under which name a run remembers what was known of its source's numbers. */
export const SEQUENCE = 'sequence'
const PERMIT = 'SEQUENCE_GAP'

/** Numbers that count; other text in `sequence` may sort, but says nothing of what is missing. */
export const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined

/** What a numbered message wants to know of the events its source told before it; before the first there is nothing. */
export function sequenceQuestion({ message, seq }: Pick<ClaimedMessage, 'message' | 'seq'>) {
  const { plant, stream, key, source, nature, sequence } = message
  const number = numberOf(sequence) ?? 0
  return number > 1 ? { [SEQUENCE]: Journal.sequences({ plant, stream, key, source, nature, number, seq }) } : {}
}

/** Numbers in a row that have not come: the first and the last of them. */
export type Gap = readonly [from: number, to: number]

/** Which numbers after one and before another have not come, given those that have, upwards. Pure. */
export function missingBetween(after: number, before: number, numbers: readonly number[]): readonly Gap[] {
  const come = numbers.filter((one) => one > after && one < before)
  return [...come, before].flatMap((one, at) => {
    const expected = (come[at - 1] ?? after) + 1
    return one > expected ? [[expected, one - 1] as const] : []
  })
}

const spoken = ([from, to]: Gap): string => (from === to ? `${from}` : `${from}–${to}`)

/** A transition waits for the events its source sent before it; what never comes is named to somebody. */
export function outOfSequence(
  { plant, source, sequence, nature }: Pick<Message, 'plant' | 'source' | 'sequence' | 'nature'>,
  told: unknown,
  { patience }: Policy,
  permits: readonly string[],
  connections: Connections,
): Outcome | undefined {
  const here = numberOf(sequence)
  if (nature === 'movement' || here === undefined || !isTold(told) || permits.includes(PERMIT)) return undefined
  const missing = missingBetween(told.passed, here, told.numbers)
  if (missing.length === 0) return undefined
  const isOne = missing.length === 1 && missing[0]![0] === missing[0]![1]
  const what = `${isOne ? 'event' : 'events'} ${missing.map(spoken).join(', ')} of ${source}`
  const asked = mayBeAsked({ plant, source }, connections)
    ? `, which is asked to tell ${isOne ? 'it' : 'them'} again`
    : ''
  return {
    verdict: 'held',
    sentence: `This is number ${here}; it waits for ${what}${asked}.`,
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

/**
 * The first message behind numbers that are missing asks its source for them, whether it waits for them or not. Whoever
 * comes later finds them missed already, so that each number is asked for once.
 */
export function askedAgain(
  { plant, stream, key, source, sequence }: Message,
  told: unknown,
  connections: Connections,
): readonly Intention[] {
  const here = numberOf(sequence)
  if (here === undefined || stream !== 'production-order' || !isTold(told)) return []
  const { reached, numbers } = told
  if (missingBetween(reached, here, numbers).length === 0 || !mayBeAsked({ plant, source }, connections)) return []
  const order = ProductionOrderId.parse(key)
  return [ShopFloor.tellAgain({ order, source, from: reached + 1, to: here - 1 })]
}

/** Transitions of its source with lower numbers have come, but behind it: they are judged first. */
export const goesAfterOthers = ({ nature }: Pick<Message, 'nature'>, told: unknown): boolean =>
  nature === 'transition' && isTold(told) && told.late

/** The shop floor is asked for its own reports, where it can tell them again. */
function mayBeAsked({ plant, source }: Pick<Message, 'plant' | 'source'>, connections: Connections): boolean {
  const floor = connections(plant, ShopFloor.portName)
  return floor?.system === systemOf(source) && !floor.keeper.lacks?.includes('tellAgain')
}

const isTold = (told: unknown): told is Sequences => told !== undefined && !wasRefused(told)
