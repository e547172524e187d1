import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { PartMoved } from '#model/maintenance'
import { PART_CONSUMED, PART_RETURNED } from '#model/maintenance-events'
import type { MaintenanceOrderFile, PartMove } from '#model/maintenance-order-case'
import type { Message } from '#model/message'
import { MaintenanceDesk } from '#model/ports/maintenance-desk'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { add, compare, convertible, spoken, subtract, zero } from '#model/quantity'
import { judgeStep, type MaintenanceCase } from './judge-order.ts'
import { answeredPart } from './part-answered.ts'
import { otherUnit, tooMuch } from './part-troubles.ts'
import { reservationsFor } from './reservations.ts'
import { lookedAgain } from './short-parts.ts'

/** Spare parts add up on their order, whether it is still open or not: a part that was used was used. */
export const maintenanceParts = defineFlow({
  name: 'maintenance-parts',
  version: '2',
  purpose:
    'The spare parts that a maintenance order uses leave stock when they are used, and come back when they are not',
  owner: 'warehouse',
  on: [PART_CONSUMED, PART_RETURNED],
  body: PartMoved,
  target: { p95: minutes(1), p99: minutes(5) },
  hearsConfirmations: true,

  facts: (_message, { order, told }, file: MaintenanceCase) => ({
    order: file || told ? undefined : MaintenanceDesk.order(order),
  }),

  decide({ message, body, facts, file, policy, keeps }): Outcome<MaintenanceOrderFile> {
    // Where the order is known, its own events say what it is: a part may be told long after it was taken.
    const { order, told } = body
    const verdict = judgeStep('change', file ? { order } : { order, told }, message.plant, file, facts.order)
    if (verdict.kind === 'trouble') {
      const { trouble } = verdict
      return { verdict: 'refused', code: trouble.code, sentence: trouble.sentence, trouble }
    }
    const { part, partName, quantity, lot } = body
    const { label } = verdict.file.order
    const need = verdict.file.planned?.parts.find((one) => one.part === part)
    const before = verdict.file.parts?.[part] ?? zero(need?.quantity.uom ?? quantity.uom)
    const isUsed = message.type === PART_CONSUMED
    if (!convertible(quantity.uom, before.uom)) return otherUnit(label, part, quantity, before)
    const after = isUsed ? add(before, quantity) : subtract(before, quantity)
    if (compare(after, zero(after.uom)) < 0) {
      const trouble = tooMuch(label, part, quantity, before)
      const what = `${part} to be used by ${label}`
      // What came back may be told before what was taken.
      return {
        verdict: 'held',
        sentence: trouble.sentence,
        wait: { what, atMost: policy.patience.original, otherwise: trouble },
      }
    }
    const data: MaintenanceOrderFile = {
      ...verdict.file,
      parts: { ...verdict.file.parts, [part]: after },
      moves: [...movesBefore(verdict.file, message), moveOf(message, body, !isUsed)],
    }
    const sentence = `${spoken(quantity)} of ${partName ?? part} ${isUsed ? `went into ${label}` : `came back from ${label}`}: ${spoken(after)} in all.`
    if (!keeps(SparePartsLedger)) return { verdict: 'accepted', sentence, file: { state: verdict.state, data } }
    const storeroom = body.storeroom ?? need?.storeroom
    const moved = {
      ...{ plant: message.plant, order, label, part, quantity },
      ...(storeroom ? { storeroom } : {}),
      ...(lot ? { lot } : {}),
    }
    const { setAside, intents } = reservationsFor(message.plant, verdict.state, data)
    return {
      verdict: 'accepted',
      sentence,
      file: { state: verdict.state, data: { ...data, setAside } },
      // What is used is used of what lies ready, which the books lower by themselves; what came back may be needed again.
      intents: isUsed ? [SparePartsLedger.consume(moved)] : [SparePartsLedger.giveBack(moved), ...intents],
    }
  },

  answered: answeredPart,
  due: lookedAgain,
})

/** Judged again, a movement is still one. */
const movesBefore = ({ moves = [] }: MaintenanceOrderFile, { id }: Message): readonly PartMove[] =>
  moves.filter(({ event }) => event !== id)

const moveOf = (
  { id, messageId, occurredAt, recordedAt, receivedAt }: Message,
  { part, partName, quantity, lot }: PartMoved,
  isBack: boolean,
): PartMove => ({
  ...{ event: id, message: messageId, part, quantity, isBack, occurredAt, receivedAt },
  ...(partName ? { partName } : {}),
  ...(lot ? { lot } : {}),
  ...(recordedAt ? { recordedAt } : {}),
})
