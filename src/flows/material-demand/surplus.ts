import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { MATERIAL_SURPLUS, MaterialSurplus, type ShortageFile } from '#model/material-shortage'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { spoken } from '#model/quantity'
import { answeredDemand } from './answered.ts'

/** What nobody needs any more is taken back from the buyer once a person says so, and never in silence. */
export const materialSurplus = defineFlow({
  name: 'material-surplus',
  version: '1',
  purpose: 'What was asked of the buyer and is not needed any more is proposed to be reduced or called off',
  owner: 'planner',
  on: [MATERIAL_SURPLUS],
  body: MaterialSurplus,
  target: { p95: minutes(5), p99: minutes(15) },
  hearsConfirmations: true,

  decide({ message: { plant }, body, permits }): Outcome<ShortageFile> {
    const { item, order, label, quantity, asked } = body
    const intents = [SparePartsLedger.withdraw({ plant, order, label, part: item, quantity })]
    const what = `${spoken(quantity)} of ${item}`
    if (permits.includes('APPROVED'))
      return { verdict: 'accepted', sentence: `${what} are taken back from the buyer.`, intents }
    const sentence = `${what} were asked of the buyer for ${label} (${asked.join(', ')}) and are not needed any more.`
    return {
      ...{ verdict: 'asked', code: 'DEMAND_SURPLUS', sentence },
      question: {
        role: 'planner',
        text: `${sentence} Shall they be taken back, as far as they are not bought by then?`,
        shown: { item, order: label, quantity, 'asked by': [...asked] },
        yes: intents,
      },
    }
  },

  answered: answeredDemand,
})
