import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import { hours, minutes } from '#kernel/time'
import {
  ASSET_FAILED,
  DOWNTIME_ENDED,
  DOWNTIME_RECLASSIFIED,
  DOWNTIME_STARTED,
  FAILURE_VOIDED,
} from '#model/asset-downtime-events'
import { type DowntimeFile, isCounted } from '#model/asset-downtime-case'
import type { Message } from '#model/message'
import type { Place } from '#model/ports/capacity-desk'
import { ordersAtRisk } from './at-risk.ts'
import { assetDowntime } from './flow.ts'

type Known = { readonly state: string; readonly data: DowntimeFile } | undefined
const decide = assetDowntime.decide as unknown as (situation: object) => Outcome<DowntimeFile>
const due = assetDowntime.due as unknown as (situation: object) => Outcome<DowntimeFile>
const answered = (situation: object) =>
  (assetDowntime.answered as unknown as (situation: object) => Outcome<DowntimeFile>)({
    keeps: () => false,
    ...situation,
  })
const policy = {
  patience: { original: 1000 },
  breakdowns: { sameFailure: minutes(5), repair: hours(8) },
  timeZone: 'UTC',
}
const saw = { id: 'odoo.work-centre.7', name: 'Saw' }
const place: Place = { name: 'PRESS-1', known: true, equipment: 'CELL-1', workCentre: saw }
const at = (clock: string): string => `2026-11-24T${clock}:00.000Z`

let count = 0
const message = (type: string, clock: string, by = 'plc'): Message =>
  ({
    ...{ id: `${++count}`, type, plant: 'A', source: `/plants/A/systems/${by}` },
    ...{ occurredAt: at(clock), receivedAt: at(clock) },
  }) as Message

/** Says something of the press; `on` is where it stands, and `now` when it is heard. */
function says(
  file: Known,
  what: Message,
  { body = {}, on = place, now = what.occurredAt }: { body?: object; on?: Place; now?: string } = {},
): Outcome<DowntimeFile> {
  const told = { asset: 'PRESS-1', assetName: 'Press 1', ...body }
  return decide({ message: what, body: told, file, facts: { place: on }, now, policy, keeps: () => true })
}
const intents = ({ intents: wished = [] }: Outcome): readonly unknown[] =>
  wished.map(({ operation, body }) => {
    const { window, from, to } = body as Record<string, string>
    return [operation, window, ...(from ? [`${from.slice(11, 16)}–${to!.slice(5, 16)}`] : [])].join(' ')
  })

describe('WF-05: a breakdown closes its work centre for as long as it lasts', () => {
  it('from its first sign, as long as a repair takes; on and on while it lasts; then to the true end', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    expect(intents(first)).toEqual(['block A/breakdown PRESS-1 1 10:02–11-24T18:02'])
    expect(first.reminders).toEqual([
      { name: 'open', after: hours(24) + minutes(1) },
      { name: 'extend', after: hours(8) - minutes(10) },
    ])
    const earlier = says(first.file, message(ASSET_FAILED, '10:00', 'floor'))
    expect(intents(earlier)).toEqual(['moveBlock A/breakdown PRESS-1 1 10:00–11-24T18:02'])
    expect(intents(says(earlier.file, message(ASSET_FAILED, '10:05', 'cmms')))).toEqual([])

    const reminded = { message: { plant: 'A', key: 'PRESS-1' }, body: { name: 'extend' }, policy, keeps: () => true }
    const longer = due({ ...reminded, file: earlier.file, now: at('17:52') })
    expect(intents(longer)).toEqual(['moveBlock A/breakdown PRESS-1 1 10:00–11-25T02:00'])
    expect(longer.reminders).toMatchObject([{ name: 'extend' }])

    const over = says(longer.file, message(DOWNTIME_ENDED, '19:30'))
    expect(intents(over)).toEqual(['moveBlock A/breakdown PRESS-1 1 10:00–11-24T19:30'])
    expect(due({ ...reminded, file: over.file, now: at('20:00') }).intents).toBeUndefined()
  })

  it('a false alarm gives the work centre back, and reliability does not count it', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    const voided = says(first.file, message(FAILURE_VOIDED, '10:20'), { body: { reason: 'a loose wire' } })
    expect(intents(voided)).toEqual(['freeBlock A/breakdown PRESS-1 1'])
    expect(voided.file).toMatchObject({ state: 'running' })
    expect(voided.file!.data.downtimes.map(isCounted)).toEqual([false])
    expect(voided.events).toMatchObject([{ data: { downtime: 'PRESS-1 1', isVoid: true, isCounted: false } }])
  })

  it('a second failure after the end is a second standstill with a block of its own', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    const over = says(first.file, message(DOWNTIME_ENDED, '10:30'))
    expect(intents(says(over.file, message(ASSET_FAILED, '10:40')))).toEqual([
      'block A/breakdown PRESS-1 2 10:40–11-24T18:40',
    ])
  })

  it('what the ERP would not do, or somebody deleted there, is not done again in silence', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    const body = { window: 'A/breakdown PRESS-1 1', workCentre: saw.id }
    const told = { operation: 'block', state: 'refused', body, failure: { sentence: 'no' } }
    const refused = answered({ message: { plant: 'A' }, body: told, file: first.file })
    expect(intents(says(refused.file as Known, message(DOWNTIME_ENDED, '10:30')))).toEqual([])
  })

  it('is known and nothing more where nobody plans, and where it works on', () => {
    const file = undefined
    const what = message(ASSET_FAILED, '10:02')
    const told = { message: what, body: { asset: 'PRESS-1' }, file, facts: { place }, now: at('10:02'), policy }
    const alone = decide({ ...told, keeps: () => false })
    expect(alone).toMatchObject({ verdict: 'accepted', file: { state: 'down' }, intents: [] })
    expect(says(undefined, message(ASSET_FAILED, '10:02'), { body: { functionLost: false } }).file).toBeUndefined()
  })
})

