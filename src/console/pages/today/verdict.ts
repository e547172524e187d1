import type { FlowHealth, Today } from '#api'
import { counted } from '../../words/names.ts'
import type { Status } from '../../words/status.ts'

const lamp = (tone: Status['tone'], shape: Status['shape']): Status => ({ word: '', tone, shape })

/** One sentence for somebody who has three seconds: in step or not, and whether a person is needed. */
export function verdictOf(today: Today, name: string): { readonly status: Status; readonly sentence: string } {
  const [who, is] = name ? [name, 'is'] : ['The plants', 'are']
  const lost = today.systems.filter(({ state }) => state === 'unreachable')
  const behind = today.systems.filter(({ state }) => state === 'behind')
  const needed = today.exceptions.open + today.approvals.open
  const need = needed > 0 ? `${counted(needed, 'thing needs', 'things need')} somebody` : 'nothing needs you'

  if (lost.length > 0)
    return {
      status: lamp('bad', 'stop'),
      sentence: `${who} ${is} not in step: ${listed(lost.map(({ title }) => title))} cannot be reached. What is reported meanwhile is kept.`,
    }
  // A transaction that stays open over there delays what is told of it, and nothing that the plant reports.
  const held = behind.filter(({ horizon, behind: { events } }) => horizon && events === 0)
  if (held.length > 0 && held.length === behind.length)
    return {
      status: lamp('warn', 'half'),
      sentence: `What people change in ${listed(held.map(({ title }) => title))} is told late; ${need}.`,
    }
  if (behind.length > 0) {
    const events = behind.reduce((so, system) => so + system.behind.events, 0)
    return {
      status: lamp('warn', 'half'),
      sentence: `${who} ${is} catching up: ${listed(behind.map(({ title }) => title))} ${behind.length === 1 ? 'is' : 'are'} ${counted(events, 'event')} behind; ${need}.`,
    }
  }
  if (needed === 0 && today.flows.every(isIdle))
    return {
      status: lamp('idle', 'ring'),
      sentence: name ? `${name} has not reported anything in 24 hours.` : 'No plant has reported anything in 24 hours.',
    }
  return {
    status: needed > 0 ? lamp('warn', 'flag') : lamp('ok', 'check'),
    sentence: `${who} ${is} in step; ${need}.`,
  }
}

/** Nothing came, nothing waits, nothing failed: there, but not worth a line. */
export const isIdle = (flow: FlowHealth): boolean => flow.in + flow.out + flow.waiting + flow.failed === 0

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The numbers of the page count a day back from when they were counted; the list behind them does the same. */
export const dayBefore = (at: string): string => new Date(Date.parse(at) - 86_400_000).toISOString()
