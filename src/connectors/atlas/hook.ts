import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { parseExactJson } from '#kernel/exact-json'
import { epochMilliseconds, type Instant } from '#kernel/time'
import { replayGuard, WEBHOOK_TOLERANCE } from '#kernel/webhooks'
import type { HookHeaders, HookVerdict } from '#model/ports/maintenance-books'
import { isSame, Moment } from '../cmms.ts'

const Id = z.string().regex(/^\d{1,18}$/)
const Said = z.object({
  occurredAt: Moment,
  workOrderId: Id.nullish(),
  requestId: Id.nullish(),
  assetId: Id.nullish(),
  partId: Id.nullish(),
})

/**
 * Its signature is of the body alone. The id and the time in the headers are not signed, so that they only tell a repeat by
 * the sender; how old a hint is, its body says. Fields of one webhook may have leaked into another: only what it is about is read.
 */
export function atlasHooks(secrets: readonly string[]) {
  const isNew = replayGuard()
  return (headers: HookHeaders, body: Uint8Array, now: Instant): HookVerdict => {
    const [signature, id, event] = ['signature', 'id', 'event'].map((name) => headers[`x-webhook-${name}`])
    if (typeof signature !== 'string' || typeof id !== 'string' || typeof event !== 'string')
      return { kind: 'refused', code: 'SIGNATURE_MISSING' }
    const fits = secrets.some((secret) => isSame(signature, createHmac('sha256', secret).update(body).digest('hex')))
    if (!fits) return { kind: 'refused', code: 'SIGNATURE_INVALID' }
    const said = read(body)
    if (!said) return { kind: 'refused', code: 'SCHEMA_INVALID' }
    const { occurredAt: changedAt, workOrderId, requestId, assetId, partId } = said
    const age = epochMilliseconds(now) - epochMilliseconds(changedAt)
    if (age > WEBHOOK_TOLERANCE) return { kind: 'refused', code: 'TIMESTAMP_TOO_OLD' }
    if (age < -WEBHOOK_TOLERANCE) return { kind: 'refused', code: 'TIMESTAMP_TOO_NEW' }
    if (!isNew({ id: id.slice(0, 128), at: changedAt }, now)) return { kind: 'refused', code: 'REPLAYED' }
    const isGone = event === 'WORK_ORDER_DELETE' || event === 'PART_DELETE'
    // The request first: when it is approved, the order that it became is named as well.
    if (event.includes('REQUEST') && requestId)
      return { kind: 'hint', hint: { book: 'requests', record: requestId, changedAt, isGone } }
    if (event === 'ASSET_STATUS_CHANGE' && assetId)
      return { kind: 'hint', hint: { book: 'assets', record: assetId, changedAt, isGone } }
    if (workOrderId) return { kind: 'hint', hint: { book: 'orders', record: workOrderId, changedAt, isGone } }
    if (partId) return { kind: 'hint', hint: { book: 'parts', record: partId, changedAt, isGone } }
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
