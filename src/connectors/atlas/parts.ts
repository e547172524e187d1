import { z } from 'zod'
import type { PartRecord, UsedPart, WorkedTime } from '#model/ports/maintenance-books'
import { DecimalText } from '#model/quantity'
import { Moment } from '../cmms.ts'
import { partIn, stockIn, workIn } from '../cmms-parts.ts'
import { understood } from '../question.ts'
import { Id } from './mapping.ts'
import type { AtlasSettings } from './settings.ts'

/** Doubles are written as they come: what is finer than stock is kept is nobody's count. */
const Amount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d+)?(e-?\d+)?$/i)
  .transform((text) => `${Number(Number(text).toFixed(6))}`)
  .pipe(DecimalText)

/** What an order shows of a part has no number: that stands in the part's own record. */
const PartQuantities = z.array(z.object({ quantity: Amount, part: z.object({ id: Id }) }))

const Part = z.object({
  id: Id,
  name: z.string().nullish(),
  barcode: z.string().nullish(),
  cost: Amount.nullish(),
  quantity: Amount,
  nonStock: z.boolean().nullish(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  customFieldValues: z
    .array(z.object({ customField: z.object({ label: z.string().nullish() }), value: z.string().nullish() }))
    .nullish(),
  updatedAt: Moment,
})
type Part = z.infer<typeof Part>

/** The number people know it by: a field of their own, where the settings name one. */
const shownAs = ({ id, name, barcode, customFieldValues }: Part, { partField }: AtlasSettings) => ({
  ...{ id, name },
  number: partField ? customFieldValues?.find(({ customField }) => customField.label === partField)?.value : barcode,
})

/** What an order has used, each part as its own record has it. */
export async function partsFrom(
  rows: unknown,
  partOf: (id: string) => Promise<unknown>,
  settings: AtlasSettings,
): Promise<readonly UsedPart[]> {
  const used: UsedPart[] = []
  for (const { quantity, part } of understood(PartQuantities, rows ?? [])) {
    const row = await partOf(part.id)
    const shown = row === undefined ? part : shownAs(understood(Part, row, 'part'), settings)
    used.push(partIn(settings, shown, quantity))
  }
  return used
}

/** What is not kept in stock is counted nowhere. */
export function stockFrom(row: unknown, settings: AtlasSettings): PartRecord {
  const read = understood(Part, row)
  const { id, quantity: all, cost, location, nonStock, updatedAt: changedAt } = read
  const lies = [{ place: location?.name ?? undefined, pieces: all }]
  const price = cost ? { price: cost } : {}
  const record = stockIn(settings, { record: id, changedAt, ...price, part: shownAs(read, settings), all, lies })
  return nonStock ? { ...record, counts: [] } : record
}

const Labours = z.array(
  z.object({
    id: Id,
    duration: Amount,
    assignedTo: z.object({ id: Id }).nullish(),
    startedAt: Moment.nullish(),
    status: z.string(),
    timeCategory: z.object({ name: z.string().nullish() }).nullish(),
  }),
)

/** A clock that runs has not told its time yet; one that ran twice says only when it was started last. */
export const labourFrom = (rows: unknown, settings: AtlasSettings): readonly WorkedTime[] =>
  understood(Labours, rows ?? [])
    .filter(({ status, assignedTo }) => status === 'STOPPED' && assignedTo)
    .flatMap(({ id: entry, duration: seconds, assignedTo, startedAt, timeCategory }) =>
      workIn(settings, {
        ...{ entry, person: assignedTo!.id, craft: timeCategory?.name, seconds },
        ...(startedAt ? { at: startedAt } : {}),
      }),
    )
