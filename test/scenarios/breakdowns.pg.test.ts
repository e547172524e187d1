import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageOf, rulings } from '#engine'
import { hours, later, minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_RECLASSIFIED, FAILURE_VOIDED } from '#model/asset-downtime-events'
import type { DowntimeRecord } from '#model/asset-downtime'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { kindOf } from '#model/catalogue'
import { MaintenanceOrder } from '#model/maintenance'
import { typeOfStep } from '#model/maintenance-events'
import type { CloudEvent } from '#model/message'
import { ProductionOrderId } from '#model/production'
import { type PlannedPlant, plannedPlant } from '../support/planned-plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
/** So many minutes before the suite began. */
const began = now()
const ago = (count: number): string => later(began, -minutes(count))
const centre = { id: 'odoo.work-centre.7', name: 'Press 7', code: null, calendar: null }

describe('a breakdown, from its first sign to its repair', () => {
  let plant: PlannedPlant
  let database: PlannedPlant['database']
  let engine: PlannedPlant['engine']
  let plans: PlannedPlant['plans']
  let assets: PlannedPlant['assets']
  beforeAll(async () => {
    plant = await plannedPlant()
    ;({ database, engine, plans, assets } = plant)
  })
  afterAll(() => plant[Symbol.asyncDispose]())

  let count = 0
  async function press({ isMapped = true } = {}) {
    const asset = `PRESS-${++count}`
    await assets.keep([AssetTold.parse({ asset, name: `Press ${count}`, equipment: `CELL-${count}` })], {
      ...{ plant: 'A', by: 'paula' },
    })
    const map = () => assets.map(`CELL-${asset.slice(6)}`, centre, { plant: 'A', by: 'paula' })
    if (isMapped) await map()
    const rows = async (sql: string) => (await database.pool.query(sql, [asset])).rows
    return {
      asset,
      map,
      async says(type: string, time: string, data: object = {}, by = 'plc'): Promise<void> {
        const kind = kindOf(type)!
        const told = kind.schema.parse(kind.about === 'asset' ? { asset, ...data } : data)
        const source = `/plants/A/systems/${by}`
        const event = { specversion: '1.0', id: ids(), source, type, time, data: told } as const
        const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: by }
        await engine.receive([messageOf(event as CloudEvent, kind, told, coming)])
      },
      file: async () =>
        (await rows(`select state, data from case_file where kind = 'asset-downtime' and key = $1`))[0] as {
          state: string
          data: DowntimeFile
        },
      records: async () =>
        (
          await rows(`select data from case_file where kind = 'downtime-record' and data ->> 'asset' = $1 order by key`)
        ).map(({ data }) => data) as DowntimeRecord[],
      stands: () =>
        [...plans.closed]
          .filter(([place]) => place.startsWith(`A/breakdown ${asset} `))
          .map(([, { from, to }]) => [from, to]),
      done: () =>
        plans.done
          .filter(({ body }) => (body as { window: string }).window.startsWith(`A/breakdown ${asset} `))
          .map(({ operation }) => operation),
      exceptions: () => rows('select exception_id, code from exception where subject = $1 and closed_at is null'),
    }
  }

  it('T19 WF-05: three who report it are one standstill with three evidences, one block and one record', async () => {
    const one = await press()
    const operation = {
      ...{ workCentre: centre.id, order: ProductionOrderId.parse('odoo.42'), label: 'WH/MO/00042', operation: 'Press' },
      ...{
        from: ago(60),
        until: later(began, hours(1)),
        isPlanned: true,
        isStarted: true,
        isUrgent: false,
        minutes: 60,
      },
      sales: [
        { order: 'S00042', customer: 'Acme', promised: later(began, hours(2)), value: '1200.00', currency: 'EUR' },
      ],
    }
    plans.affected = [operation]
    await one.says(ASSET_FAILED, ago(24), { detectedBy: 'maintenance', reason: 'bearing' }, 'cmms')
    await one.says(ASSET_FAILED, ago(28), { detectedBy: 'machine' }, 'plc')
    await one.says(ASSET_FAILED, ago(27), { detectedBy: 'operator' }, 'floor')
    const to = later(ago(24), hours(8))
    await eventually(() => expect(one.stands()).toEqual([[ago(28), to]]))
    await eventually(async () =>
      expect((await one.file()).data.downtimes).toMatchObject([
        {
          from: ago(28),
          reason: 'bearing',
          block: { erp: 'closed' },
          said: [{ by: 'plc' }, { by: 'floor' }, { by: 'cmms' }],
        },
      ]),
    )
    // WF-08: what was promised to whom is known with it.
    await eventually(async () =>
      expect((await one.file()).data.downtimes[0]!.atRisk).toMatchObject({
        sells: true,
        orders: [{ label: 'WH/MO/00042', isStarted: true, sales: [{ order: 'S00042', value: '1200.00' }] }],
      }),
    )
    expect((await one.file()).data.downtimes[0]!.atRisk!.orders[0]!.sales[0]!.lateBy).toBeGreaterThan(hours(5))
    plans.affected = []

    await one.says(DOWNTIME_ENDED, ago(2))
    await eventually(() => expect(one.stands()).toEqual([[ago(28), ago(2)]]))
    await eventually(async () =>
      expect(await one.records()).toMatchObject([{ from: ago(28), until: ago(2), evidences: 3 }]),
    )
    expect(one.done().filter((operation) => operation === 'block')).toHaveLength(1)
    expect((await one.records())[0]).toMatchObject({ isFailure: true, isCounted: true, isVoid: false })
  })

  it('WF-05: a false alarm gives all back, is kept, and is not counted', async () => {
    const one = await press()
    await one.says(ASSET_FAILED, ago(10))
    await eventually(() => expect(one.stands()).toHaveLength(1))
    await one.says(FAILURE_VOIDED, ago(5), { reason: 'a loose wire' })
    await eventually(() => expect(one.done()).toEqual(['block', 'freeBlock']))
    await eventually(async () => expect(await one.records()).toMatchObject([{ isVoid: true, isCounted: false }]))
  })

  it('DOM-02: one that nobody mapped is put before the planner, and is closed once it is mapped', async () => {
    const one = await press({ isMapped: false })
    await one.says(ASSET_FAILED, ago(10))
    await eventually(async () => expect(await one.exceptions()).toMatchObject([{ code: 'UNMAPPED_ASSET' }]))
    await one.says(ASSET_FAILED, ago(9), {}, 'floor')
    await eventually(async () => expect((await one.file()).data.downtimes[0]!.said).toHaveLength(2))
    expect(await one.exceptions()).toHaveLength(1)
    await one.map()
    const [first] = await one.exceptions()
    const people = rulings({ pool: database.pool, home: 'hub', ids, now })
    await people.settle({ exceptionId: first!.exception_id, how: 'retried', by: 'paula', reason: 'mapped' })
    engine.wake()
    await eventually(() => expect(one.stands()).toHaveLength(1))
    expect(await one.exceptions()).toEqual([])
  })

  it('T24: its completed order ends it; without a failure mode both are left open until a person says it, once', async () => {
    const one = await press()
    await one.says(ASSET_FAILED, ago(30))
    await eventually(() => expect(one.stands()).toHaveLength(1))

    const order = MaintenanceOrder.parse({
      ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'approved', kind: 'corrective-breakdown' },
      ...{ title: 'New bearing', asset: one.asset, created: ago(28), version: '1' },
    })
    const done = { ...order, state: 'completed', completed: ago(5), version: '2' }
    await one.says(typeOfStep('create'), ago(28), { order: 'cmms.7', told: order }, 'cmms')
    await one.says(typeOfStep('complete'), ago(5), { order: 'cmms.7', told: done }, 'cmms')
    await eventually(() => expect(one.stands()).toEqual([[ago(30), ago(5)]]))
    await eventually(async () => expect(await one.records()).toMatchObject([{ order: 'cmms.7', isCounted: false }]))
    const flagged = async () =>
      (await database.pool.query(`select code from exception where subject = 'cmms.7' and closed_at is null`)).rows
    await eventually(async () => expect(await flagged()).toEqual([{ code: 'FAILURE_MODE_MISSING' }]))

    await one.says(DOWNTIME_RECLASSIFIED, ago(1), { failure: { mode: 'BRD' } }, 'hub.hub')
    await eventually(async () =>
      expect(await one.records()).toMatchObject([{ isCounted: true, failure: { mode: 'BRD' } }]),
    )
    await eventually(async () => expect(await flagged()).toEqual([]))
  })
})