describe('WF-06: what was to be done there', () => {
  it('is planned anew once the work centre is closed and an order is in its way, and not before', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    const body = { window: 'A/breakdown PRESS-1 1', workCentre: saw.id }
    const told = { message: message('hub', '10:03'), body: { operation: 'block', state: 'confirmed', body } }
    expect(answered({ ...told, file: first.file }).events).toEqual([])
    // SYS-08: a planner outside hears of it at once.
    expect(answered({ ...told, file: first.file, keeps: () => true }).events).toMatchObject([
      { data: { block: body.window, workCentre: saw.id, name: saw.name } },
    ])
    const atRisk = { at: at('10:02'), sells: false, orders: [{ label: 'WH/MO/00042' }] }
    const data = { ...first.file!.data, downtimes: first.file!.data.downtimes.map((one) => ({ ...one, atRisk })) }
    expect(answered({ ...told, file: { state: 'down', data } }).events).toMatchObject([
      { type: 'mfg.planning.replan.requested.v1', data: { replan: 'breakdown.PRESS-1', workCentre: saw.id } },
    ])
  })

  it('needs no new plan any more once it works again, or had never failed; one that nobody was asked for is not withdrawn', () => {
    const first = says(undefined, message(ASSET_FAILED, '10:02'))
    const asks = ({ events = [] }: Outcome) =>
      events.filter(({ type }) => type === 'mfg.planning.replan.requested.v1').map(({ data }) => data)
    expect(asks(says(first.file, message(DOWNTIME_ENDED, '11:00')))).toEqual([])

    const atRisk = { at: at('10:02'), sells: false, orders: [{ label: 'WH/MO/00042' }] }
    const [one] = first.file!.data.downtimes
    const closed = { ...one!, atRisk, block: { ...one!.block!, erp: 'closed' } } as unknown as typeof one
    const down = { state: 'down', data: { ...first.file!.data, downtimes: [closed!] } }
    const over = { replan: 'breakdown.PRESS-1', isOver: true }
    expect(asks(says(down, message(ASSET_FAILED, '10:05', 'cmms')))).toEqual([])
    expect(asks(says(down, message(DOWNTIME_ENDED, '11:00')))).toMatchObject([{ ...over, why: 'Press 1 works again.' }])
    expect(asks(says(down, message(FAILURE_VOIDED, '11:00')))).toMatchObject([
      { ...over, why: 'It was a false alarm that Press 1 had failed.' },
    ])
  })
})

describe('DOM-02: an asset that nobody has mapped breaks down', () => {
  const nowhere: Place = { name: 'PRESS-1', known: true, equipment: 'CELL-1' }
  it('stops in front of the planner once, and goes on when it is mapped', () => {
    const what = message(ASSET_FAILED, '10:02')
    const first = says(undefined, what, { on: nowhere })
    expect(first).toMatchObject({
      ...{ verdict: 'refused', code: 'UNMAPPED_ASSET', intents: [], file: { state: 'down' } },
      trouble: { owner: 'planner', sentence: expect.stringContaining('which work centre CELL-1 is') },
    })
    const second = says(first.file, message(ASSET_FAILED, '10:05', 'cmms'), { on: nowhere })
    expect(second.verdict).toBe('accepted')
    const again = says(second.file, what, { now: at('10:30') })
    expect(again.verdict).toBe('accepted')
    expect(intents(again)).toEqual(['block A/breakdown PRESS-1 1 10:02–11-24T18:02'])
  })
})

