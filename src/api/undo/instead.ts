import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/asset-downtime-events'

/** What people can do where nothing takes an event back, or not any more. */

interface Instead {
  readonly because: string
  readonly now: string
}

const type = (name: string) => `mfg.production.${name}.v1`

const again: Instead = {
  because: 'It is a taking back itself.',
  now: 'Have what it took back reported once more, under a new number: that is booked as any other report.',
}
const ofOrder: Instead = {
  because: 'It says how the order stands, and books nothing.',
  now: 'Change or cancel the order where it is owned; the hub follows.',
}
const ofClock: Instead = {
  because: 'It stops or starts a clock; the time is booked when the operation goes on or ends.',
  now: 'Take back the time that was booked, and have it reported as it was.',
}

const ofAsset: Instead = {
  because: 'It says how an asset stands, and others may say so too.',
  now: 'Say under Breakdowns that it works again, or that it was a false alarm.',
}

const without: Readonly<Record<string, Instead>> = {
  [type('order.released')]: ofOrder,
  [type('order.changed')]: ofOrder,
  [type('order.acknowledged')]: ofOrder,
  [type('order.status-changed')]: ofOrder,
  [type('operation.paused')]: ofClock,
  [type('operation.resumed')]: ofClock,
  [ASSET_FAILED]: ofAsset,
  [DOWNTIME_STARTED]: ofAsset,
  [DOWNTIME_ENDED]: ofAsset,
  [type('lot.merged')]: {
    because: 'What was put together cannot be told apart again by what the hub knows.',
    now: 'Have the lot split on the floor and reported as lot.split, with what each part really holds.',
  },
  [type('order.closed')]: {
    because: 'Odoo has settled the cost of a closed order.',
    now: 'What differs is corrected in Odoo by an inventory adjustment or an unbuild order, by whoever keeps the stock.',
  },
}

/** A kind of event that no event takes back. */
export const withoutReversal = (kind: string): Instead => without[kind] ?? again

/** A split that lost something: putting the lots together does not bring the loss back. */
export const lossStays: Instead = {
  because: 'Part of the lot was lost when it was split, and that is booked as scrap.',
  now: 'Take the loss back in Odoo, then have the lots reported as put together with lot.merged.',
}

/** What its plant's rule has erased. */
export const erased: Instead = {
  because: 'What it said is erased, as the plant’s rule asks for.',
  now: 'Correct it in Odoo, under your own name.',
}

const ofCode: Readonly<Record<string, string>> = {
  ORDER_CLOSED:
    'What differs is corrected in Odoo by an inventory adjustment or an unbuild order, by whoever keeps the stock.',
  ORDER_CANCELLED: 'Look at the order in Odoo: what was booked on it stands there.',
  OVER_REVERSAL: 'Look at the events of the same order: who took it back, and when.',
  UNKNOWN_ORIGINAL: 'Nothing of it is in the books. If it should be, settle its exception.',
}

/** What now, where a reversal is refused. */
export const insteadOf = (code: string | undefined): string =>
  ofCode[code ?? ''] ?? 'Look at the order in Odoo, and correct there what is wrong, under your own name.'
