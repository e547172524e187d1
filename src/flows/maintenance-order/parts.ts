import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { PartMoved } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { MaintenanceDesk } from '#model/ports/maintenance-desk'
import { add, compare, convertible, type Quantity, spoken, subtract, zero } from '#model/quantity'
import { judgeStep, type MaintenanceCase } from './judge-order.ts'

const CONSUMED = 'mfg.maintenance.part.consumed.v1'

/** Spare parts add up on their order, whether it is still open or not: a part that was used was used. */
export const maintenanceParts = defineFlow({
  name: 'maintenance-parts',
  version: '1',
  purpose: 'The spare parts that a maintenance order has used are known, net of what came back',
  owner: 'warehouse',
  on: [CONSUMED, 'mfg.maintenance.part.returned.v1'],
  body: PartMoved,
  target: { p95: minutes(1), p99: minutes(5) },

  facts: (_message, { order, told }, file: MaintenanceCase) => ({
    order: file || told ? undefined : MaintenanceDesk.order(order),
  }),

  decide({ message, body, facts, file }): Outcome<MaintenanceOrderFile> {
    // Where the order is known, its own events say what it is: a part may be told long after it was taken.
    const { order, told } = body
    const verdict = judgeStep('change', file ? { order } : { order, told }, message.plant, file, facts.order)
    if (verdict.kind === 'trouble') {
      const { trouble } = verdict
      return { verdict: 'refused', code: trouble.code, sentence: trouble.sentence, trouble }
    }
    const { part, partName, quantity } = body
    const { label } = verdict.file.order
    const before = verdict.file.parts?.[part] ?? zero(quantity.uom)
    const isUsed = message.type === CONSUMED
    if (!convertible(quantity.uom, before.uom)) return otherUnit(label, part, quantity, before)
    const after = isUsed ? add(before, quantity) : subtract(before, quantity)
    if (compare(after, zero(after.uom)) < 0) return tooMuch(label, part, quantity, before)
    return {
      verdict: 'accepted',
      sentence: `${spoken(quantity)} of ${partName ?? part} ${isUsed ? `went into ${label}` : `came back from ${label}`}: ${spoken(after)} in all.`,
      file: { state: verdict.state, data: { ...verdict.file, parts: { ...verdict.file.parts, [part]: after } } },
    }
  },

  answered: (): Outcome<MaintenanceOrderFile> => ({
    verdict: 'accepted',
    sentence: 'Nothing was asked of another system.',
  }),
})

function tooMuch(label: string, part: string, back: Quantity, used: Quantity): Outcome<MaintenanceOrderFile> {
  const sentence = `${spoken(back)} of ${part} are said to have come back from ${label}, which has used ${spoken(used)}.`
  return stopped('OVER_REVERSAL', sentence, 'Correct the quantity and retry, or skip the return with a reason.')
}

function otherUnit(label: string, part: string, moved: Quantity, before: Quantity): Outcome<MaintenanceOrderFile> {
  const sentence = `${part} was told in ${before.uom} for ${label} before, and now in ${moved.uom}, which do not convert.`
  return stopped('UOM_NOT_CONVERTIBLE', sentence, 'Tell the part in one unit, and retry.')
}

const stopped = (code: string, sentence: string, suggestion: string): Outcome<MaintenanceOrderFile> => ({
  verdict: 'refused',
  code,
  sentence,
  trouble: { code, owner: 'warehouse', sentence, suggestion },
})
