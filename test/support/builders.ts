import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Account } from '#model/account'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import { ProductionOrder } from '#model/production'
import { quantity } from '#model/quantity'
import type { NewMessage, Policy } from '#engine'
import { days, hours, minutes } from '#kernel/time'

const ids = uuids(systemClock)
let counter = 0

/** An order as Odoo would tell it: 100 pieces, released, nothing done yet. */
export const anOrder = (over: Partial<Record<keyof ProductionOrder, unknown>> = {}): ProductionOrder =>
  ProductionOrder.parse({
    id: 'odoo.42',
    label: 'WH/MO/00042',
    plant: 'A',
    state: 'released',
    item: 'BRACKET-A',
    itemName: 'Bracket A',
    tracking: 'none',
    ordered: quantity(100),
    received: quantity(0),
    components: [],
    operations: [],
    version: '1',
    ...over,
  })

/** An accepted event, as the door hands it to the engine. */
export function aMessage(
  type: string,
  data: { readonly order: string } & Record<string, Json>,
  over: Partial<NewMessage> = {},
): NewMessage {
  const kind = kindOf(`mfg.production.${type}.v1`)!
  const id = over.id ?? `e${++counter}`
  const source = over.source ?? '/plants/A/systems/mes'
  const at = systemClock.now()
  return {
    messageId: ids(),
    plant: 'A',
    stream: kind.stream,
    key: data.order,
    source,
    id,
    type: kind.type,
    nature: kind.nature,
    urgency: kind.urgency,
    occurredAt: at,
    receivedAt: at,
    correlation: `c-${id}`,
    origin: 'live',
    receivedFrom: 'mes',
    payloadHash: sha256(canonicalJson(data)),
    body: data,
    eventText: JSON.stringify({
      ...{ specversion: '1.0', id, source, type: kind.type, time: at, data },
      ...(over.sequence ? { sequence: over.sequence } : {}),
    }),
    ...over,
  }
}

export const aPolicy: Policy = {
  overCompletion: { flagAbove: '0', refuseAbove: '0.05' },
  overConsumption: { flagAbove: '0.1', refuseAbove: '0.5' },
  substitutes: [],
  lots: { expired: 'refuse', held: 'refuse', ofAnotherItem: 'refuse', unknown: 'refuse', reserved: 'take' },
  calendar: { work: [], closed: [] },
  timeZone: 'UTC',
  windows: { longest: days(60) },
  breakdowns: { sameFailure: minutes(5), repair: hours(8) },
  replanning: { mode: 'review', autoMoves: 10, autoLate: 0, autoUrgent: 'no' },
  purchasing: { demand: 'auto', unanswered: minutes(15) },
  clockSkew: minutes(2),
  massTolerance: '0.02',
  personOverlap: 'refuse',
  backflush: { items: [], lots: 'named' },
  undo: { alone: hours(24) },
  patience: {
    release: minutes(15),
    original: hours(4),
    close: hours(24),
    acknowledgement: minutes(15),
    predecessor: minutes(30),
    count: minutes(10),
    standstill: hours(4),
    sequence: minutes(10),
    hold: hours(24),
    confirmation: hours(8),
    proposal: hours(8),
  },
}

/** A value as Odoo tells it: nothing, with nothing behind it. */
export const anAccount = (over: Partial<Account> = {}): Account => {
  const made = { by: 'person', name: 'Petra Planner', at: '2026-11-20T06:00:00.000Z' } as const
  return {
    measure: 'quantity',
    unit: 'H87',
    value: '0',
    readAt: systemClock.now(),
    document: { kind: 'mrp.production', id: '1', label: 'WH/MO/00001', link: 'http://odoo/1' },
    record: { made, changed: made },
    ...{ entries: [], settings: [], places: [] },
    ...over,
  }
}
