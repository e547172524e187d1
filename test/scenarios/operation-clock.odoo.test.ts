import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

let plant: PlantStory
beforeAll(async () => {
  plant = await aPlant()
})
afterAll(() => plant?.[Symbol.asyncDispose]())

const at = (time: string) => ({ occurredAt: `2026-03-02T${time}:00.000Z` })

const verdicts = (order: string) =>
  plant.rows(
    `select message.type, verdict, code, sentence from run join message using (message_id)
     where key = $1 and message.type not like 'hub.%' order by message.occurred_at, run.decided_at`,
    [order],
  )
const downtimes = (label: string) =>
  plant.world.rows(
    `select duration::float, description, type.loss_type as kind from mrp_workcenter_productivity downtime
     join mrp_workcenter_productivity_loss loss on loss.id = downtime.loss_id
     join mrp_workcenter_productivity_loss_type type on type.id = loss.loss_id
     where workorder_id is null and description like $1 order by date_start`,
    [`%${label}%`],
  )

describe('work at operations, on real Odoo', () => {
  it('DOM-31 DOM-39: begun, stopped and gone on, told late and the wrong way round, is one downtime at its own time', async () => {
    const { order } = await plant.bench()
    const label = (
      await plant.world.rows('select name from mrp_production where id = $1', [Number(order.slice(5))])
    )[0]!
    const here = { order, operation: '10' }
    await plant.reports('operation.resumed', here, `${order}-on`, at('09:25'))
    await plant.settled(order)
    await plant.reports('operation.paused', { ...here, reason: 'tool broken' }, `${order}-stop`, at('09:00'))
    await plant.reports('operation.started', here, `${order}-begin`, at('08:30'))
    for (const _again of [1, 2]) await plant.reports('operation.resumed', here, `${order}-on`, at('09:25'))
    await plant.settled(order)

    expect(await downtimes(label['name'])).toEqual([
      { duration: 25, description: expect.stringContaining('tool broken'), kind: 'availability' },
    ])
    const [file] = await plant.rows("select data -> 'clock' -> '10' as marks from case_file where key = $1", [order])
    expect(file!['marks'].map(({ what }: { what: string }) => what)).toEqual(['started', 'paused', 'resumed'])
    expect((await plant.look({ order, steel: '', paint: '', frame: '' })).state).toBe('started')
  })

  it('A07: the reason of a standstill is a name, and no pattern that finds another one', async () => {
    const { order } = await plant.bench()
    const here = { order, operation: '10' }
    // "Fully Productive Time" is Odoo's own name for time that is no standstill.
    const reason = 'Fully%'
    await plant.reports('operation.paused', { ...here, reason }, `${order}-stop`, at('10:00'))
    await plant.reports('operation.resumed', here, `${order}-on`, at('10:10'))
    await plant.settled(order)
    expect(await downtimes('Fully')).toMatchObject([{ duration: 10, kind: 'availability' }])
  })

  it('an operation begun before the one ahead of it is flagged; a start that was wrong is taken back', async () => {
    const { order } = await plant.bench()
    await plant.reports('operation.started', { order, operation: '20' }, `${order}-early`)
    await plant.settled(order)
    await plant.reports('operation.start-voided', { order, reverses: `${order}-early` })
    await plant.settled(order)
    expect(await verdicts(order)).toMatchObject([
      { verdict: 'flagged', code: 'OUT_OF_ROUTING_ORDER' },
      { verdict: 'accepted' },
    ])
    expect((await plant.look({ order, steel: '', paint: '', frame: '' })).state).toBe('released')
  })

  it('DOM-32: one person at two orders at one time is stopped; taken back, it is as if it had not been said', async () => {
    const [one, other] = [await plant.bench(), await plant.bench()]
    const ann = { operation: '10', person: `Ann ${one.order}` }
    const morning = { started: '2026-03-02T06:00:00Z', ended: '2026-03-02T10:00:00Z' }
    const late = { started: '2026-03-02T09:00:00Z', ended: '2026-03-02T11:00:00Z' }
    await plant.reports('labor.reported', { order: one.order, ...ann, ...morning }, `${one.order}-ann`)
    await plant.settled(one.order)
    await plant.reports('labor.reported', { order: other.order, ...ann, ...late })
    await plant.settled(other.order)
    expect((await plant.look(one)).labourMinutes).toBe(240)
    expect(await plant.exceptions(other.order)).toEqual([
      { code: 'OVERLAP', sentence: expect.stringContaining('is booked on') },
    ])

    await plant.reports('labor.reversed', { order: one.order, reverses: `${one.order}-ann` })
    await plant.settled(one.order)
    await plant.reports('labor.reported', { order: other.order, ...ann, ...late })
    await plant.settled(other.order)
    expect((await plant.look(one)).labourMinutes).toBe(0)
    expect((await plant.look(other)).labourMinutes).toBe(120)
    await plant.reports('output.received', { order: other.order, quantity: pcs(1) })
    await plant.settled(other.order)
  })
})
