import type { RuleDifference } from '#api'
import { alertingText, hoursText, stepsText } from '../../words/alerting.ts'
import { durationText } from '../../words/durations.ts'
import { utcText } from '../../words/moments.ts'
import { plain } from '../../words/names.ts'
import { policyText } from '../../words/policy.ts'
import { policyField } from '../../words/policy-schema.ts'
import { type Mode, modeStatus } from '../../words/status.ts'
import { type AlertRoute, type Change, type Recipient, type Rules, same } from './cells.ts'

type Said = Pick<RuleDifference, 'part' | 'plant' | 'what' | 'before' | 'after'>

export const modeOf = (value: unknown): Mode => (value as Rules['flows'][number] | null)?.mode ?? 'live'

/** What a difference is about, in words. */
export function nameOf({ part, what }: Pick<Said, 'part' | 'what'>): string {
  const [first = '', ...rest] = what.split(' ')
  switch (part) {
    case 'policy':
      return what
        .split('.')
        .map((word, at) => (at === 0 ? plain(word) : plain(word).toLowerCase()))
        .join(': ')
    case 'flow':
      return rest.length > 0 ? `${plain(first)}: target ${rest.at(-1)}` : `${plain(what)}`
    case 'ownership':
      return `Owner of ${plain(first).toLowerCase()}${rest.length > 0 ? ` ${rest.join(' ')}` : ''}`
    case 'alerting':
      return `Alerts: ${[first, ...rest].join(' ')}`
    case 'field-table':
      return `Field table ${what}`
  }
}

/** One side of a difference, in words; undefined where nothing is said. */
export function sideOf(
  { part, what }: Pick<Said, 'part' | 'what'>,
  said: string | undefined,
  titleOf: (system: string) => string,
): string | undefined {
  if (said === undefined) return undefined
  switch (part) {
    case 'policy':
      return policyText(policyField(what)?.kind ?? 'text', said)
    case 'flow':
      return what.includes(' ') ? durationText(Number(said) / 1_000) : flowSaid(said)
    case 'ownership':
      return said
        .split(', ')
        .map((owner) => owner.replace(/^[^ ]+/, titleOf).replaceAll(/\S+Z(?= |$)/g, utcText))
        .join(', ')
    case 'alerting':
      return alertingText(what, said)
    case 'field-table':
      return said
  }
}

/** A change of the draft, said as a difference. */
export function saidOf({ part, plant, what, was, value }: Change): Said {
  const [before, after] = [was, value].map((side) => textOf(part, side))
  return { part, plant, what, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

function textOf(part: Said['part'], side: unknown): string | undefined {
  if (part === 'flow') return flowText(side as Rules['flows'][number] | null)
  if (side === null || side === undefined || same(side, [])) return undefined
  if (part === 'ownership')
    return (side as Rules['ownership'])
      .map(({ owner, from, until }) =>
        [owner, ...(from ? ['from', from] : []), ...(until ? ['until', until] : [])].join(' '),
      )
      .join(', ')
  if (part === 'alerting') return recipientOrRoute(side as Recipient | AlertRoute)
  return part === 'field-table' ? 'its rows' : String(side as string)
}

/** A recipient or a route as one line. */
const recipientOrRoute = (side: Recipient | AlertRoute): string =>
  'steps' in side
    ? stepsText(side.steps)
    : [side.via, side.address, side.hours ? hoursText(side.hours) : 'at any hour'].filter(Boolean).join(', ')

/** A flow as one line: its mode, and how quick it is meant to be where that is said. */
const flowText = (side: Rules['flows'][number] | null): string =>
  [modeOf(side), ...(side?.target ? [side.target.p95, side.target.p99] : [])].join(' ')

function flowSaid(said: string): string {
  const [mode = '', p95, p99] = said.split(' ')
  const word = modeStatus[mode as Mode]?.word ?? mode
  const time = (text: string) => durationText(Number(text) / 1_000)
  return p95 && p99 ? `${word}, 95 % in ${time(p95)}, 99 % in ${time(p99)}` : word
}
