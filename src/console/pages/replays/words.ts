import type { ReplayPreview, ReplayView } from '#api'
import { momentText, ownZone } from '../../words/moments.ts'
import { counted, plain } from '../../words/names.ts'

/** `production-ledger.receiveOutput` → `Receive output`. */
export const effectName = (operation: string): string => plain(operation.split('.').at(-1)!)

/** Which exceptions are meant, in one breath. */
export function filterText(filter: ReplayView['filter'], now: number, zone = ownZone()): string {
  const { ids, code, flow, since, until } = filter
  const at = (moment: string): string => momentText(moment, zone, now)
  const parts = [
    ids ? `${counted(ids.length, 'exception')} chosen by hand` : undefined,
    code,
    flow ? plain(flow) : undefined,
    since && until ? `stopped from ${at(since)} to ${at(until)}` : since ? `stopped since ${at(since)}` : undefined,
    until && !since ? `stopped before ${at(until)}` : undefined,
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(', ') : 'everything that is open'
}

/** `a supervisor, integration or admin`. */
export function roleText(roles: readonly string[]): string {
  const [last, ...others] = roles.toReversed()
  return `somebody who is ${others.length > 0 ? `${others.toReversed().join(', ')} or ${last}` : last}`
}

export const unknownText = ({ items, unknown }: Pick<ReplayPreview, 'items' | 'unknown'>): string =>
  unknown === items
    ? 'Of none of them anybody can say what it would come to'
    : `Of ${counted(unknown, 'event')} nobody can say what ${unknown === 1 ? 'it' : 'they'} would come to`
