import { parseExactJson } from '#kernel/exact-json'
import { days, epochMilliseconds, type Instant, instant, later } from '#kernel/time'
import { MaintainedAsset } from '#model/maintenance'
import type { Said } from '#model/ports/signal-stream'
import { Moment } from '../cmms.ts'
import { matcher } from './topics.ts'
import type { MqttSettings } from './settings.ts'

/** What is larger says more than how a machine is. */
export const MOST_BYTES = 16 * 1024
const MOST_TEXT = 200
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** A clock that is so far behind was never set. */
const OLDEST = days(366)

/** A payload that is none, and why: counted, shown, and in nobody's way. */
class Ill extends Error {}

/** What a message of the broker says, by the topics of the estate. */
export function reader({
  topics,
  plants,
}: Pick<MqttSettings, 'topics' | 'plants'>): (topic: string, payload: Uint8Array, now: Instant) => Said {
  const match = matcher(topics)
  return (about, payload, now) => {
    const found = match(about)
    if (!found) return { kind: 'unknown', about: about.slice(0, MOST_TEXT) }
    try {
      if (payload.byteLength > MOST_BYTES) throw new Ill(`is larger than ${MOST_BYTES} bytes`)
      if (!MaintainedAsset.safeParse(found.asset).success) throw new Ill('names no machine of at most 64 letters')
      const { topic, asset } = found
      const said = topic.value === undefined ? decoded(payload).trim() : jsonIn(decoded(payload))
      const part = (pointer: string | undefined): unknown => (pointer === undefined ? undefined : at(said, pointer))
      const number = sequenceFrom(part(topic.sequence))
      return {
        kind: 'signal',
        signal: {
          plant: topic.plant ?? plants[0]!,
          asset,
          signal: topic.signal,
          value: valueFrom(topic.value === undefined ? said : part(topic.value), topic.is),
          at: topic.time === undefined ? now : momentFrom(part(topic.time), now),
          ...(number === undefined ? {} : { sequence: number }),
        },
      }
    } catch (error) {
      if (!(error instanceof Ill)) throw error
      return { kind: 'ill', about: about.slice(0, MOST_TEXT), why: error.message }
    }
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decoded(payload: Uint8Array): string {
  try {
    return decoder.decode(payload)
  } catch {
    throw new Ill('is no text')
  }
}

function jsonIn(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    throw new Ill('is no JSON')
  }
}

/** Only the payload's own names count, never what objects inherit. */
function at(value: unknown, pointer: string): unknown {
  for (const level of pointer.split('/').slice(1)) {
    const name = level.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

function valueFrom(value: unknown, is: 'text' | 'number'): string {
  const text = typeof value === 'boolean' ? String(value) : value
  if (typeof text !== 'string' || text === '') throw new Ill('has no value where one should be')
  if (text.length > MOST_TEXT || /[\u0000-\u001f\u007f]/.test(text) || !text.isWellFormed())
    throw new Ill('has a value that is no word of a machine')
  if (is === 'number' && !(NUMBER.test(text) && Number.isFinite(Number(text))))
    throw new Ill('has a value that is no number')
  return text
}

function momentFrom(value: unknown, now: Instant): Instant {
  const read = Moment.safeParse(value)
  if (!read.success) throw new Ill('has no moment where one should be')
  if (epochMilliseconds(read.data) < epochMilliseconds(later(now, -OLDEST)))
    throw new Ill(`says a moment that is long over: ${read.data}`)
  // A clock that is ahead says what has not been yet.
  return instant(Math.min(epochMilliseconds(read.data), epochMilliseconds(now)))
}

function sequenceFrom(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw new Ill('has a number in its place that is none')
  return number
}
