import type { NewMessage } from '#engine'
import { type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { LookParts } from './look.ts'

const keepRhythm = statementsIn(import.meta.url)('keep-rhythm')

/** What a CMMS tells from one look to the next, and by which way: whoever watches over it knows its rhythm by that. */
export function rhythmOf(home: string, system: string, acceptBeside: LookParts['acceptBeside']) {
  let [told, hinted, lost, found] = [0, 0, 0, 0]
  return {
    /** As it was handed in, counted. */
    acceptBeside: async (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>): Promise<void> => {
      await acceptBeside(messages, beside)
      told += messages.length
    },
    hinted: () => void hinted++,
    /** What a webhook hinted at is there, or is looked for no longer. */
    found: () => void found++,
    lost: () => void lost++,

    /** A look came to its end. */
    async keep(on: Sql, at: Instant): Promise<void> {
      await on.all(keepRhythm, [home, system, at, told > 0, hinted > 0, lost, found > 0])
      ;[told, hinted, lost, found] = [0, 0, 0, 0]
    },
  }
}
