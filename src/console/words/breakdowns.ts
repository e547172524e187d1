import type { BreakdownView } from '#api'
import { durationText } from './durations.ts'
import type { Status } from './status.ts'

/** How a standstill stands, to whoever plans. */
export function breakdownStatus({ state, lacksCode }: Pick<BreakdownView, 'state' | 'lacksCode'>): Status {
  if (state === 'down') return { word: 'Stands still', tone: 'bad', shape: 'stop' }
  if (state === 'void') return { word: 'False alarm', tone: 'idle', shape: 'dash' }
  return lacksCode
    ? { word: 'Works again, not coded', tone: 'warn', shape: 'flag' }
    : { word: 'Works again', tone: 'ok', shape: 'check' }
}

/** What Odoo carries of it. */
export function blockStatus({ block, state }: Pick<BreakdownView, 'block' | 'state'>): Status {
  if (!block)
    return state === 'down'
      ? { word: 'Not mapped to Odoo', tone: 'warn', shape: 'flag' }
      : { word: 'Not closed in Odoo', tone: 'idle', shape: 'dash' }
  switch (block.erp) {
    case 'closed':
      return { word: state === 'down' ? 'Closed in Odoo' : 'Was closed in Odoo', tone: 'ok', shape: 'check' }
    case 'free':
      return { word: 'Open again in Odoo', tone: 'idle', shape: 'dash' }
    case 'refused':
      return { word: 'Odoo would not', tone: 'bad', shape: 'stop' }
    case 'asked':
      return { word: 'On its way to Odoo', tone: 'busy', shape: 'arrow' }
  }
}

/** What Odoo counts as lost of one that is over; nothing where nothing was to be counted. */
export function lostText({ counted }: Pick<BreakdownView, 'counted'>): string | undefined {
  if (!counted) return undefined
  const { erp, minutes, loss } = counted
  if (erp === 'refused') return 'Odoo would not'
  if (erp === 'gone') return 'nothing any more'
  if (minutes === null) return 'on its way to Odoo'
  return `${durationText(Math.round(minutes) * 60)}${loss ? ` as ${loss}` : ''}`
}

export const saidWords: Readonly<Record<BreakdownView['said'][number]['what'], string>> = {
  failed: 'It has failed',
  stands: 'It stands still',
  works: 'It works again',
  repaired: 'Its maintenance order is completed',
  voided: 'It was a false alarm',
  withdrawn: 'It is taken back that it has failed',
  classified: 'Reclassified',
}

export const detectedWords = { machine: 'the machine', operator: 'an operator', maintenance: 'maintenance' } as const

/** Promises that would be broken, the worst first. */
export const latePromises = ({ atRisk }: Pick<BreakdownView, 'atRisk'>) =>
  (atRisk?.orders ?? [])
    .flatMap(({ sales }) => sales.filter(({ lateSeconds }) => lateSeconds > 0))
    .toSorted((one, other) => other.lateSeconds - one.lateSeconds)

export const lateText = (seconds: number): string =>
  seconds > 0 ? `${durationText(Math.round(seconds / 60) * 60)} late` : 'can be kept'
