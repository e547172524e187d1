import type { OrderRow, OrderView } from '#api'
import { add, quantity, subtract, type Quantity, zero } from '#model/quantity'
import { labelOf, orderLink, type Told } from './story.ts'
import type { StageOrder } from './floor.ts'

/** An order as its page shows it, added up from what was reported. */
export function bookOf(order: StageOrder, told: readonly Told[]): OrderView {
  const mine = told.filter((one) => one.order === order)
  const before = quantity(order.before ?? '0', order.uom)
  const contributions = mine.flatMap(({ report, journey: { message, effects, receivedFrom } }) => {
    if (!report.what.startsWith('output')) return []
    const effect = effects[0]?.state ?? ('none' as const)
    if (effect === 'none') return []
    const amount = report.data['quantity'] as Quantity
    const signed = report.what === 'output.reversed' ? subtract(zero(order.uom), amount) : amount
    return [
      {
        messageId: message.messageId,
        title: message.title,
        id: message.id,
        occurredAt: message.occurredAt,
        receivedFrom,
        quantity: signed,
        effect,
        documents: effects[0]?.documents ?? [],
      },
    ]
  })
  const sum = (of: typeof contributions): Quantity => of.reduce((so, { quantity: part }) => add(so, part), before)
  const total = sum(contributions.filter(({ effect }) => effect !== 'refused'))
  const row: OrderRow = {
    key: `odoo.${order.n}`,
    plant: order.plant,
    label: labelOf(order),
    itemName: order.itemName,
    item: order.item,
    state: order.state,
    ordered: { value: order.ordered, uom: order.uom },
    received: total,
    booked: sum(contributions.filter(({ effect }) => effect === 'confirmed')),
    openExceptions: mine.filter(({ report }) => report.progress === 'stopped').length,
    waiting: mine.filter(({ report }) => ['waiting', 'asking', 'sending', 'received'].includes(report.progress ?? ''))
      .length,
    changedAt: mine.at(-1)?.journey.message.receivedAt ?? new Date().toISOString(),
    link: order.state === 'unknown' ? null : orderLink(order),
  }
  return {
    order: row,
    origin: order.origin ?? 'live',
    holds: order.held
      ? [{ hold: 'hold', reason: order.held[0], by: 'mes', since: minutesBefore(order.held[1]), until: null }]
      : [],
    components: order.components.map(([item, itemName, required, uom, issued]) => ({
      item,
      itemName,
      required: { value: required, uom },
      issued: { value: issued, uom },
      used: { value: issued, uom },
      usedUp: { value: '0', uom },
      standIn: { value: '0', uom },
    })),
    operations: order.operations.map(([operation, name, workCenter, completed, over]) => ({
      operation,
      name,
      workCenter,
      completed: { value: completed, uom: order.uom },
      over,
      clock: null,
      toRework: { value: '0', uom: order.uom },
      ahead: false,
    })),
    byproducts: [],
    yields: [],
    checklist: checklistOf(order, row, mine),
    produced: { total, before, contributions },
    events: mine.map(({ journey }) => journey.message).reverse(),
    closing:
      order.state === 'closed'
        ? {
            componentUse: ['25 pcs of CAST-11, lot CAST-77', '50 pcs of SEAL-40'],
            labourTime: '6 h 20 min',
            machineTime: '9 h 05 min',
            finishedValue: '1 842.50 EUR',
            readAt: '2026-11-21 10:02:14 UTC',
          }
        : null,
  }
}

function checklistOf(order: StageOrder, row: OrderRow, mine: readonly Told[]): OrderView['checklist'] {
  const closed = order.state === 'closed'
  const refused = mine.find(({ report }) => report.effect === 'refused')
  const reported = (what: string): boolean => mine.some(({ report }) => report.what === what)
  const open = mine.filter(({ journey: { effects } }) =>
    effects.some(({ state }) => state !== 'confirmed' && state !== 'refused'),
  )
  return [
    {
      part: 'release',
      state: order.state === 'planned' ? 'open' : 'complete',
      sentence:
        order.state === 'planned'
          ? 'Still a draft in Odoo.'
          : order.origin === 'reconciled'
            ? 'Looked up in Odoo when the first report came; it is released there.'
            : 'The MES has the order and said so.',
    },
    {
      part: 'materials',
      state: closed ? 'complete' : reported('material.issued') ? 'open' : 'missing',
      sentence: closed
        ? 'Every component is issued and booked.'
        : reported('material.issued')
          ? 'Issued so far is booked; the rest is not reported yet.'
          : 'Nothing was issued yet.',
    },
    {
      part: 'operations',
      state: order.operations.every(([, , , , over]) => over) ? 'complete' : 'open',
      sentence: order.operations.every(([, , , , over]) => over)
        ? 'Every operation is over, its times are booked.'
        : 'Some operations are still open.',
    },
    {
      part: 'finished-goods',
      state: closed ? 'complete' : 'open',
      sentence: `${row.received.value} of ${row.ordered.value} are received.`,
    },
    {
      part: 'bookings',
      state: refused ? 'refused' : open.length > 0 ? 'open' : 'complete',
      sentence: refused
        ? `1 of ${mine.length} was refused: ${refused.report.failure ?? 'no reason given'}`
        : open.length > 0
          ? `${open.length} of ${mine.length} are on their way to the books.`
          : `All ${mine.length} are confirmed.`,
    },
    {
      part: 'closing',
      state: closed ? 'complete' : 'open',
      sentence: closed ? 'Closed, and read back from Odoo.' : 'It is not closed yet.',
    },
  ]
}

const minutesBefore = (n: number): string => new Date(Date.now() - n * 60_000).toISOString()
