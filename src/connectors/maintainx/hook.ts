import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { parseExactJson } from '#kernel/exact-json'
import { epochMilliseconds, instant, type Instant } from '#kernel/time'
import { replayGuard, WEBHOOK_TOLERANCE } from '#kernel/webhooks'
import type { HookHeaders, HookVerdict } from '#model/ports/maintenance-books'
import { isSame, Moment } from '../cmms.ts'

const Id = z.string().regex(/^\d{1,18}$/)
const Said = z.object({
  occurredAt: Moment,
  workOrderId: Id.nullish(),
  requestId: Id.nullish(),
  partId: Id.nullish(),
})
const HEADER = 'x-maintainx-webhook-body-signature'

/** Time and body are signed together. Whether the time is seconds or milliseconds its documentation does not say: both are read. */
export function maintainXHooks(secrets: readonly string[]) {
  const isNew = replayGuard()
  return (headers: HookHeaders, body: Uint8Array, now: Instant): HookVerdict => {
    const header = headers[HEADER]
    if (typeof header !== 'string') return { kind: 'refused', code: 'SIGNATURE_MISSING' }
    const [, time, signature] = /^t=(\d{9,14}),v1=([0-9a-f]{64})$/.exec(header) ?? []
    if (!time || !signature) return { kind: 'refused', code: 'SIGNATURE_INVALID' }
    const fits = secrets.some((secret) =>
      isSame(signature, createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')),
    )
    if (!fits) return { kind: 'refused', code: 'SIGNATURE_INVALID' }
    const at = Number(time) * (time.length < 12 ? 1000 : 1)
    const age = epochMilliseconds(now) - at
    if (age > WEBHOOK_TOLERANCE) return { kind: 'refused', code: 'TIMESTAMP_TOO_OLD' }
    if (age < -WEBHOOK_TOLERANCE) return { kind: 'refused', code: 'TIMESTAMP_TOO_NEW' }
    // It gives its deliveries no ids; two of one second that say the same are one.
    if (!isNew({ id: signature, at: instant(at) }, now)) return { kind: 'refused', code: 'REPLAYED' }
    const said = read(body)
    if (!said) return { kind: 'refused', code: 'SCHEMA_INVALID' }
    const { occurredAt: changedAt, workOrderId, requestId, partId } = said
    // Nothing in it says that something is deleted: who is asked for it says so.
    if (requestId) return { kind: 'hint', hint: { book: 'requests', record: requestId, changedAt, isGone: false } }
    if (workOrderId) return { kind: 'hint', hint: { book: 'orders', record: workOrderId, changedAt, isGone: false } }
    if (partId) return { kind: 'hint', hint: { book: 'parts', record: partId, changedAt, isGone: false } }
    return { kind: 'nothing' }
  }
}

function read(body: Uint8Array): z.infer<typeof Said> | undefined {
  try {
    return Said.parse(parseExactJson(Buffer.from(body).toString('utf8')))
  } catch {
    return undefined
  }
}
