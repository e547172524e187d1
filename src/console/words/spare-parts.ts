import type { OrderPartsView, StoreroomCountView } from '#api'
import type { Status } from './status.ts'
import { amountText, isNothing } from './units.ts'

type Line = OrderPartsView['lines'][number]

/** Whether the parts of an order lie ready, to whoever keeps the storeroom. */
export function readiness({ lines, isShort }: Pick<OrderPartsView, 'lines' | 'isShort'>): Status {
  if (lines.some(({ refused }) => refused)) return { word: 'Odoo refused a part', tone: 'bad', shape: 'stop' }
  if (isShort) return { word: 'Parts are missing', tone: 'warn', shape: 'flag' }
  return lines.some(({ asked }) => asked && !isNothing(asked))
    ? { word: 'Parts lie ready', tone: 'ok', shape: 'check' }
    : { word: 'Nothing set aside', tone: 'idle', shape: 'dash' }
}

/** `2 of 3 pcs lie ready`; nothing where none are to. */
export function readyText({ asked, ready, refused }: Line): string | undefined {
  if (!asked || isNothing(asked) || refused) return undefined
  return ready ? `${ready.value} of ${amountText(asked)} lie ready` : `${amountText(asked)} were asked for`
}

/** Whether two systems have the same of a part, to whoever keeps the storeroom. */
export function agreement({ differs, books }: Pick<StoreroomCountView, 'differs' | 'books'>): Status {
  if (!differs) return { word: 'They agree', tone: 'ok', shape: 'check' }
  return { word: books ? 'They differ' : 'Odoo does not have it', tone: 'warn', shape: 'flag' }
}

/** `, 12.5 each` */
export const priceText = (price: string | null): string => (price === null ? '' : `, ${price} each`)

export const orderStateWord: Readonly<Record<OrderPartsView['state'], string>> = {
  requested: 'Requested',
  approved: 'Approved',
  scheduled: 'Scheduled',
  started: 'Worked on',
  held: 'Stands still',
  completed: 'Done',
  closed: 'Closed',
  cancelled: 'Called off',
}
