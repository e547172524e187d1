import { messageOf, type NewMessage } from '#engine'
import { sha256 } from '#kernel/canonical-json'
import { type Duration, hours, type Instant, minutes, seconds } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/asset-downtime-events'
import { METER_READ } from '#model/meter-reading'
import type { SignalRule } from '#model/signal'
import type { Machine } from './machine.ts'
import type { Sample } from './sample.ts'
import type { Turn } from './watch.ts'

export interface Telling {
  readonly system: string
  readonly messageId: string
  readonly now: Instant
}

/**
 * What a rule has told, as a message; none where there is nothing to tell: what was only a warning is over without a word.
 * Its name is made of machine, rule and beginning: told twice, it is the same.
 */
export function messageFrom(
  { plant, asset }: Pick<Machine, 'plant' | 'asset'>,
  rule: SignalRule,
  { turn, began, at }: Turn,
  { system, messageId, now }: Telling,
): NewMessage | undefined {
  if (turn === 'ends' && rule.means === 'warning') return undefined
  const type = turn === 'ends' ? DOWNTIME_ENDED : rule.means === 'standstill' ? DOWNTIME_STARTED : ASSET_FAILED
  const kind = kindOf(type)!
  const data = kind.schema.parse({
    ...{ asset, detectedBy: 'machine' },
    ...(turn === 'begins' ? { reason: reasonOf(rule) } : {}),
    ...(type === ASSET_FAILED ? { functionLost: rule.means === 'failure' } : {}),
  })
  const id = `${rule.rule}.${sha256(asset).slice(0, 12)}@${began}.${turn}`
  const source = `/plants/${plant}/systems/${system}`
  return messageOf({ specversion: '1.0', id, source, type, time: at, recordedtime: now, data }, kind, data, {
    ...{ messageId, plant, receivedAt: now, receivedFrom: system },
  })
}

/** What a counter showed, as a reading of the meter that it is: of one moment it is told once. */
export function readingFrom(
  { plant, asset }: Pick<Machine, 'plant' | 'asset'>,
  { meter: { meter, uom, restarts }, at, value, after }: Sample,
  { system, messageId, now }: Telling,
): NewMessage {
  const kind = kindOf(METER_READ)!
  const anew =
    after !== undefined && restarts
      ? { begins: restarts, ...(restarts === 'replacement' ? { ended: { value: after, uom } } : {}) }
      : {}
  const data = kind.schema.parse({ asset, meter, reading: { value, uom }, ...anew })
  const id = `${sha256(meter).slice(0, 12)}.${sha256(asset).slice(0, 12)}@${at}`
  const source = `/plants/${plant}/systems/${system}`
  return messageOf(
    { specversion: '1.0', id, source, type: METER_READ, time: at, recordedtime: now, data },
    kind,
    data,
    {
      ...{ messageId, plant, receivedAt: now, receivedFrom: system },
    },
  )
}

/** Why the rule says so, in the words of whoever wrote it. */
export const reasonOf = (rule: SignalRule): string => `${rule.title}: ${conditionOf(rule)} for ${spanOf(rule.for)}`

/** What a rule looks for, as people read it. */
export function conditionOf({ when }: SignalRule): string {
  if ('unchanged' in when)
    return `${when.unchanged} does not move while ${when.while.signal} is ${either(when.while.is)}`
  if ('is' in when) return `${when.signal} is ${either(when.is)}`
  return 'above' in when ? `${when.signal} is above ${when.above}` : `${when.signal} is below ${when.below}`
}

const either = (states: readonly string[]): string => states.join(' or ')

const spanOf = (span: Duration): string =>
  span >= hours(2) && span % hours(1) === 0
    ? `${span / hours(1)} h`
    : span >= minutes(2) && span % minutes(1) === 0
      ? `${span / minutes(1)} min`
      : `${span / seconds(1)} s`
