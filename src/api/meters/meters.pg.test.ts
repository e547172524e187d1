import { expect, it } from 'vitest'
import { arrivingLane, databaseOf, messageOf, standingLanes } from '#engine'
import { hours, instant } from '#kernel/time'
import { AssetTold } from '#model/asset'
import { kindOf } from '#model/catalogue'
import { METER_READ } from '#model/meter-reading'
import { replayBook } from '#replay'
import { apiGround } from '../../../test/support/api-ground.ts'
import { engineParts } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { MeterList, MeterWish } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { database, api } = await apiGround(ledgerDouble(), {
  parts: ({ pool }) => ({
    replays: replayBook({
      ...{ database: databaseOf(pool), home: 'hub', judge: engineParts(pool, ledgerDouble()) },
      standing: (messages) => standingLanes(pool, 'hub', messages),
      arriving: (message) => arrivingLane(pool, 'hub', message),
      deadline: (after) => AbortSignal.timeout(after),
    }),
  }),
})
await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7' })], { plant: 'A', by: 'eva' })

const began = Math.floor(Date.now() / 60_000) * 60_000 - hours(100)
const at = (hour: number) => instant(began + hours(hour))
const wish = (hour: number, value: string, more: Partial<MeterWish> = {}) => ({
  ...{ plant: 'A', asset: 'PRESS-7', meter: 'hours', reading: { value, uom: 'HUR' }, at: at(hour), reason: 'my round' },
  ...more,
})

it('DOM-02: a meter is read by hand and by its system, late readings too; never backwards unless it began anew', async () => {
  const mia = await api.person('mia', { role: 'planner', plant: 'A' })
  const read = async (hour: number, value: string, more: Partial<MeterWish> = {}) => {
    const answer = await mia.post('/api/v1/meters', wish(hour, value, more))
    return { status: answer.statusCode, ...answer.json() }
  }
  const listed = async () => {
    const asked = await mia.get('/api/v1/meters')
    expect(asked.statusCode).toBe(200)
    return (asked.json() as MeterList).meters
  }
  const shown = (readings: readonly string[]) =>
    eventually(async () => expect((await listed())[0]?.readings.map(({ shows }) => shows.value)).toEqual(readings))

  expect(await read(0, '1000')).toMatchObject({ status: 200, sentence: 'hours of Press 7 shows 1000 h.' })
  await shown(['1000'])
  expect((await read(48, '1032')).status).toBe(200)
  await shown(['1032', '1000'])

  // Its CMMS reports one of the day between, and is late.
  const kind = kindOf(METER_READ)!
  const data = kind.schema.parse({ asset: 'PRESS-7', meter: 'hours', reading: { value: '1016', uom: 'HUR' } })
  const source = '/plants/A/systems/cmms'
  const event = { specversion: '1.0', id: 'r1', source, type: METER_READ, time: at(24), data } as const
  const coming = { messageId: api.parts.ids(), plant: 'A', receivedAt: at(60), receivedFrom: 'cmms' }
  await api.parts.receive([messageOf(event, kind, data, coming)])
  await shown(['1032', '1016', '1000'])
  expect((await listed())[0]).toMatchObject({
    ...{ plant: 'A', asset: 'PRESS-7', name: 'Press 7', meter: 'hours' },
    ...{ last: { at: at(48), by: 'mia' }, counted: { value: '32', uom: 'HUR' }, perDay: { value: '16', uom: 'HUR' } },
  })

  expect(await read(72, '4')).toMatchObject({ status: 422, code: 'METER_BACKWARDS' })
  await shown(['1032', '1016', '1000'])
  const ended = { value: '1046', uom: 'HUR' } as const
  expect(await read(72, '0', { begins: 'replacement', ended })).toMatchObject({ status: 200 })
  await shown(['0', '1032', '1016', '1000'])
  expect(await read(73, '90')).toMatchObject({ status: 200 })
  await shown(['90', '0', '1032', '1016', '1000'])
  expect(await read(73, '9', { insteadOf: at(73) })).toMatchObject({ status: 200 })
  await shown(['9', '0', '1032', '1016', '1000'])
  expect((await listed())[0]!.counted).toEqual({ value: '55', uom: 'HUR' })
})

it.each([
  [422, 'UNKNOWN_ASSET', { asset: 'PRESS-9' }],
  [422, 'TIME_IN_FUTURE', { at: instant(Date.now() + hours(1)) }],
  [422, 'SCHEMA_INVALID', { reading: { value: '-1', uom: 'HUR' } }],
  [422, 'SCHEMA_INVALID', { ended: { value: '1', uom: 'HUR' } }],
  [422, 'UNKNOWN_ORIGINAL', { meter: 'strokes', insteadOf: at(1) }],
  [403, 'NOT_AUTHORISED', { plant: 'B' }],
] as const)('a reading that cannot be is refused at once: %i %s', async (status, code, over) => {
  const piet = await api.person(`piet-${code.toLowerCase()}-${Object.keys(over)[0]!.toLowerCase()}`, {
    role: 'planner',
    plant: 'A',
  })
  const count = async () => (await database.pool.query('select count(*)::int as count from message')).rows[0].count
  const before = await count()
  const answer = await piet.post('/api/v1/meters', wish(2, '5', over))
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(await count()).toBe(before)
})

it('a counter that tells the same wrong thing again and again stops in front of somebody once', async () => {
  const kind = kindOf(METER_READ)!
  const tell = async (hour: number, value: string) => {
    const data = kind.schema.parse({ asset: 'SAW-1', meter: 'strokes', reading: { value, uom: 'H87' } })
    const source = '/plants/A/systems/plc'
    const event = { specversion: '1.0', id: `s${hour}`, source, type: METER_READ, time: at(hour), data } as const
    const coming = { messageId: api.parts.ids(), plant: 'A', receivedAt: at(hour), receivedFrom: 'plc' }
    await api.parts.receive([messageOf(event, kind, data, coming)])
  }
  const verdicts = async () =>
    (
      await database.pool.query(
        `select run.verdict from run join message using (message_id)
         where message.stream = 'asset-meter' and message.key = 'SAW-1' order by message.occurred_at`,
      )
    ).rows.map(({ verdict }) => verdict)
  const come = ['accepted', 'refused', 'flagged', 'flagged']
  for (const [nth, value] of ['500', '3', '4', '5'].entries()) {
    await tell(nth, value)
    await eventually(async () => expect(await verdicts()).toEqual(come.slice(0, nth + 1)))
  }
  const { rows } = await database.pool.query(`select code from exception where subject = 'SAW-1'`)
  expect(rows).toEqual([{ code: 'METER_BACKWARDS' }])
})
