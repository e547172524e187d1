import { type Bell, loop, type LoopParts } from '#kernel/loop'
import { milliseconds, minutes, seconds } from '#kernel/time'
import type { Urgency } from '#model/ports/port'
import type { Connection } from '../connections.ts'
import { pace } from './pace.ts'
import { type Answered, type SenderParts, senderTurn } from './sender.ts'

/** A batch takes about this long, so that one slow batch never delays what comes after it by much. */
const BATCH_TIME = milliseconds(300)
const LARGEST_BATCH = 200
/** How long a sender waits that nobody calls; the scout calls it as long as there is something to send. */
const UNCALLED = minutes(1)
const LONGEST_REST = seconds(10)

export interface SendingHandParts extends Pick<LoopParts, 'clock' | 'signal' | 'onError'> {
  readonly bell: Bell
  readonly sender: SenderParts
  readonly log: { error(about: object, sentence: string): void }
  /** The answers of a turn are written down, and have made this ready. */
  readonly onAnswered: (ready: Answered) => void
}

/**
 * Sends to one system, one call after the other, until the signal. The next call goes out while the answers of the last one
 * are written down; more than one turn's never wait for that. It slows down while the system is not to be reached, and while
 * answers cannot be written.
 */
export async function sendingHand(
  parts: SendingHandParts,
  connection: Connection,
  urgencies: readonly Urgency[],
): Promise<void> {
  const rhythm = pace(BATCH_TIME, LARGEST_BATCH)
  let down = 0
  let unwritten = 0
  let answered: Promise<void> = Promise.resolve()
  await loop({ ...parts, idle: UNCALLED }, async () => {
    const turn = await senderTurn(parts.sender, connection, urgencies, rhythm)
    const written = turn.answered.then(
      (ready) => {
        unwritten = 0
        parts.onAnswered(ready)
      },
      (error: unknown) => {
        unwritten++
        parts.onError(error)
      },
    )
    await answered
    answered = written
    if (!turn.unavailable) down = 0
    else if (down++ === 0)
      parts.log.error({ system: connection.system, code: turn.unavailable.code }, turn.unavailable.message)
    const failures = down + unwritten
    const isHampered = turn.sent > 0 && failures > 0
    return { busy: turn.more, ...(isHampered ? { rest: Math.min(LONGEST_REST, 250 * 2 ** failures) } : {}) }
  })
  await answered
}
