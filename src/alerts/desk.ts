import { hashOfSecret, newSecret } from '#governance/secrets'
import { type Database, statementsIn } from '#kernel/sql'
import { days, type Instant, later } from '#kernel/time'
import type { NoticeDesk } from '#model/notice'

const sql = statementsIn(import.meta.url)
const beginTry = sql('begin-try')
const makeLink = sql('make-link')

export interface DeskParts {
  readonly database: Database
  readonly now: () => Instant
  readonly console: () => string
}

/** What channels ask for while they send. A link's secret is in the mail and nowhere else: only its hash is kept. */
export const noticeDesk = ({ database, now, console }: DeskParts): NoticeDesk => {
  const count = async (notice: string, by: number): Promise<number> => {
    const [row] = await database.all<{ tries: number }>(beginTry, [notice, by])
    return row?.tries ?? 1
  }
  return {
    began: (notice) => count(notice, 1),
    failed: async (notice) => void (await count(notice, -1)),
    async link(notice) {
      const token = newSecret()
      await database.all(makeLink, [hashOfSecret(token), notice, now(), later(now(), days(3))])
      return `${console()}/seen#${token}`
    },
  }
}
