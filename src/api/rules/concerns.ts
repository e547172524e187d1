import type { Difference } from '#governance/rules/differences'
import { days, later } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { idAt } from '../pages/messages.ts'
import { prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts, FlowCard } from '../parts.ts'

const countKinds = prepared('count-kinds')

interface KindRow {
  readonly plant: string
  readonly type: string
  readonly count: number
}

/** Each difference with the number of events of the last day that it would have concerned. */
export async function withConcerns(
  { database, home }: Pick<Reader, 'database' | 'home'>,
  { flows, now }: Pick<ApiParts, 'flows' | 'now'>,
  differences: readonly Difference[],
): Promise<(Difference & { concerns: number })[]> {
  const rows =
    differences.length > 0 ? await database.all<KindRow>(countKinds, [home, idAt(later(now(), -days(1)))]) : []
  return differences.map((difference) => ({
    ...difference,
    concerns: rows
      .filter((row) => (difference.plant === '*' || row.plant === difference.plant) && isAbout(difference, row, flows))
      .reduce((sum, { count }) => sum + count, 0),
  }))
}

function isAbout({ part, what }: Difference, { type }: KindRow, flows: readonly FlowCard[]): boolean {
  const kind = kindOf(type)
  if (!kind) return false
  if (part === 'ownership') return what.split(' ')[0] === kind.writes
  if (part === 'alerting') return false
  if (part === 'flow') return flows.some(({ name, on }) => name === what.split(' ')[0] && on.includes(type))
  return true
}
