import { z } from 'zod'
import type { EffectAnswered, Outcome, Situation } from '#engine'
import type { CloudEvent } from '#model/message'
import { MATERIAL_SURPLUS, type MaterialSignal, type ShortageFile } from '#model/material-shortage'
import { isPositive, quantity, type Quantity, spoken } from '#model/quantity'
import { PartReleased, PartStanding } from '#model/spare-parts'
import { REMINDER, UNANSWERED } from './words.ts'

type Answered = Situation<EffectAnswered, Record<never, never>, ShortageFile>

const Document = z.looseObject({ label: z.string().optional(), link: z.string().optional() })
const Receipt = z.looseObject({ documents: z.array(Document), after: PartStanding })
const Asked = z.looseObject({ asked: z.string() })

/** What the buyer was asked for is kept with the shortage; what is not needed any more is put before somebody. */
export function answeredDemand(situation: Answered): Outcome<ShortageFile> {
  const { file, body } = situation
  if (!file) return { verdict: 'accepted', sentence: 'Nobody follows this shortage.' }
  if (body.operation !== 'signal') return heard(situation, file)
  const { unasked: _answered, ...data } = file.data
  const settles = [{ code: UNANSWERED, reminder: REMINDER }]
  return { file: { state: file.state, data }, ...heard(situation, { state: file.state, data }), settles }
}

function heard({ message, body }: Answered, file: NonNullable<Answered['file']>): Outcome<ShortageFile> {
  if (body.state === 'refused')
    return { verdict: 'accepted', sentence: `The ERP would not: ${body.failure?.sentence ?? 'it gave no reason'}` }
  const { order, label, part } = PartReleased.strip().parse(body.body)
  const { after, documents } = Receipt.parse(body.receipt)
  if (body.operation === 'signal') {
    const [first] = documents
    const asked = quantity(Asked.parse(after).asked, after.uom)
    if (!first) return { verdict: 'accepted', sentence: `What was short of ${part} is on its way by now.` }
    const { label: document = 'the buyer', link } = first
    const signal: MaterialSignal = { order, label, quantity: asked, document, ...(link ? { link } : {}) }
    const sentence = isPositive(asked)
      ? `${spoken(asked)} of ${part} are asked for: ${document}.`
      : `${part} was asked for before: ${document}.`
    const signals = [...(file.data.signals ?? []), ...(isPositive(asked) ? [signal] : [])]
    return { verdict: 'accepted', sentence, file: { state: file.state, data: { ...file.data, signals } } }
  }
  if (body.operation === 'withdraw') {
    const { withdrawn } = z.looseObject({ withdrawn: z.string() }).parse(after)
    const sentence = `${spoken(quantity(withdrawn, after.uom))} of ${part} are taken back from the buyer.`
    return { verdict: 'accepted', sentence }
  }
  const asked = (file.data.signals ?? []).filter((one) => one.order === order).map(({ document }) => document)
  const surplus = quantity(after.surplus, after.uom)
  const bought = quantity(after.bought, after.uom)
  const events = isPositive(surplus)
    ? [surplusEvent(message, { item: part, order, label, quantity: surplus, asked })]
    : []
  if (isPositive(bought)) return { ...boughtInVain(part, label, bought, asked), events }
  const sentence = isPositive(surplus)
    ? `${spoken(surplus)} of ${part} are asked for without need.`
    : `What was asked for of ${part} is needed, or here.`
  return { verdict: 'accepted', sentence, events }
}

const surplusEvent = ({ plant, messageId, receivedAt }: Answered['message'], data: object): CloudEvent => ({
  ...{ specversion: '1.0', id: `${messageId}.surplus`, source: `/plants/${plant}/systems/hub` },
  ...{ type: MATERIAL_SURPLUS, time: receivedAt, data },
})

/** With the vendor nobody calls anything off by itself. */
function boughtInVain(part: string, label: string, bought: Quantity, asked: readonly string[]) {
  const sentence = `${spoken(bought)} of ${part} were bought for ${label} (${asked.join(', ')}) and are not needed any more.`
  const suggestion =
    'Agree with the vendor to have less or none, or skip this with the reason why it comes all the same.'
  const trouble = { code: 'PART_SURPLUS', owner: 'planner', sentence, suggestion } as const
  return { verdict: 'flagged', code: trouble.code, sentence, trouble } as const
}
