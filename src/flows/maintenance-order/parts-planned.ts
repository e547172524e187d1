import { defineFlow, type Outcome } from '#engine'
import { isAfter, minutes } from '#kernel/time'
import { PartsPlanned } from '#model/maintenance'
import { PARTS_PLANNED } from '#model/maintenance-events'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { MaintenanceDesk } from '#model/ports/maintenance-desk'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { convertible, spoken } from '#model/quantity'
import { judgeStep, type MaintenanceCase } from './judge-order.ts'
import { answeredPart } from './part-answered.ts'
import { otherUnit } from './part-troubles.ts'
import { reservationsFor } from './reservations.ts'
import { lookedAgain } from './short-parts.ts'

/** The parts of an order lie ready from its approval to its end: less when less is planned, and less by what was used. */
export const partsPlanned = defineFlow({
  name: 'parts-planned',
  version: '1',
  purpose: 'The spare parts of an approved maintenance order are set aside for it, and given free when it is over',
  owner: 'warehouse',
  on: [PARTS_PLANNED],
  body: PartsPlanned,
  target: { p95: minutes(1), p99: minutes(5) },
  hearsConfirmations: true,

  facts: (_message, { order, told }, file: MaintenanceCase) => ({
    order: file || told ? undefined : MaintenanceDesk.order(order),
  }),

  decide({ message, body, facts, file, keeps, ruled }): Outcome<MaintenanceOrderFile> {
    const { order, told, parts } = body
    const verdict = judgeStep('change', file ? { order } : { order, told }, message.plant, file, facts.order)
    if (verdict.kind === 'trouble') {
      const { trouble } = verdict
      return { verdict: 'refused', code: trouble.code, sentence: trouble.sentence, trouble }
    }
    const { label } = verdict.file.order
    const before = verdict.file.planned
    if (parts && before && isAfter(before.at, message.occurredAt))
      return { verdict: 'accepted', sentence: `Parts of ${label} were planned anew since, at ${before.at}.` }
    const other = parts?.find(({ part, quantity }) => {
      const used = verdict.file.parts?.[part]
      return used && !convertible(quantity.uom, used.uom)
    })
    if (other) return otherUnit(label, other.part, other.quantity, verdict.file.parts![other.part]!)
    const data = parts ? { ...verdict.file, planned: { at: message.occurredAt, parts } } : verdict.file
    const { setAside, intents } = reservationsFor(message.plant, verdict.state, data, {
      refusedToo: ruled !== undefined,
    })
    const books = keeps(SparePartsLedger)
    return {
      verdict: 'accepted',
      sentence: sentenceFor(data, verdict.state, intents.length),
      file: { state: verdict.state, data: books ? { ...data, setAside } : data },
      intents: books ? intents : [],
    }
  },

  answered: answeredPart,
  due: lookedAgain,
})

function sentenceFor({ order: { label }, planned }: MaintenanceOrderFile, state: string, changes: number): string {
  const list = (planned?.parts ?? []).map(
    ({ part, partName, quantity }) => `${spoken(quantity)} of ${partName ?? part}`,
  )
  const what = list.length === 0 ? 'no spare parts' : list.join(', ')
  if (changes > 0) return `${label}, which is ${state}, is planned with ${what}: what lies ready for it changes.`
  return `${label}, which is ${state}, is planned with ${what}: nothing has to be moved for it.`
}
