import { expect, test } from 'vitest'
import { type Books, booked, call, effect, outcome } from './production-ledger.ts'
import type { Plans } from './planning-ledger.ts'

const day = '2026-03-03'
const clock = (time: string) => `${day}T${time}:00Z`

/** Where standstills are counted: the keeper, the one who closes work centres, and the one whose pauses count as well. */
export interface Losses extends Plans {
  readonly downtimes: Plans['keeper']
  readonly books: Books['keeper']
}

/** What every keeper of the downtime ledger promises, against real Odoo. */
export function downtimeLedgerContract(open: () => Promise<Losses>): void {
  async function start() {
    const { world, keeper, downtimes, books } = await open()
    const { order, saw } = await world.bench()
    // From 8 to 12 and from 13 to 17 by the clock of London, which is that of Greenwich in winter.
    await world.call('mrp.workcenter', 'write', { ids: [saw], vals: { tz: 'Europe/London' } })
    const workCentre = `odoo.work-centre.${saw}`
    const named = (number: number) => ({ downtime: `A/SAW-${saw} ${number}`, workCentre })
    return {
      world,
      order,
      saw,
      workCentre,
      keep: async (number: number, from: string, to: string, over: object = {}) => {
        const body = { ...named(number), from: clock(from), to: clock(to), title: `SAW-${saw} stood still`, ...over }
        return (await downtimes.perform([effect('keep', body)], call()))[0]!
      },
      drop: async (number: number) => (await downtimes.perform([effect('drop', named(number))], call()))[0]!,
      block: (number: number, from: string, to: string) =>
        keeper.perform(
          [
            effect('block', {
              window: `A/breakdown SAW-${saw} ${number}`,
              workCentre,
              from: clock(from),
              to: clock(to),
              title: 'SAW stands still',
            }),
          ],
          call(),
        ),
      pause: (from: string, to: string) =>
        books.perform(
          [effect('recordDowntime', { order, operation: '10', started: clock(from), ended: clock(to) })],
          call(),
        ),
      counted: async () =>
        (
          await world.rows(
            `select to_char(date_start, 'HH24:MI') || '-' || to_char(date_end, 'HH24:MI') as at, duration::float as minutes
             from mrp_workcenter_productivity where workcenter_id = $1 order by id`,
            [saw],
          )
        ).map(({ at, minutes }) => `${at}: ${minutes}`),
    }
  }

  test('WF-22: a standstill is one entry of its work centre with its loss, counted in working time although it was closed for that', async () => {
    const { world, saw, keep, drop, block, counted } = await start()
    await block(1, '10:00', '18:00')
    expect(booked(await keep(1, '10:00', '14:00', { reason: 'setup and adjustments' }))).toMatchObject({
      known: false,
      before: { minutes: null },
      after: { from: clock('10:00'), to: clock('14:00'), minutes: '180', loss: 'Setup and Adjustments' },
      documents: [{ kind: 'mrp.workcenter.productivity', label: '180 min' }],
    })
    expect(await counted()).toEqual(['10:00-14:00: 180'])
    expect(
      await world.rows(
        `select time_type from resource_calendar_leaves l join mrp_workcenter c on c.resource_id = l.resource_id where c.id = $1`,
        [saw],
      ),
    ).toEqual([{ time_type: 'leave' }])
    expect(booked(await keep(1, '11:00', '14:00')).after).toMatchObject({ minutes: '120', loss: 'Equipment Failure' })
    expect(await counted()).toEqual(['11:00-14:00: 120'])
    expect(booked(await drop(1))).toMatchObject({ before: { minutes: '120' }, after: { minutes: null } })
    expect(await counted()).toEqual([])
  })

  test('WF-22: no minute is counted twice, whether a pause or another standstill comes before it or after', async () => {
    const { keep, drop, block, pause, counted } = await start()
    await block(1, '09:00', '11:00')
    await pause('10:00', '10:30')
    await keep(1, '09:00', '11:00')
    await keep(2, '10:45', '12:00')
    expect(await counted()).toEqual(['10:00-10:30: 30', '09:00-11:00: 90', '10:45-12:00: 60'])
    await pause('11:30', '11:45')
    expect(await counted()).toEqual(['10:00-10:30: 30', '09:00-11:00: 90', '10:45-12:00: 45', '11:30-11:45: 15'])
    await drop(1)
    expect(await counted()).toEqual(['10:00-10:30: 30', '10:45-12:00: 60', '11:30-11:45: 15'])
  })

  test('WF-22: an entry that somebody has deleted in Odoo is not entered again without being asked', async () => {
    const { world, saw, keep, drop, counted } = await start()
    await keep(1, '09:00', '10:00')
    const [entry] = await world.rows('select id from mrp_workcenter_productivity where workcenter_id = $1', [saw])
    await world.call('mrp.workcenter.productivity', 'unlink', { ids: [entry!['id']] })
    expect([await keep(1, '09:00', '10:30')].map(outcome)).toEqual(['ENTRY_GONE'])
    expect(await counted()).toEqual([])
    expect([await keep(1, '09:00', '10:30', { anew: true })].map(outcome)).toEqual(['booked'])
    expect(await counted()).toEqual(['09:00-10:30: 90'])
    expect([await drop(1), await drop(1)].map(outcome)).toEqual(['booked', 'booked'])
  })
}
