import { type EffectAnswered, type Outcome, type Policy, type RefusedFact, type Trouble, wasRefused } from '#engine'
import type { Json } from '#kernel/canonical-json'
import type { Message } from '#model/message'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { ProductionOrder, ProductionOrderId } from '#model/production'
import type { OrderEvent, OrderFile, OrderState } from '#model/production-order-case'
import { withoutBackflush } from './backflush.ts'
import { whileHeld } from './holds.ts'
import { notReleased, standingOf } from './standing.ts'

/** The case of a production order as a decision sees it. */
export type OrderCase = { readonly state: string; readonly data: OrderFile } | undefined

interface ReportSituation {
  readonly message: Pick<Message, 'plant' | 'occurredAt'>
  readonly body: { readonly order: ProductionOrderId }
  readonly facts: { readonly order?: ProductionOrder | RefusedFact | undefined }
  readonly file: OrderCase
  readonly policy: Policy
  readonly permits: readonly string[]
}

/** Asks the owner for the order, unless its case says what it is. */
export const orderUnlessKnown = (order: ProductionOrderId, file: OrderCase) =>
  file ? undefined : ProductionLedger.order(order)

/** The order where its owner has it as a draft: what concerns the order and not work on it needs no release. */
export const draftOf = (told: ProductionOrder | RefusedFact | undefined, plant: string): ProductionOrder | undefined =>
  told && !wasRefused(told) && told.plant === plant && told.state === 'planned' ? told : undefined

/** Judges a report about an order that may be worked on; the other standings have one answer for all reports. */
export function onOpenOrder(
  event: OrderEvent,
  { message, body, facts, file, policy, permits }: ReportSituation,
  judge: (file: OrderFile, next: OrderState) => Outcome<OrderFile>,
): Outcome<OrderFile> {
  const standing = standingOf(event, body.order, message.plant, file, facts.order)
  switch (standing.kind) {
    case 'open':
      return (
        (permits.includes('ORDER_ON_HOLD') ? undefined : whileHeld(event, standing.file, message, policy)) ??
        judge(standing.file, standing.next)
      )
    case 'trouble':
      return refused(standing.trouble)
    case 'not-released':
      return {
        verdict: 'held',
        sentence: `Waits until ${standing.label} is released.`,
        wait: {
          what: `the release of ${standing.label}`,
          atMost: policy.patience.release,
          otherwise: notReleased(standing.label),
        },
      }
  }
}

export const refused = (trouble: Trouble): Outcome<OrderFile> => ({
  verdict: 'refused',
  code: trouble.code,
  sentence: trouble.sentence,
  trouble,
})

/** What is wrong with a report, in the words of whoever has to put it right. */
export const wrong = (code: string, sentence: string, suggestion: string): Trouble => ({
  code,
  owner: 'supervisor',
  sentence,
  suggestion,
})

/** Odoo refused: what the case counted for this report is taken out of it again. */
export function onAnswer(
  { body: answer, file }: { readonly body: EffectAnswered; readonly file: OrderCase },
  takeOut: (data: OrderFile, body: Json) => OrderFile,
): Outcome<OrderFile> {
  if (answer.state === 'confirmed' || !file) return { verdict: 'accepted', sentence: 'Odoo has booked it.' }
  return {
    verdict: 'accepted',
    sentence: `Odoo refused: ${answer.failure?.sentence ?? 'it gave no reason'}`,
    file: { state: file.state, data: withoutBackflush(takeOut(file.data, answer.body), answer.body) },
  }
}
