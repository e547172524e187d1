import type { NewMessage } from '#engine'
import type { AuditEntry } from '#governance/audit'
import type { SystemKey } from '#governance/keys'
import { Refused } from '#kernel/failure'
import type { Receipt } from '../contract.ts'
import type { ApiParts } from '../parts.ts'
import { Trouble, tryLater } from '../problems.ts'
import type { EventRefusal, EventVerdict } from './judge-event.ts'
import { keepAll } from './keep.ts'
import { Tally } from './tally.ts'

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

  let kept: Awaited<ReturnType<typeof keepAll>> = []
  try {
    kept = await keepAll(messages, parts.receive)
    const refused = [...refusals, ...kept.filter((one) => 'status' in one)]
    const conflicts = messages.filter((_, nth) => {
      const one = kept[nth]!
      return 'kind' in one && one.kind === 'conflict'
    })
    const entries = [
      ...refused.map((refusal) => refusedEntry(refusal, key, parts)),
      ...conflicts.map((message) => conflictEntry(message, key, parts)),
    ]
    if (entries.length > 0) await parts.audit(entries)
  } catch (error) {
    if (error instanceof Refused && error.code === 'DUPLICATE_CONFLICT')
      throw new Trouble(409, error.code, 'In conflict with what was accepted before', error.message)
    throw Object.assign(
      tryLater(
        'The journal cannot be written at the moment; send the same again. What was accepted before is not taken twice.',
      ),
      { cause: error },
    )
  }
  const tally = new Tally()
  let next = 0
  const refused = ({ status: _, ...refusal }: EventRefusal): Receipt => {
    tally.add('refused', 'unknown')
    return { status: 'refused', ...refusal }
  }
  const receipts = verdicts.map((verdict): Receipt => {
    if ('refused' in verdict) return refused(verdict.refused)
    const acceptance = kept[next++]!
    if ('status' in acceptance) return refused(acceptance)
    const { id, source, type } = verdict.message
    tally.add(acceptance.kind, type)
    const base = { id, source, status: acceptance.kind, messageId: acceptance.messageId, ...verdict.note }
    if (acceptance.kind !== 'conflict') return base
    return {
      ...base,
      code: 'DUPLICATE_CONFLICT',
      sentence: 'An event with this id and other content was accepted before. Send a correction as a new event.',
    }
  })
  for (const { status, type, times } of tally) parts.count(status, type, key.plant, times)
  return receipts
}

/** Another content under a name that was taken: a mistake of the sender, or somebody who would have it otherwise. */
const conflictEntry = (message: NewMessage, key: SystemKey, { ids, now }: ApiParts): AuditEntry => ({
  auditId: ids(),
  plant: key.plant,
  at: now(),
  actor: `${key.system} (${key.keyId})`,
  action: 'event.conflict',
  subject: message.id,
  after: { code: 'DUPLICATE_CONFLICT', payloadHash: message.payloadHash },
})

const refusedEntry = (refusal: EventRefusal, key: SystemKey, { ids, now }: ApiParts): AuditEntry => ({
  auditId: ids(),
  plant: key.plant,
  at: now(),
  actor: `${key.system} (${key.keyId})`,
  action: 'event.refused',
  subject: refusal.id ?? 'event',
  after: { code: refusal.code, errors: refusal.errors as never },
})
