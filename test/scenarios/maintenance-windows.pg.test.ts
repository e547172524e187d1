import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf, messageOf, rulings } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { days, hours, instant, later } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { kindOf } from '#model/catalogue'
import { typeOfWindow } from '#model/maintenance-window'
import type { WindowFile } from '#model/maintenance-window-case'
import type { CloudEvent } from '#model/message'
import { ProductionOrderId } from '#model/production'
import { lookAtReach } from '#reach'
import { freppleProcess } from '../support/frepple.ts'
import { type PlannedPlant, plannedPlant } from '../support/planned-plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
/** Hours after the next midnight but two. */
const midnight = Math.ceil(Date.now() / days(1)) * days(1) + days(2)
const at = (hour: number) => instant(midnight + hour * 3_600_000)
const press = { id: 'odoo.work-centre.7', name: 'Press 7', code: null, calendar: null }

describe('a maintenance window, from the CMMS to the ERP’s calendar', () => {
  let outside: Awaited<ReturnType<typeof freppleProcess>>
  let plant: PlannedPlant
  let database: PlannedPlant['database']
  let engine: PlannedPlant['engine']
  let plans: PlannedPlant['plans']
  let assets: PlannedPlant['assets']
  beforeAll(async () => {
    outside = await freppleProcess()
    await outside.has({ name: press.name, available: 'Press 7 hours' })
    plant = await plannedPlant({ platform: outside.keeper })
    ;({ database, engine, plans, assets } = plant)
    await assets.keep(
      [
        { asset: 'PRESS-7', name: 'Press 7', criticality: 'A', equipment: 'CELL-1' },
        { asset: 'PRESS-8', name: 'Press 8', equipment: 'CELL-2' },
      ].map((one) => AssetTold.parse(one)),
      { plant: 'A', by: 'paula' },
    )
    await assets.map('CELL-1', press, { plant: 'A', by: 'paula' })
  })
  afterAll(async () => {
    await plant[Symbol.asyncDispose]()
    await outside[Symbol.asyncDispose]()
  })

  let count = 0
  function window() {
    const name = `PM-${++count}`
    const rows = async (sql: string) => (await database.pool.query(sql, [name])).rows
    const told = (over: object) => ({
      ...{ version: 1, equipment: ['PRESS-7'], start: at(6), end: at(10), title: 'Change seals' },
      ...over,
    })
    async function says(what: string, data: object): Promise<void> {
      const kind = kindOf(typeOfWindow(what))!
      const source = '/plants/A/systems/cmms'
      const event = { specversion: '1.0', id: ids(), source, type: kind.type, time: now(), actor: 'mia', data } as const
      const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: 'cmms' }
      await engine.receive([messageOf(event as CloudEvent, kind, kind.schema.parse(data), coming)])
    }
    const open = async () =>
      (await rows(
        `select approval_id, question, shown, role from approval join message using (message_id)
         where key = $1 and answered_at is null order by asked_at desc`,
      )) as { approval_id: string; question: string; shown: Record<string, Json>; role: string }[]
    return {
      name,
      tells: (what: 'proposed' | 'approved' | 'changed', over: object = {}) =>
        says(what, { window: name, ...told(over) }),
      says: (what: 'started' | 'finished' | 'cancelled') => says(what, { window: name, reason: 'so it is' }),
      asked: async () => {
        await eventually(async () => expect(await open()).not.toEqual([]))
        return (await open())[0]!
      },
      answer: async (answer: 'yes' | 'no', by = 'paula') => {
        const [question] = await open()
        const people = rulings({ pool: database.pool, home: 'hub', ids, now })
        const shownHash = sha256(canonicalJson(question!.shown))
        await people.answer({ approvalId: question!.approval_id, by, answer, reason: 'so we agreed', shownHash })
        engine.wake()
      },
      file: async () =>
        (await rows('select state, data from case_file where key = $1'))[0] as { state: string; data: WindowFile },
      stands: () =>
        [...plans.closed]
          .filter(([place]) => place === `A/${name} at ${press.id}`)
          .map(([, { from, to }]) => [from, to]),
      done: () =>
        plans.done
          .filter(({ body }) => (body as { window: string }).window === `A/${name}`)
          .map(({ operation }) => operation),
      exceptions: () =>
        rows('select exception_id, code, sentence, suggestion from exception where subject = $1 and closed_at is null'),
      retry: async (how: 'retried') => {
        const [first] = await rows('select exception_id from exception where subject = $1 and closed_at is null')
        const people = rulings({ pool: database.pool, home: 'hub', ids, now })
        await people.settle({ exceptionId: first!.exception_id, how, by: 'paula', reason: 'mended' })
        engine.wake()
      },
    }
  }

  it('SYS-08: what both agreed to is told to a planner outside until it acknowledges; called off it is gone there', async () => {
    const one = window()
    const told = async () => {
      const { rows } = await database.pool.query(
        `select state, data from case_file where kind = 'capacity' and key = $1`,
        [`A/${one.name}`],
      )
      return [rows[0]?.state, rows[0]?.data.told[press.id]?.state]
    }
    const there = async () =>
      (await outside.journal()).buckets
        .filter(({ source }) => source.includes(`A/${one.name} `))
        .map(({ calendar, startdate, enddate, value }) => [calendar, startdate, enddate, value])
    // It is being restarted when it is told first; then its answer is lost.
    await outside.faults({ unavailable: 1, afterCommit: 1 })
    await one.tells('approved')
    await one.asked()
    expect([await there(), await told()]).toEqual([[], [undefined, undefined]])
    await one.answer('yes')
    await eventually(async () => expect(await told()).toEqual(['closed', 'acknowledged']))
    expect(await there()).toEqual([['Press 7 hours', at(6).slice(0, 19), at(10).slice(0, 19), '0']])

    await one.says('cancelled')
    await eventually(async () => expect(await there()).toEqual([]))
    await eventually(async () => expect(await told()).toEqual(['closed', 'acknowledged']))
  })

  it('OBS-07 EXC-16: whether it reaches planning is answered with the last proof, and what stays away is missing by its time', async () => {
    const one = window()
    const look = async (moment: string) => {
      const [plant] = await lookAtReach(databaseOf(database.pool), 'hub', [{ plant: 'A', patience: hours(1) }], moment)
      const missing = plant!.missing.filter(({ about }) => about === one.name).map(({ kind }) => kind)
      return { ...plant!, missing }
    }
    await one.tells('approved')
    await one.asked()
    expect((await look(at(6))).missing).toEqual([])
    expect(await look(later(at(6), 1))).toMatchObject({ answer: 'no', missing: ['window-not-answered'] })
    await one.answer('yes')
    await eventually(async () =>
      expect(await look(now())).toMatchObject({ answer: 'yes', missing: [], proof: { about: one.name } }),
    )
    expect(await look(at(8))).toMatchObject({ answer: 'no', missing: ['window-not-begun'] })
    await one.says('started')
    await eventually(async () => expect((await look(at(8))).missing).toEqual([]))
    await one.says('finished')
    await eventually(async () => expect((await one.file()).state).toBe('done'))
    expect((await look(at(20))).missing).toEqual([])
  })

  it('WF-01 WF-02 DOM-04: only what both agreed to reaches the ERP; who agrees sees the orders in the way', async () => {
    const one = window()
    const operation = {
      ...{ workCentre: press.id, order: ProductionOrderId.parse('odoo.42'), label: 'WH/MO/00042', operation: 'Press' },
      ...{ from: at(5), until: at(8), isPlanned: true, isStarted: false, isUrgent: true },
    }
    plans.affected = [
      { ...operation, minutes: 120 },
      { ...operation, operation: 'Deburr', minutes: 30 },
    ]
    await one.tells('proposed')
    await eventually(async () => expect((await one.file()).state).toBe('proposed'))
    await one.tells('approved')
    const question = await one.asked()
    plans.affected = []
    expect(question).toMatchObject({
      role: 'planner',
      question: expect.stringContaining('In its way: WH/MO/00042, 150 min in all.'),
      shown: { orders: [{ order: 'WH/MO/00042', minutes: 150, urgent: true }], 'for maintenance': 'mia' },
    })
    expect(one.done()).toEqual([])

    await one.answer('yes')
    await eventually(() => expect(one.stands()).toEqual([[at(6), at(10)]]))
    await eventually(async () =>
      expect(await one.file()).toMatchObject({
        state: 'approved',
        data: { production: { by: 'paula' }, erp: { [press.id]: 'closed' }, affected: [{ minutes: 150 }] },
      }),
    )
  })

  it('T17 T18: a window that moves keeps its old time until both agree, and one that is called off gives all back', async () => {
    const one = window()
    await one.tells('approved')
    await one.asked()
    await one.answer('yes')
    await eventually(() => expect(one.done()).toEqual(['block']))

    const moved = { version: 2, start: at(8), end: at(12) }
    await one.tells('changed', moved)
    await eventually(async () => expect((await one.file()).state).toBe('changed'))
    await one.tells('approved', moved)
    expect((await one.asked()).question).toMatch(/The ERP keeps Press 7 from .* until both agree/)
    expect(one.stands()).toEqual([[at(6), at(10)]])
    await one.answer('yes')
    await eventually(() => expect(one.stands()).toEqual([[at(8), at(12)]]))

    // Maintenance moves it once more, and production will not have it.
    await one.tells('approved', { version: 3, start: at(12), end: at(16) })
    await one.asked()
    await one.answer('no')
    await eventually(async () => expect(await one.file()).toMatchObject({ state: 'approved', data: { start: at(8) } }))
    expect(one.done()).toEqual(['block', 'moveBlock'])

    await one.says('cancelled')
    await eventually(() => expect(one.done()).toEqual(['block', 'moveBlock', 'freeBlock']))
    expect(one.stands()).toEqual([])
    await one.tells('approved', { version: 4 })
    await eventually(async () => expect(await one.exceptions()).toMatchObject([{ code: 'WINDOW_OVER' }]))
  })

  it('DOM-02: an asset nobody mapped is named; once it is, the window goes on', async () => {
    const one = window()
    await one.tells('approved', { equipment: ['PRESS-8'] })
    await eventually(async () =>
      expect(await one.exceptions()).toMatchObject([
        { code: 'UNMAPPED_ASSET', sentence: expect.stringContaining('which work centre CELL-2 is') },
      ]),
    )
    await assets.map('CELL-2', { ...press, id: 'odoo.work-centre.8' }, { plant: 'A', by: 'paula' })
    await one.retry('retried')
    expect((await one.asked()).role).toBe('planner')
    expect(await one.exceptions()).toEqual([])
  })

  it('WF-02: two windows at one time on one work centre are told so, and one person is not two', async () => {
    const [one, other] = [window(), window()]
    const day = { start: at(30), end: at(34) }
    await one.tells('approved', day)
    await one.asked()
    await one.answer('yes')
    await eventually(() => expect(one.done()).toEqual(['block']))
    await other.tells('approved', { ...day, start: at(33), end: at(36) })
    expect((await other.asked()).shown).toMatchObject({ 'at the same time': [one.name] })
    await other.answer('yes', 'mia')
    await eventually(async () => expect(await other.exceptions()).toMatchObject([{ code: 'SAME_PERSON' }]))
    expect(other.done()).toEqual([])
  })

  it('WF-02: what somebody deleted in the ERP stops in front of somebody', async () => {
    const one = window()
    await one.tells('approved', { start: at(50), end: at(52) })
    await one.asked()
    await one.answer('yes')
    await eventually(() => expect(one.done()).toEqual(['block']))
    plans.closed.clear()
    await one.tells('approved', { version: 2, start: at(51), end: at(53) })
    await one.asked()
    await one.answer('yes')
    await eventually(async () => expect(await one.exceptions()).toMatchObject([{ code: 'BLOCK_GONE' }]))
    expect(one.stands()).toEqual([])

    // Whoever agrees to a further version has it made again.
    await one.tells('approved', { version: 3, start: at(52), end: at(54) })
    await one.asked()
    await one.answer('yes')
    await eventually(() => expect(one.stands()).toEqual([[at(52), at(54)]]))
  })

  it('DOM-04: nobody begins what was not agreed to; what is called off before it was told waits for it', async () => {
    const [one, other] = [window(), window()]
    await one.tells('approved', { start: at(60), end: at(61) })
    await one.asked()
    await one.says('started')
    await eventually(async () => expect(await one.exceptions()).toMatchObject([{ code: 'NOT_APPROVED' }]))
    await one.answer('yes')
    await eventually(async () => expect((await one.file()).state).toBe('approved'))
    await one.retry('retried')
    await eventually(async () => expect((await one.file()).state).toBe('started'))
    await one.says('finished')
    await eventually(async () => expect((await one.file()).state).toBe('done'))
    expect(one.done()).toEqual(['block'])

    await other.says('cancelled')
    await other.tells('proposed', { start: at(70), end: at(71) })
    await eventually(async () => expect((await other.file()).state).toBe('cancelled'))
    expect(other.done()).toEqual([])
  })
})
