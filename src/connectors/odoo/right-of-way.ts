import { LATELY, type Urgency } from '#model/ports/port'
import { type Duration, seconds } from '#kernel/time'

/** Nobody gives way for longer than this, however slow the other calls are. */
const PATIENCE = seconds(1)

/** Does a call of some urgency when its turn has come; what has none is not asked to wait. */
export type RightOfWay = <Answer>(
  urgency: Urgency | undefined,
  signal: AbortSignal | undefined,
  call: () => Promise<Answer>,
) => Promise<Answer>

/**
 * Odoo has few workers. While something urgent comes, bulk keeps one of them busy at most: its effects, its questions and its looks
 * for changes one after the other, so that what is urgent never stands behind two of them.
 */
export function rightOfWay(patience: Duration = PATIENCE): RightOfWay {
  const waiting = new Set<() => void>()
  let inWork = 0
  let urgentAt = -Infinity

  const isTaken = (): boolean => inWork > 0 && performance.now() - urgentAt <= LATELY

  async function myTurn(signal: AbortSignal | undefined): Promise<void> {
    const over = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])])
    if (over.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const go = () => {
      waiting.delete(go)
      resolve()
    }
    waiting.add(go)
    over.addEventListener('abort', go)
    await promise
  }

  return async (urgency, signal, call) => {
    if (urgency === 'critical') urgentAt = performance.now()
    if (urgency !== 'bulk') return call()
    if (isTaken()) await myTurn(signal)
    inWork++
    try {
      return await call()
    } finally {
      inWork--
      const [next] = waiting
      next?.()
    }
  }
}
