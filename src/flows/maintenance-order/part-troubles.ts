import type { Outcome } from '#engine'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { type Quantity, spoken } from '#model/quantity'

export function tooMuch(label: string, part: string, back: Quantity, used: Quantity) {
  const sentence = `${spoken(back)} of ${part} are said to have come back from ${label}, which has used ${spoken(used)}.`
  const suggestion = 'Correct the quantity and retry, or skip the return with a reason.'
  return { code: 'OVER_REVERSAL', owner: 'warehouse', sentence, suggestion } as const
}

export function otherUnit(
  label: string,
  part: string,
  moved: Quantity,
  before: Quantity,
): Outcome<MaintenanceOrderFile> {
  const sentence = `${part} was told in ${before.uom} for ${label} before, and now in ${moved.uom}, which do not convert.`
  const suggestion = 'Tell the part in one unit, and retry.'
  const trouble = { code: 'UOM_NOT_CONVERTIBLE', owner: 'warehouse', sentence, suggestion } as const
  return { verdict: 'refused', code: trouble.code, sentence, trouble }
}
