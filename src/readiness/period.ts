import { modeIn } from '#governance/rules/document'
import type { RulesBook } from '#governance/rules/versions'
import type { Instant } from '#kernel/time'

export interface Period {
  readonly since: Instant
  /** Now, while it still runs. */
  readonly until: Instant
}

/** The last time a flow was on paper in a plant; undefined where it never was. The versions of the rules say when. */
export async function lastOnPaper(
  book: Pick<RulesBook, 'approved' | 'read'>,
  flow: string,
  plant: string,
  now: Instant,
): Promise<Period | undefined> {
  let until = now
  let since: Instant | undefined
  for (const { version, from } of (await book.approved()).filter((one) => one.from <= now).toReversed()) {
    const isOnPaper = modeIn((await book.read(version))!.rules, flow, plant) === 'shadow'
    if (!isOnPaper && since !== undefined) break
    if (isOnPaper) since = from
    else until = from
  }
  return since === undefined ? undefined : { since, until }
}
