import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { MATERIAL_FREED, MaterialFreed, type ShortageFile } from '#model/material-shortage'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { answeredDemand } from './answered.ts'

/** An order is over that something was asked of the buyer for: the books say whether it is still needed. */
export const materialFreed = defineFlow({
  name: 'material-freed',
  version: '1',
  purpose: 'What was asked of the buyer for an order that was called off is looked at: others may need it, or nobody',
  owner: 'planner',
  on: [MATERIAL_FREED],
  body: MaterialFreed,
  target: { p95: minutes(5), p99: minutes(15) },
  hearsConfirmations: true,

  decide({ message: { plant }, body: { item, orders }, file, keeps }): Outcome<ShortageFile> {
    const known: ShortageFile | undefined = file?.data
    const over = orders.filter(({ order }) => known?.signals?.some((one) => one.order === order && !one.isOver))
    if (!known || over.length === 0) return { verdict: 'accepted', sentence: 'That was looked at already.' }
    const signals = (known.signals ?? []).map((one) =>
      over.some(({ order }) => order === one.order) ? { ...one, isOver: true as const } : one,
    )
    const labels = over.map(({ label }) => label).join(', ')
    return {
      verdict: 'accepted',
      sentence: `${labels} waits for ${known.short.name} no more: what was asked of the buyer is looked at.`,
      file: { state: file!.state, data: { ...known, signals } },
      intents: keeps(SparePartsLedger)
        ? over.map(({ order, label }, nth) =>
            SparePartsLedger.release({ plant, order, label: label.slice(0, 200), part: item }, nth),
          )
        : [],
    }
  },

  answered: answeredDemand,
})
