import type { Expectation, Told } from './told.ts'

/** What the hub has put before people, as they read it: under a code, about a thing, in a sentence. */
export interface Seen {
  readonly code: string
  readonly about: string
  readonly sentence: string
  /** Minutes from midnight when it was seen first. */
  readonly at: number
}

/** By which words whoever reads it knows what has stayed away. Work that was never begun is not over either. */
const words: Record<Expectation, readonly string[]> = {
  'order-acknowledged': ['MISSED_ACK'],
  'operation-completed': ['MISSED_CONFIRMATION'],
  'operation-resumed': ['STANDSTILL'],
  'window-started': ['window-not-begun', 'window-not-decided'],
  'window-finished': ['window-not-over', 'window-not-begun', 'window-not-decided'],
  'work-started': ['order-not-begun'],
  'work-completed': ['order-not-over', 'order-not-begun'],
  'asset-failed': ['breakdown-not-told'],
}

export interface Judged {
  /** How many of those that were dropped somebody expects by a time. */
  readonly expected: number
  readonly found: number
  readonly missed: readonly Told[]
  readonly falseAlarms: readonly Seen[]
}

/** Holds what was seen against what was dropped: found is what was seen before what comes after it began. */
export function judge(dropped: ReadonlySet<Told>, seen: readonly Seen[]): Judged {
  const expected = [...dropped].filter((one) => one.expected !== undefined)
  const missed = expected.filter((one) => !seen.some((alarm) => isFound(one, alarm)))
  return {
    expected: expected.length,
    found: expected.length - missed.length,
    missed,
    falseAlarms: seen.filter((alarm) => ![...dropped].some(({ about }) => names(alarm, about))),
  }
}

const isFound = ({ about, operation, expected, next }: Told, alarm: Seen): boolean =>
  words[expected!].includes(alarm.code) &&
  names(alarm, about) &&
  (operation === undefined || alarm.sentence.includes(`(${operation}) of `)) &&
  alarm.at <= next!

const names = ({ about, sentence }: Seen, thing: string): boolean =>
  new RegExp(`(^|[^\\w-])${thing}($|[^\\w-])`).test(`${about} ${sentence}`)
