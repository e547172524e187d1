import { z } from 'zod'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { Failure, Refused, Unavailable } from '#kernel/failure'
import type { Instant } from '#kernel/time'
import { signWebhook } from '#kernel/webhooks'
import type { Call, Effect, PortKeeper, Receipt } from '#model/ports/port'
import { ShopFloor } from '#model/ports/shop-floor'
import type { Answer, Mailbox } from '../delivery.ts'

export interface Letterhead {
  readonly secrets: readonly string[]
  readonly now: () => Instant
  /** Whether this MES can be asked for reports that never came. */
  readonly tellsAgain: boolean
}

/** What a delivery is called on the wire; the MES reads it from `type`. */
const TYPES: Readonly<Record<string, string>> = {
  release: 'mfg.production.order.released.v1',
  change: 'mfg.production.order.changed.v1',
  cancel: 'mfg.production.order.cancelled.v1',
  tellAgain: 'mfg.production.reports.missed.v1',
}

/** What an MES may answer; all of it is optional, since taking the order is told by the status alone. */
const Taken = z.object({
  known: z.boolean().catch(false),
  reference: z.string().max(128).optional().catch(undefined),
  /** Shown to people as something to click on, so it leads to a page or nowhere. */
  link: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  /** Of reports it was asked for: how many it tells again, and which numbers it never had. */
  toldAgain: z.int().min(0).optional().catch(undefined),
  neverHad: z.string().max(500).optional().catch(undefined),
})

/**
 * The MES's way of keeping the shop floor: each effect is one signed delivery under its own key, so that the MES can
 * tell a repeat. Orders do not wait for each other; what belongs to one order never overtakes.
 */
export function shopFloor(mailbox: Mailbox, { secrets, now, tellsAgain }: Letterhead): PortKeeper {
  async function deliver(effect: Effect, call: Call): Promise<Receipt> {
    const type = TYPES[effect.operation]
    if (!type) throw new Refused('UNKNOWN_OPERATION', `An MES does no ${effect.operation}`)
    // The very same bytes at each repeat: only timestamp and signature are new.
    const body = canonicalJson({ type, timestamp: effect.occurredAt, data: effect.body as Json })
    const headers = {
      ...signWebhook(secrets, { id: effect.key, at: now(), body }),
      'x-correlation-id': encodeURIComponent(effect.correlation),
      ...(call.traceparent ? { traceparent: call.traceparent } : {}),
    }
    const answer = mailbox.post(body, headers, call)
    return receiptFrom(await (effect.operation === 'tellAgain' ? answer.catch(noIsAnAnswer) : answer), effect)
  }

  return {
    port: ShopFloor.portName,
    lacks: tellsAgain ? [] : ['tellAgain'],
    read: (operation) => Promise.reject(new Refused('UNKNOWN_OPERATION', `The shop floor answers no ${operation}`)),

    async perform(effects, call) {
      const stuck = new Set<string>()
      const answers: (Receipt | Failure)[] = []
      for (const effect of effects) {
        const { order } = effect.body as { readonly order: string }
        const answer =
          call.signal.aborted || stuck.has(order)
            ? new Unavailable('NOT_SENT', 'Not sent yet: what was told about this order before has not arrived')
            : await deliver(effect, call).catch(asFailure)
        if (answer instanceof Failure && !(answer instanceof Refused)) stuck.add(order)
        answers.push(answer)
      }
      return answers
    },
  }
}

function receiptFrom({ text }: Pick<Answer, 'text'>, { body }: Effect): Receipt {
  const { known, reference, link, ...again } = Taken.catch({ known: false }).parse(jsonIn(text))
  const { order } = body as { readonly order: string }
  const document = { kind: 'mes-order', id: reference ?? order, ...(link ? { link } : {}) }
  return { known, documents: [document], ...(Object.keys(again).length > 0 ? { after: again } : {}) }
}

/** An MES that will not tell again has answered; who needs to know is told when the wait is over. */
function noIsAnAnswer(failure: unknown): Pick<Answer, 'text'> {
  if (failure instanceof Refused) return { text: JSON.stringify({ neverHad: failure.message }) }
  throw failure
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}
