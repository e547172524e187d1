import { defineFlow, type Outcome, wasRefused } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { fieldTitles, RECORD_CHANGED, RecordChanged } from '#model/erp-change'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { asOwnerSays } from '../as-owner-says.ts'
import { spoken, undoing } from './spoken.ts'

/**
 * Somebody changed something in the ERP by hand. Where the ERP owns the field that is its word: it is noted, and the case
 * follows. Where another system does, it is a proposal with a clock: neither lost nor won before its steward has said so.
 */
export const erpEdit = defineFlow({
  name: 'erp-edit',
  version: '1',
  purpose: 'What people change in Odoo by hand is noted, or proposed to the owner of the field',
  owner: 'steward',
  on: [RECORD_CHANGED],
  body: RecordChanged,
  target: { p95: seconds(30), p99: minutes(1) },
  asksOwner: true,

  /** The order as it is now: a change of a part of it is a change of what its reports are judged by. */
  facts: (
    _message,
    { order, object, what },
    file: { readonly state: string; readonly data: OrderFile } | undefined,
  ) => ({
    order:
      order !== undefined && file && !(object === 'production-order' && what === 'deleted')
        ? ProductionLedger.order(order)
        : undefined,
  }),

  decide({ body, facts: { order }, file, owner, permits, policy, keeps }): Outcome<OrderFile> {
    const sentence = spoken(body)
    const told = order && !wasRefused(order) ? order : undefined
    if (owner && !permits.includes('APPROVED')) return proposed(body, owner, policy.patience.proposal)
    if (!file || !told) return { verdict: 'accepted', sentence }
    if (owner)
      return {
        verdict: 'accepted',
        sentence: `${sentence} It stands.`,
        file: { ...file, data: { ...file.data, order: told } },
      }
    const follows = asOwnerSays(told, file, keeps)
    if (follows.trouble) return follows
    return { ...follows, sentence: follows.intents?.length ? `${sentence} The shop floor is told.` : sentence }
  },

  denied({ body, owner = 'its owner', ruled }): Outcome<OrderFile> {
    const sentence = `${spoken(body)} ${owner} owns that, and its word stands: ${ruled?.by} said no (${ruled?.reason}).`
    return {
      verdict: 'flagged',
      code: 'OWNER_VIOLATION',
      sentence,
      trouble: { code: 'OWNER_VIOLATION', owner: 'steward', sentence, suggestion: undoing(body) },
    }
  },

  /** The shop floor was told of the change. */
  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'The shop floor has it.'
        : `The shop floor did not take it: ${answer.failure?.sentence ?? ''}`,
  }),
})

function proposed(body: RecordChanged, owner: string, atMost: number): Outcome<OrderFile> {
  const sentence = `${spoken(body)} ${owner} owns that.`
  const { label, fields, by, at, object, what, record } = body
  return {
    verdict: 'asked',
    code: 'OWNER_VIOLATION',
    sentence,
    question: {
      role: 'steward',
      text: `${sentence} Shall it stand?`,
      shown: {
        what: label,
        object,
        change: what,
        fields: fields.map(({ field, before = null, after = null }) => ({ field: fieldTitles[field], before, after })),
        by: by ? `${by.name} (${by.login})` : 'nobody Odoo still names',
        at,
        owner,
        record,
      },
      yes: [],
      atMost,
    },
  }
}
