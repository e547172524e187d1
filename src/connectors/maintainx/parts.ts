import { z } from 'zod'
import type { OrderRecord, PartRecord } from '#model/ports/maintenance-books'
import { DecimalText } from '#model/quantity'
import { Moment } from '../cmms.ts'
import { partIn, stockIn, workIn } from '../cmms-parts.ts'
import { understood } from '../question.ts'
import type { MaintainXSettings } from './settings.ts'
import { Extra, Id, textIn } from './words.ts'

const Shown = { id: Id, name: z.string().nullish(), extraFields: Extra }

/** What stands on an order, where it was asked for. */
export const PartsOn = z.array(z.object({ ...Shown, quantityUsed: DecimalText.nullish() })).nullish()
export const TimesOn = z
  .array(z.object({ type: z.string().nullish(), userId: Id.nullish(), durationTotal: DecimalText.nullish() }))
  .nullish()

/**
 * Parts that stand on an order are reserved for it, and leave stock when its work is done. Of times it tells what each has
 * worked in all, so that one total takes the place of another.
 */
export function goodsFrom(
  { parts, times }: { readonly parts?: z.infer<typeof PartsOn>; readonly times?: z.infer<typeof TimesOn> },
  isDone: boolean,
  settings: MaintainXSettings,
): Pick<OrderRecord, 'parts' | 'planned' | 'labour'> {
  const on = (parts ?? []).map(({ quantityUsed, ...part }) =>
    partIn(settings, { ...part, number: numberOf(part, settings) }, quantityUsed ?? '0'),
  )
  const labour = (times ?? []).flatMap(({ type, userId, durationTotal }) =>
    userId && type !== 'EXPENSE' && type !== 'PART'
      ? workIn(settings, { entry: userId, person: userId, seconds: durationTotal ?? '0' })
      : [],
  )
  return { parts: isDone ? on : [], planned: on, labour }
}

const numberOf = (
  { extraFields }: { readonly extraFields?: z.infer<typeof Extra> },
  { partField }: MaintainXSettings,
) => textIn(extraFields, partField)

const Part = z.object({
  ...Shown,
  unitCost: z
    .string()
    .regex(/^\d{1,12}$/)
    .nullish(),
  availableQuantity: DecimalText.nullish(),
  locations: z.array(z.object({ locationId: Id, availableQuantity: DecimalText.nullish() })).nullish(),
  updatedAt: Moment,
})

/** Its prices are cents. */
export function stockFrom(row: unknown, settings: MaintainXSettings): PartRecord {
  const { id, name, extraFields, unitCost, availableQuantity, locations, updatedAt } = understood(Part, row)
  return stockIn(settings, {
    ...{ record: id, changedAt: updatedAt, all: availableQuantity ?? '0' },
    ...(unitCost ? { price: `${Number(unitCost) / 100}` } : {}),
    part: { id, name, number: numberOf({ extraFields }, settings) },
    lies: (locations ?? []).map((one) => ({ place: one.locationId, pieces: one.availableQuantity ?? '0' })),
  })
}
