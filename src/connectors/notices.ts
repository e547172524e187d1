import { Failure, Refused, Unavailable } from '#kernel/failure'
import { Notice, type NoticeDesk } from '#model/notice'
import type { Call, Effect, PortKeeper, Receipt } from '#model/ports/port'
import { portOfNotices } from '#model/ports/notices'

/** One notice on its way; throws a Failure. */
export type Tell = (notice: Notice, effect: Effect, call: Call) => Promise<Receipt>

/** A channel's way of keeping notices: one after the other; the first that finds nobody ends the call for the others. */
export const noticeKeeper = (via: string, tell: Tell): PortKeeper => ({
  port: portOfNotices(via),
  read: (operation) => Promise.reject(new Refused('UNKNOWN_OPERATION', `A channel answers no ${operation}`)),
  async perform(effects, call) {
    const answers: (Receipt | Failure)[] = []
    let away: Failure | undefined
    for (const effect of effects) {
      const answer =
        away || call.signal.aborted
          ? new Unavailable('NOT_SENT', away?.message ?? 'Not sent yet: those before it took all the time')
          : await tell(Notice.parse(effect.body), effect, call).catch(asFailure)
      if (answer instanceof Unavailable) away ??= answer
      answers.push(answer)
    }
    return answers
  },
})

/**
 * For channels that cannot tell a repeat by themselves: once, and once more when nobody knows what came of it. After
 * that, what may have arrived twice is not sent a third time.
 */
export async function atMostTwice(
  desk: NoticeDesk,
  { notice }: Notice,
  send: () => Promise<Receipt>,
): Promise<Receipt> {
  const before = (await desk.began(notice)) - 1
  if (before >= 2) return { known: true, documents: [] }
  try {
    return await send()
  } catch (error) {
    if (error instanceof Failure && error.effect === 'none') await desk.failed(notice)
    throw error
  }
}

const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  throw error
}