describe('DOM-31: what is said of an asset', () => {
  it('waits for the beginning where it comes first, and is put before somebody where there is none', () => {
    expect(says(undefined, message(DOWNTIME_ENDED, '11:00'))).toMatchObject({
      wait: { otherwise: { code: 'UNKNOWN_DOWNTIME' } },
    })
    const down = says(undefined, message(DOWNTIME_STARTED, '11:00'))
    expect(says(down.file, message(DOWNTIME_ENDED, '10:00'))).toMatchObject({
      ...{ verdict: 'held', wait: { otherwise: { code: 'END_BEFORE_START' } } },
    })
  })

  it('is put before somebody when it is a day old, and no more when it is over', () => {
    const down = says(undefined, message(DOWNTIME_STARTED, '10:00'))
    const reminded = {
      message: { plant: 'A', key: 'PRESS-1' },
      body: { name: 'open' },
      now: '2026-11-25T10:01:00.000Z',
    }
    expect(due({ ...reminded, file: down.file })).toMatchObject({ verdict: 'flagged', code: 'DOWNTIME_OPEN' })
    const over = says(down.file, message(DOWNTIME_ENDED, '11:00'))
    expect(due({ ...reminded, file: over.file }).verdict).toBe('accepted')
    expect(over.settles).toEqual([{ code: 'DOWNTIME_OPEN', reminder: 'open' }])
    expect(over.sentence).toBe('Press 1 works again, after 60 min.')
  })

  it('is known as well where the hub kept it in its first form', () => {
    const order = { label: 'Press 1' }
    const last = { from: at('05:00'), until: at('06:00') }
    const data = { order, since: at('10:00'), by: 'cmms', reason: 'belt', last } as unknown as DowntimeFile
    const over = says({ state: 'down', data }, message(DOWNTIME_ENDED, '11:00', 'cmms'))
    expect(over.file?.data.downtimes).toMatchObject([
      { number: 1, ...last },
      { number: 2, from: at('10:00'), until: at('11:00'), reason: 'belt' },
    ])
  })

  it('of long ago is refused where its standstills are closed, and as many are kept as one can look at', () => {
    let file: Known
    for (let nth = 0; nth < 24; nth++) {
      const [from, until] = [nth, nth + 0.5].map((hour) =>
        new Date(Date.parse(at('00:00')) + hours(hour)).toISOString(),
      )
      file = says(file, { ...message(ASSET_FAILED, '00:00'), occurredAt: from! }).file as Known
      file = says(file, { ...message(DOWNTIME_ENDED, '00:00'), occurredAt: until! }).file as Known
    }
    expect(file!.data.downtimes.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 5))
    expect(says(file, message(ASSET_FAILED, '01:10'))).toMatchObject({ verdict: 'refused', code: 'TIME_TOO_OLD' })
  })
})

describe('T24: a breakdown whose order is done and not coded', () => {
  it('is not counted until somebody says how it failed, and its order hears of that', () => {
    const down = says(undefined, message(ASSET_FAILED, '10:02'), { body: { order: 'cmms.7' } })
    const over = says(down.file, message(DOWNTIME_ENDED, '11:00'))
    expect(over.file!.data.downtimes.map(isCounted)).toEqual([false])
    const coded = says(over.file, message(DOWNTIME_RECLASSIFIED, '12:00', 'hub'), {
      body: { failure: { mode: 'LEAK' } },
    })
    expect(coded.file!.data.downtimes.map(isCounted)).toEqual([true])
    expect(coded.events).toMatchObject([
      { type: 'mfg.maintenance.downtime.recorded.v1', data: { revision: 3, isCounted: true } },
      { type: 'mfg.maintenance.order.changed.v1', data: { order: 'cmms.7', failure: { mode: 'LEAK' } } },
    ])
  })
})

describe('WF-08: orders that have to wait for a repair', () => {
  const day = (number: number, clock: string): string => `2026-11-${number}T${clock}:00.000Z`
  const operation = {
    ...{ workCentre: saw.id, order: 'odoo.42', label: 'WH/MO/00042', operation: 'Saw', isPlanned: true },
    ...{ isStarted: true, isUrgent: false, minutes: 60, from: day(24, '09:00'), until: day(24, '12:00') },
  }
  it('are late by as long as they cannot be worked on, against what the customer was promised', () => {
    const closed = { from: day(24, '10:00'), to: day(24, '18:00') }
    const promise = { order: 'S00042', customer: 'Acme', promised: day(24, '20:00'), value: '1200.00' }
    const [one] = ordersAtRisk(closed, [
      { ...operation, finish: day(24, '16:00'), promised: day(25, '12:00'), sales: [promise] } as never,
    ])
    // Two hours of sawing are left: they end at 20:00 and not at 12:00, so the order is done at midnight.
    expect(one).toMatchObject({ expected: day(25, '00:00'), lateBy: 0, sales: [{ order: 'S00042', lateBy: hours(4) }] })
  })

  it('are not late where the work centre is closed before their turn comes', () => {
    const closed = { from: day(24, '01:00'), to: day(24, '09:00') }
    expect(ordersAtRisk(closed, [{ ...operation, finish: day(24, '16:00') } as never])).toMatchObject([
      { expected: day(24, '16:00'), sales: [] },
    ])
  })
})
