import type { Acceptance } from '#engine'
import type { AuditEntry } from '#governance/audit'
import type { SystemKey } from '#governance/keys'
import { Refused } from '#kernel/failure'
import type { Receipt } from '../contract.ts'
import type { ApiParts } from '../parts.ts'
import { Trouble, tryLater } from '../problems.ts'
import type { EventRefusal, EventVerdict } from './judge-event.ts'

/** 202 when anything was taken; else what stood against it. A duplicate was taken before. */
export function statusFor(receipts: readonly Receipt[], single: boolean): number {
  const has = (status: Receipt['status']) => receipts.some((receipt) => receipt.status === status)
  if (has('accepted') || has('duplicate')) return 202
  if (has('conflict')) return 409
  return single && receipts[0]?.code === 'NOT_AUTHORISED' ? 403 : 422
}

/** Writes down what was judged well, and answers what became of each; what was refused leaves an audit row. */
export async function takeAll(
  verdicts: readonly EventVerdict[],
  key: SystemKey,
  parts: ApiParts,
): Promise<readonly Receipt[]> {
  const messages = verdicts.flatMap((verdict) => ('message' in verdict ? [verdict.message] : []))
  const refusals = verdicts.flatMap((verdict) => ('refused' in verdict ? [verdict.refused] : []))

  let acceptances: Acceptance[] = []
  try {
    if (messages.length > 0) acceptances = [...(await parts.receive(messages))]
    if (refusals.length > 0) await parts.audit(refusals.map((refusal) => refusedEntry(refusal, key, parts)))
  } catch (error) {
    if (error instanceof Refused && error.code === 'DUPLICATE_CONFLICT')
      throw new Trouble(409, error.code, 'In conflict with what was accepted before', error.message)
    throw Object.assign(
      tryLater('The journal cannot be written at the moment; nothing was accepted. Send the same again.'),
      { cause: error },
    )
  }
  return verdicts.map((verdict): Receipt => {
    if ('refused' in verdict) {
      const { status: _, ...refusal } = verdict.refused
      parts.count('refused', 'unknown', key.plant)
      return { status: 'refused', ...refusal }
    }
    const acceptance = acceptances.shift()!
    const { id, source, type } = verdict.message
    parts.count(acceptance.kind, type, key.plant)
    const base = { id, source, status: acceptance.kind, messageId: acceptance.messageId, ...verdict.note }
    if (acceptance.kind !== 'conflict') return base
    return {
      ...base,
      code: 'DUPLICATE_CONFLICT',
      sentence: 'An event with this id and other content was accepted before. Send a correction as a new event.',
    }
  })
}

const refusedEntry = (refusal: EventRefusal, key: SystemKey, { ids, now }: ApiParts): AuditEntry => ({
  auditId: ids(),
  plant: key.plant,
  at: now(),
  actor: `${key.system} (${key.keyId})`,
  action: 'event.refused',
  subject: refusal.id ?? 'event',
  after: { code: refusal.code, errors: refusal.errors as never },
})
