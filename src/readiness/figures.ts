import type { BookedKind } from '#model/booked'
import { negated, type Quantity, quantity } from '#model/quantity'

/** An effect that stayed on paper, as far as it can be held against what others booked. */
export interface OnPaper {
  readonly messageId: string
  readonly effectKey: string
  readonly operation: string
  readonly body: Readonly<Record<string, unknown>>
}

/** One amount that an effect would have booked, under the business key by which others book the same. */
export interface Figure {
  readonly order: string
  readonly kind: BookedKind
  readonly item?: string | undefined
  readonly operation?: string | undefined
  readonly quantity: Quantity
  readonly messageId: string
}

interface Line {
  readonly item: string
  readonly quantity: Quantity
}

interface Body {
  readonly order: string
  readonly item?: string
  readonly operation?: string
  readonly quantity?: Quantity
  readonly original?: string
  readonly of?: string
  readonly minutes?: string
  readonly started?: string
  readonly ended?: string
  readonly machineTime?: string
  readonly labourTime?: string
  readonly backflush?: { readonly uses: readonly Line[]; readonly returns: readonly Line[] }
}

type Bare = Omit<Figure, 'order' | 'messageId'>

/** What takes back what; the amount of a taking back is in its own body, whose it is in the original's. */
const reverses: Readonly<Record<string, string>> = {
  returnMaterial: 'issueMaterial',
  reverseOutput: 'receiveOutput',
  reverseScrap: 'recordScrap',
  reverseByproduct: 'receiveByproduct',
}

/** What effects would have booked, by business key; of an effect that nobody else could have booked, nothing. */
export function figuresOf(effects: readonly OnPaper[]): readonly Figure[] {
  const byKey = new Map(effects.map((effect) => [effect.effectKey, effect]))
  return effects.flatMap(({ operation, body, messageId }) => {
    const said = body as unknown as Body
    const original = said.original === undefined ? undefined : byKey.get(said.original)
    const back = reverses[operation]
    const own =
      back === undefined
        ? bookedBy(operation, said)
        : bookedBy(back, { ...(original?.body as unknown as Body), quantity: said.quantity } as Body).map(less)
    return [...own, ...used(said)].map((figure) => ({ ...figure, order: said.order, messageId }))
  })
}

function bookedBy(operation: string, body: Body): Bare[] {
  const { item, quantity: amount } = body
  switch (operation) {
    case 'receiveOutput':
      return amount ? [{ kind: 'output', quantity: amount }] : []
    case 'issueMaterial':
      return amount && item ? [{ kind: 'use', item, quantity: amount }] : []
    case 'receiveByproduct':
      return amount && item ? [{ kind: 'byproduct', item, quantity: amount }] : []
    case 'recordScrap':
      return amount ? [{ kind: 'scrap', item, quantity: amount }] : []
    case 'completeOperation':
      return [...machineTime(body.operation, body.machineTime), ...labourTime(body.labourTime)]
    case 'reportTime':
      return body.of === 'machine' ? machineTime(body.operation, spent(body)) : labourTime(spent(body))
    default:
      return []
  }
}

const minutesOf = (minutes: string | undefined): Quantity | undefined =>
  minutes === undefined || Number(minutes) === 0 ? undefined : quantity(minutes, 'MIN')

const machineTime = (operation: string | undefined, minutes: string | undefined): Bare[] => {
  const amount = minutesOf(minutes)
  return amount ? [{ kind: 'machine-time', operation, quantity: amount }] : []
}

const labourTime = (minutes: string | undefined): Bare[] => {
  const amount = minutesOf(minutes)
  return amount ? [{ kind: 'labour-time', quantity: amount }] : []
}

const spent = ({ minutes, started, ended }: Body): string | undefined =>
  minutes ?? (started && ended ? String((Date.parse(ended) - Date.parse(started)) / 60_000) : undefined)

const used = ({ backflush }: Body): Bare[] => [
  ...(backflush?.uses ?? []).map(({ item, quantity: amount }): Bare => ({ kind: 'use', item, quantity: amount })),
  ...(backflush?.returns ?? []).map(({ item, quantity: amount }): Bare =>
    less({ kind: 'use', item, quantity: amount }),
  ),
]

const less = (figure: Bare): Bare => ({ ...figure, quantity: negated(figure.quantity) })
