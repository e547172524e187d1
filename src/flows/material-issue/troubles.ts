import type { Trouble } from '#engine'
import type { MaterialIssued, ProductionOrder } from '#model/production'
import { spoken } from '#model/quantity'
import type { Substitute } from '#model/substitutes'
import { wrong } from '../report.ts'
import type { IssueVerdict } from './judge-issue.ts'
import type { SubstituteVerdict } from './judge-substitute.ts'

type Unbookable = Exclude<IssueVerdict, { readonly total: unknown } | { readonly kind: 'not-on-the-order' }>

/** What is wrong with an issue of something that the order does need. */
export function troubleWith(
  { kind, component }: Unbookable,
  { quantity }: MaterialIssued,
  said: string,
  label: string,
) {
  const name = component.itemName
  switch (kind) {
    case 'unit-does-not-convert':
      return wrong(
        'UOM_NOT_CONVERTIBLE',
        `${name} is counted in ${component.required.uom}, which ${quantity.uom} does not convert into.`,
        'Correct the unit and retry.',
      )
    case 'unit-suspect':
      return wrong(
        'UOM_SUSPECT',
        `${said} for ${label} is far more than the ${spoken(component.required)} it needs: the unit is probably wrong.`,
        'Correct the unit or the quantity and retry.',
      )
    case 'lot-required':
      return wrong(
        'LOT_REQUIRED',
        `${name} is kept by lot or serial number, and this issue to ${label} names none.`,
        'Add the lot and retry.',
      )
  }
}

export const notOnTheOrder = ({ item }: MaterialIssued, label: string): Trouble =>
  wrong(
    'NOT_IN_BOM',
    `${label} does not need ${item}.`,
    'Correct the item or the order and retry; say in the rules what it may stand for (substitutes) and retry; or override with a reason if it was used beside.',
  )

/** Why something is not taken in the place of what the order needs; undefined where nothing speaks of a place. */
export function whyNoSubstitute(
  verdict: Exclude<SubstituteVerdict, { readonly total: unknown }>,
  { item, insteadOf, quantity }: MaterialIssued,
  { label, components }: ProductionOrder,
): Trouble | undefined {
  switch (verdict.kind) {
    case 'unit-does-not-convert':
      return wrong(
        'UOM_NOT_CONVERTIBLE',
        `By the rules ${item} stands for ${verdict.component.itemName} in another unit than ${quantity.uom}.`,
        'Correct the unit and retry, or say the unit in the rules (substitutes).',
      )
    case 'which':
      return wrong(
        'SUBSTITUTE_UNCLEAR',
        `${item} may stand for ${verdict.components.map((one) => one.item).join(' or ')} at ${label}, and nobody has said for which.`,
        'Say for which (insteadOf) and retry.',
      )
    case 'too-much':
      return wrong(
        'NOT_IN_BOM',
        `${item} may stand for ${spoken(verdict.allowed)} of ${verdict.component.itemName} at ${label} at most, and this would be more.`,
        `Use ${verdict.component.item} for the rest, raise the share in the rules (substitutes) and retry, or override with a reason: then it is booked beside.`,
      )
    case 'not-allowed': {
      if (!insteadOf) return undefined
      if (components.every((one) => one.item !== insteadOf))
        return wrong(
          'NOT_IN_BOM',
          `${label} does not need ${insteadOf}, for which ${item} was to stand.`,
          'Correct the item and retry.',
        )
      return wrong(
        'NOT_IN_BOM',
        `No rule lets ${item} stand for ${insteadOf} on that day.`,
        `${known(verdict.others)}Say it in the rules (substitutes) and retry, or override with a reason: then it is booked beside.`,
      )
    }
  }
}

const known = (others: readonly Substitute[]): string =>
  others.length > 0 ? `What may: ${others.map(({ item }) => item).join(', ')}. ` : ''
