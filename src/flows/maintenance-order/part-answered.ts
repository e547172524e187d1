import { z } from 'zod'
import type { EffectAnswered, Outcome, Situation, Trouble } from '#engine'
import type { MaintenanceOrderFile, PartMove } from '#model/maintenance-order-case'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { add, isPositive, quantity, type Quantity, spoken, subtract } from '#model/quantity'
import { PartConsumed, PartReleased, PartReserved, PartStanding, PartValue } from '#model/spare-parts'
import { reservationsFor } from './reservations.ts'
import { hasTooFew, LOOK, LOOK_AFTER } from './short-parts.ts'

type File = MaintenanceOrderFile
interface Kept {
  readonly state: string
  readonly data: File
}
type About = Pick<PartReserved, 'part' | 'label'>
type Answered = Situation<EffectAnswered, Record<never, never>, File>

const Document = z.looseObject({ label: z.string().optional(), link: z.string().optional() })
const Receipt = z.looseObject({ documents: z.array(Document), after: PartStanding })

/** What the books came to is kept with the order; what is short there is asked of the buyer, once, because of this order. */
export function answeredPart({ message, body, file, ruled }: Answered): Outcome<File> {
  if (!file) return { verdict: 'accepted', sentence: 'Nobody follows this maintenance order.' }
  const { operation, state, failure } = body
  const about = PartReleased.strip().parse(body.body)
  if (state === 'refused') {
    const why = failure?.sentence ?? 'it gave no reason'
    const data = withoutIt(message.plant, file, body, why)
    return { verdict: 'accepted', sentence: `The ERP would not: ${why}`, file: { state: file.state, data } }
  }
  const { after, documents } = Receipt.parse(body.receipt)
  const told = noted(operation, file.data, body, after)
  const said = `${about.part}: ${after.onHand} on hand, ${after.setAside} of ${after.wanted} set aside for ${about.label}.`
  const short = quantity(after.short, after.uom)
  if (operation === 'signal') {
    const asked = quantity(z.looseObject({ asked: z.string() }).parse(after).asked, after.uom)
    const [first] = documents
    if (!first)
      return {
        verdict: 'accepted',
        sentence: `${said} What was short is on its way by now.`,
        file: { state: file.state, data: told },
      }
    const signal = { part: about.part, quantity: asked, label: first.label ?? 'the buyer', ...linkOf(first) }
    const data = { ...told, signals: [...(told.signals ?? []), signal] }
    const what = isPositive(asked)
      ? `${spoken(asked)} of ${about.part} are asked for`
      : `${about.part} was asked for before`
    return { verdict: 'accepted', sentence: `${what}: ${signal.label}.`, file: { state: file.state, data } }
  }
  const looks = hasTooFew(told) && !told.looksAgain
  const kept = { state: file.state, data: looks ? { ...told, looksAgain: true as const } : told }
  const again = looks ? { reminders: [{ name: LOOK, after: LOOK_AFTER }] } : {}
  if (isPositive(short)) {
    if (isPositive(quantity(after.lost, after.uom)) && !ruled) return gone(about, short, told)
    const intents = [SparePartsLedger.signal({ ...about, plant: message.plant, quantity: short })]
    const sentence = `${said} ${spoken(short)} are to be bought.`
    return { verdict: 'flagged', code: 'PART_SHORT', sentence, file: kept, intents, ...again }
  }
  const surplus = quantity(after.surplus, after.uom)
  if (!isPositive(surplus)) return { verdict: 'accepted', sentence: said, file: kept, ...again }
  const labels = (told.signals ?? []).filter(({ part }) => part === about.part).map(({ label }) => label)
  const sentence = `${spoken(surplus)} of ${about.part} were asked of the buyer for ${about.label} (${labels.join(', ')}) and are not needed any more.`
  return {
    verdict: 'flagged',
    code: 'PART_SURPLUS',
    sentence,
    file: kept,
    ...again,
    trouble: {
      ...{ code: 'PART_SURPLUS', owner: 'warehouse', sentence },
      suggestion: 'Lower what is asked for in Odoo, or skip this with the reason why it is to be bought all the same.',
    },
  }
}

/** The buyer was told, and what was made for that is not there any more: whoever took it away had a reason, or did not. */
function gone({ part, label }: About, short: Quantity, { signals = [] }: File) {
  const asked = signals.findLast((one) => one.part === part)?.label ?? 'a request'
  const sentence = `${spoken(short)} of ${part} are short for ${label}, and what the buyer was told by is gone: ${asked}.`
  const suggestion = 'Retry to ask the buyer again, or skip this with the reason why it is not bought.'
  const trouble: Trouble = { code: 'SIGNAL_GONE', owner: 'warehouse', sentence, suggestion }
  return { verdict: 'refused', code: trouble.code, sentence, trouble } as const
}

const linkOf = ({ link }: z.infer<typeof Document>) => (link ? { link } : {})

function noted(operation: string, data: File, { body, event, receipt }: EffectAnswered, after: PartStanding): File {
  const { part } = PartReleased.strip().parse(body)
  const lies = quantity(after.setAside, after.uom)
  const setAside = data.setAside?.map((one) => {
    if (one.part !== part) return one
    const { refused: _over, ...rest } = one
    return { ...rest, lies }
  })
  const worth = z.looseObject({ after: PartValue }).safeParse(receipt).data?.after
  const moves =
    worth && (operation === 'consume' || operation === 'giveBack')
      ? withMove(data, event.id, (move) => {
          const { value, currency, bookedOn } = worth
          const { refused: _over, ...rest } = move
          return { ...rest, worth: { value, currency, bookedOn } }
        })
      : data.moves
  return { ...data, ...(setAside ? { setAside } : {}), ...(moves ? { moves } : {}) }
}

/** What the books would not do has not happened: it is taken out of what is counted, until it is asked for again. */
function withoutIt(
  plant: string,
  { state, data }: Kept,
  { operation, body, event }: EffectAnswered,
  why: string,
): File {
  if (operation === 'reserve') {
    const { part } = PartReserved.strip().parse(body)
    const setAside = data.setAside?.map((one) => (one.part === part ? { ...one, refused: why } : one))
    return setAside ? { ...data, setAside } : data
  }
  if (operation !== 'consume' && operation !== 'giveBack') return data
  const { part, quantity: moved } = PartConsumed.strip().parse(body)
  const counted = data.parts?.[part]
  const net = counted && (operation === 'consume' ? subtract(counted, moved) : add(counted, moved))
  const moves = withMove(data, event.id, (move) => ({ ...move, refused: why }))
  const now = { ...data, ...(net ? { parts: { ...data.parts, [part]: net } } : {}), ...(moves ? { moves } : {}) }
  return { ...now, setAside: reservationsFor(plant, state, now).setAside }
}

const withMove = (data: File, event: string, change: (move: PartMove) => PartMove): File['moves'] =>
  data.moves?.map((move) => (move.event === event ? change(move) : move))
