import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { BY_HAND, messageOf } from '#engine'
import type { Json } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import type { CloudEvent } from '#model/message'
import type { ReplanFile } from '#model/replan-case'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
/** The plant's rules, as somebody sets them while it runs. */
const replanning = { mode: 'review' as 'review' | 'auto', autoMoves: 10, autoLate: 100_000, autoUrgent: 'no' as const }
let plant: PlantStory
beforeAll(async () => {
  plant = await aPlant({ policy: { replanning } })
})
afterAll(() => plant[Symbol.asyncDispose]())

it(`WF-04 WF-06 T16: nothing moves in Odoo ${inject('odooVersion')} before a planner accepts, then all of it, once; taken back each operation is where it was; left to the hub it is done at once, but for what has begun`, async () => {
  const { world, hub } = plant
  const { order, saw } = await world.bench()
  const record = Number(order.slice('odoo.'.length))
  const other = await world.workCenter('other saw', 60)
  const vals = { alternative_workcenter_ids: [[6, 0, [other]]] }
  await world.call('mrp.workcenter', 'write', { ids: [saw], vals })
  // In some days, so that nothing of it is overdue or frozen.
  await world.plan(record)
  const stands = () =>
    world.rows(
      `select w.name, w.workcenter_id, l.resource_id, date_trunc('second', l.date_from)::text as "from", date_trunc('second', l.date_to)::text as until,
         ${world.columns.plannedStart}::text as begins, ${world.columns.plannedEnd}::text as ends
       from mrp_workorder w join resource_calendar_leaves l on l.id = w.leave_id
       join mrp_production p on p.id = w.production_id where p.id = $1 order by w.id`,
      [record],
    )
  const before = await stands()

  // The saw is down from now on, and for so long that the order would be late.
  await world.call('mrp.production', 'write', { ids: [record], vals: { date_deadline: before[1]!['until'] } })
  const days = (at: string, count: number) =>
    stamp(new Date(Date.parse(`${at.replace(' ', 'T')}Z`) + count * 86_400_000))
  const [centre] = await world.rows('select resource_id, resource_calendar_id from mrp_workcenter where id = $1', [saw])
  const down = {
    ...{ name: 'Broken blade', date_from: stamp(new Date()), date_to: days(before[1]!['until'], 7) },
    ...{ resource_id: centre!['resource_id'], calendar_id: centre!['resource_calendar_id'], time_type: 'leave' },
  }
  await world.create('resource.calendar.leaves', down)

  const says = async (what: string, data: Record<string, Json>): Promise<void> => {
    const kind = kindOf(`mfg.planning.replan.${what}.v1`)!
    const head = {
      specversion: '1.0',
      id: ids(),
      source: '/plants/A/systems/hub',
      type: kind.type,
      time: now(),
    } as const
    const event: CloudEvent = { ...head, actor: 'paula', data }
    const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: BY_HAND }
    await hub.receive([messageOf(event, kind, kind.schema.parse(data), coming)])
  }
  const replan = 'breakdown.SAW-1'
  const becomes = (state: string, name = replan) =>
    eventually(async () => {
      const [file] = await plant.rows(`select state, data from case_file where key = $1`, [name])
      expect(file?.['state'], JSON.stringify(file?.['data']?.said)).toBe(state)
      return file!['data'] as ReplanFile
    })

  await says('requested', { replan, cause: 'breakdown', of: 'SAW-1', why: 'The blade is broken.' })
  const { basis, proposal } = await becomes('proposed')
  const elsewhere = proposal.options.find(({ policy }) => policy === 'alternative')!
  const mine = elsewhere.moves.filter((move) => move.order === order)
  expect(mine.map(({ to }) => to.workCentre)).toContain(`odoo.work-centre.${other}`)
  expect(mine[0]!.because).toMatch(/^Cut of .*MO.* goes .*: .* is down then \(Broken blade\)\.$/)
  expect(await stands()).toEqual(before)

  await says('accepted', { replan, basis, policy: 'alternative' })
  await becomes('applied')
  const moved = await stands()
  expect(moved.map((row) => row['workcenter_id'])).toContain(other)
  for (const [nth, row] of moved.entries()) {
    const move = mine.find(({ operation }) => operation === elsewhere.moves[nth]?.operation)
    if (move) expect(row['from']).toBe(stamp(new Date(move.to.from)))
  }
  const written = await plant.rows(`select from intent where operation = 'changePlan' and state = 'confirmed'`)
  expect(written).toHaveLength(1)

  await says('undone', { replan, reason: 'the blade was found' })
  await becomes('undone')
  expect(await stands()).toEqual(before)

  // Left to the hub it is done at once; what has begun since stays where it is.
  replanning.mode = 'auto'
  const again = 'breakdown.SAW-2'
  await says('requested', { replan: again, cause: 'breakdown', of: 'SAW-2', why: 'The blade is broken again.' })
  const { decided, change } = await becomes('applied', again)
  expect(decided).toMatchObject({ by: 'the plant’s rules', policy: 'alternative' })
  const byItself = await stands()
  expect(byItself.map((row) => row['workcenter_id'])).toContain(other)
  expect(byItself).not.toEqual(before)
  expect(change!.moves.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(mine.map(({ operation }) => operation)),
  )
  const [begun] = await world.rows('select id from mrp_workorder where production_id = $1 order by id limit 1', [
    record,
  ])
  await world.call('mrp.workorder', 'button_start', { ids: [begun!['id']] })
  const [spare] = await world.rows('select resource_id, resource_calendar_id from mrp_workcenter where id = $1', [
    other,
  ])
  const too = { resource_id: spare!['resource_id'], calendar_id: spare!['resource_calendar_id'] }
  await world.create('resource.calendar.leaves', { ...down, ...too })
  const running = await stands()
  const third = 'breakdown.SAW-3'
  await says('requested', { replan: third, cause: 'breakdown', of: 'SAW-3', why: 'The other saw is down, too.' })
  const { change: rest } = await becomes('applied', third)
  expect(rest!.moves.map(({ operation }) => operation)).toEqual([elsewhere.moves.at(-1)!.operation])
  const after = await stands()
  expect(after[0]).toMatchObject({ workcenter_id: running[0]!['workcenter_id'], from: running[0]!['from'] })
  expect(after[1]!['from']).not.toBe(running[1]!['from'])
})

const stamp = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')
