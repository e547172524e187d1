import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, minutes } from '#kernel/time'
import { MaintenanceOrder, maintenanceStates, type MaintenanceState } from '#model/maintenance'
import { stepOf } from '#model/maintenance-events'
import { moveOf } from '#model/maintenance-order-case'
import type { OrderRecord } from '#model/ports/maintenance-books'
import { add, quantity, type Quantity, subtract, zero } from '#model/quantity'
import { judgeGone, judgeRecord, type Known, type News } from './news.ts'

const began = '2026-11-22T05:00:00.000Z'

/** The order as the CMMS would show it after so many changes. */
const aRecord = (nth: number, state: MaintenanceState, seals = 0): OrderRecord => {
  const changedAt = later(began, minutes(nth))
  return {
    ...{ book: 'orders', record: '7', plant: 'A', changedAt },
    order: MaintenanceOrder.parse({
      ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', kind: 'inspection', title: 'Look', created: began },
      ...{ state, version: changedAt },
    }),
    parts: seals > 0 ? [{ part: 'SEAL-40', used: quantity(seals) }] : [],
    standsStill: false,
  }
}
const live = { isBeginning: false, now: began }
const atFirst = { isBeginning: true, now: began }

/** What somebody hears who hears all of it in order: where the order stands, and what it has used. */
function heard(news: readonly News[]): { readonly state: string; readonly seals: Quantity } {
  let [state, seals] = ['', zero('H87')]
  for (const { type, data } of news) {
    if (type.includes('.part.')) {
      const { quantity: moved } = data as { readonly quantity: Quantity }
      seals = type.includes('consumed') ? add(seals, moved) : subtract(seals, moved)
      continue
    }
    const step = stepOf(type)
    if (step === 'create') {
      const { told } = data as { readonly told: MaintenanceOrder }
      state = told.state === 'requested' ? 'requested' : 'approved'
      continue
    }
    const move = moveOf(state, step)
    if ('no' in move) throw new Error(`${state} cannot ${step}`)
    state = move.to
  }
  return { state, seals }
}

const states = fc.constantFrom(...maintenanceStates.filter((state) => state !== 'requested'))
const lives = fc.array(fc.tuple(states, fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 12 })

describe('what is new in a CMMS', () => {
  it('SYNC-20: leads by lawful steps to where the order is and to what it has used, however seldom somebody looks', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.nat({ max: 11 })), (life, stale) => {
        let known: Known | undefined
        const news: News[] = []
        const look = (record: OrderRecord) => {
          const verdict = judgeRecord(known, record, live)
          if (verdict.kind !== 'seen') known = verdict.known
          if (verdict.kind === 'told') news.push(...verdict.news)
          return verdict.kind
        }
        const records = life.map(([state, seals], nth) => aRecord(nth, state, seals))
        for (const [nth, record] of records.entries()) if (life[nth]![2] || nth === life.length - 1) look(record)
        const last = records.at(-1)!
        expect(heard(news)).toEqual({
          state: last.order.state,
          seals: quantity(last.parts[0]?.used.value ?? '0'),
        })
        expect(new Set(news.map(({ id }) => id)).size).toBe(news.length)
        // Neither again nor what was before it tells anything more.
        for (const nth of [...stale, life.length - 1])
          if (nth < records.length) expect(look(records[nth]!)).toBe('seen')
      }),
    )
  })

  it('is nothing where an order was over before anybody looked, and all of it where it is open', () => {
    expect(judgeRecord(undefined, aRecord(1, 'closed'), atFirst).kind).toBe('noted')
    const open = judgeRecord(undefined, aRecord(1, 'started', 2), atFirst)
    // What it had used by then was taken from stock by then.
    expect(open.kind === 'told' && open.news.map(({ type }) => type.split('.').slice(2, 4).join('.'))).toEqual([
      'order.created',
      'order.started',
    ])
  })

  it('is no news where a record was written again with what it was', () => {
    const first = judgeRecord(undefined, aRecord(1, 'started'), live)
    const known = first.kind === 'seen' ? undefined : first.known
    expect(judgeRecord(known, aRecord(2, 'started'), live).kind).toBe('noted')
  })

  it('gives up an order that was deleted while it was open, and lets one rest that was over', () => {
    const known = (state: MaintenanceState): Known => ({
      changedAt: began,
      said: { order: aRecord(0, state).order, parts: {} },
      isGone: false,
    })
    expect(judgeGone(known('started'), '7', began)).toMatchObject({
      kind: 'told',
      news: [{ type: 'mfg.maintenance.order.cancelled.v1', data: { reason: 'It was deleted in the CMMS' } }],
    })
    expect(judgeGone(known('completed'), '7', began).kind).toBe('noted')
    expect(judgeGone({ ...known('started'), isGone: true }, '7', began).kind).toBe('seen')
  })
})
