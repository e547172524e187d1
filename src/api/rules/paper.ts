import { days, later } from '#kernel/time'
import { idAt } from '../pages/messages.ts'
import { prepared } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import type { RulesView } from './contract.ts'

const countPaper = prepared('count-paper')

/** What flows judged on paper or only kept in the last day: what somebody looks at before a flow goes live. */
export async function paperOf(
  { database, home, now }: Pick<ApiParts, 'database' | 'home' | 'now'>,
  mine: (plant: string) => boolean,
): Promise<RulesView['paper']> {
  const since = later(now(), -days(1))
  const rows = await database.all<RulesView['paper'][number]>(countPaper, [home, idAt(since), since])
  return rows.filter(({ plant }) => mine(plant))
}
