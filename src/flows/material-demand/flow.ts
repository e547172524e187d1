import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { MATERIAL_WANTED, MaterialWanted, type ShortageFile } from '#model/material-shortage'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { answeredDemand } from './answered.ts'
import { REMINDER, UNANSWERED } from './words.ts'

/** What is short for production is asked of the buyer: by itself, or once a person has said yes, as the plant has it. */
export const materialDemand = defineFlow({
  name: 'material-demand',
  version: '1',
  purpose: 'The buyer is asked, once and net, for components that nothing on its way covers, also when an order grows',
  owner: 'planner',
  on: [MATERIAL_WANTED],
  body: MaterialWanted,
  target: { p95: minutes(5), p99: minutes(15) },
  hearsConfirmations: true,

  decide({ message, body: { item, name, order, label }, file, permits, policy }): Outcome<ShortageFile> {
    const { plant, messageId } = message
    const what = name === item ? item : `${name} (${item})`
    const { demand, unanswered } = policy.purchasing
    if (demand === 'off')
      return { verdict: 'accepted', sentence: `The plant leaves it to people to have ${what} bought for ${label}.` }
    const intents = [SparePartsLedger.signal({ plant, order, label: label.slice(0, 200), part: item })]
    if (demand === 'auto' || permits.includes('APPROVED'))
      return {
        verdict: 'accepted',
        sentence: `The buyer is asked for what is short of ${what}, for ${label} first.`,
        ...(file ? { file: { state: file.state, data: { ...file.data, unasked: messageId } } } : {}),
        intents,
        reminders: [{ name: REMINDER, after: unanswered }],
      }
    const sentence = `Nothing on its way covers what ${label} needs of ${what}.`
    return {
      ...{ verdict: 'asked', code: 'DEMAND_APPROVAL', sentence },
      question: {
        role: 'planner',
        text: `${sentence} Shall the buyer be asked for what is short?`,
        shown: { item, name, 'needed first by': label },
        yes: intents,
      },
    }
  },

  answered: answeredDemand,

  due({ message, file }): Outcome<ShortageFile> {
    const known: ShortageFile | undefined = file?.data
    if (!known || known.unasked !== message.causation)
      return { verdict: 'accepted', sentence: 'The buyer has been asked.' }
    const first = known.short.orders.find(({ at }) => at === undefined)
    const needed = first ? `, which ${first.label} needs first` : ''
    const sentence = `The buyer cannot be asked for ${known.short.name}${needed}: the ERP does not answer.`
    const trouble = { code: UNANSWERED, owner: 'planner', sentence, suggestion } as const
    return { verdict: 'flagged', code: UNANSWERED, sentence, trouble }
  },
})

const suggestion =
  'Call the buyer where it cannot wait. Once the ERP answers the buyer is asked by itself, for what is not on its way by then, and this clears itself.'
