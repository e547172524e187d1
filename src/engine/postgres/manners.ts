import type { NewMessage } from '../store.ts'
import { moments, smallints, texts, uuids } from './arrays.ts'
import { urgencyNumber } from './columns.ts'

/**
 * What messages that are handed in together mostly have alike: they come from one system at one moment, and most are of
 * one type. Each manner there is goes to the database once.
 */
export class Manners {
  readonly #numbers = new Map<string, number>()
  readonly #examples: NewMessage[] = []

  /** The number of a message's manner, from 1. */
  of(message: NewMessage): number {
    const last = this.#examples.at(-1)
    if (last && isAlike(last, message)) return this.#examples.length
    const name = nameOf(message)
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#examples.push(message))
    return this.#examples.length
  }

  columns(): readonly Buffer[] {
    const all = this.#examples
    return [
      texts(all, (m) => m.type),
      texts(all, (m) => m.nature),
      smallints(all, (m) => urgencyNumber[m.urgency]),
      moments(all, (m) => m.recordedAt),
      moments(all, (m) => m.receivedAt),
      texts(all, ownCorrelation),
      uuids(all, (m) => m.causation),
      texts(all, (m) => m.traceparent),
      texts(all, (m) => m.origin),
      texts(all, (m) => m.actor),
      texts(all, (m) => m.receivedFrom),
      texts(all, (m) => m.wire),
    ]
  }
}

const isAlike = (one: NewMessage, other: NewMessage): boolean =>
  one.type === other.type &&
  one.nature === other.nature &&
  one.urgency === other.urgency &&
  one.recordedAt === other.recordedAt &&
  one.receivedAt === other.receivedAt &&
  one.causation === other.causation &&
  one.traceparent === other.traceparent &&
  one.origin === other.origin &&
  one.actor === other.actor &&
  one.receivedFrom === other.receivedFrom &&
  one.wire === other.wire &&
  ownCorrelation(one) === ownCorrelation(other)

const nameOf = (m: NewMessage): string =>
  JSON.stringify([
    m.type,
    m.nature,
    m.urgency,
    m.recordedAt,
    m.receivedAt,
    ownCorrelation(m),
    m.causation,
    m.traceparent,
    m.origin,
    m.actor,
    m.receivedFrom,
    m.wire,
  ])

/** Undefined where the correlation says no more than the lane. */
const ownCorrelation = ({ correlation, stream, key }: NewMessage): string | undefined =>
  correlation.length === stream.length + 1 + key.length && correlation === `${stream}/${key}` ? undefined : correlation
