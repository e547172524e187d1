import { describe, expect, it } from 'vitest'
import { MaintenanceOrder } from '#model/maintenance'
import type { OrderRecord, WorkedTime } from '#model/ports/maintenance-books'
import { quantity } from '#model/quantity'
import { type GoodsNews, goodsOf, type SaidOfGoods } from './goods.ts'

const now = '2026-11-22T05:00:00.000Z'
const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', kind: 'inspection', title: 'Look', created: now },
  ...{ state: 'started', version: now },
})
/** The order as it is shown, however often with the same time of writing. */
const showing = (over: Partial<OrderRecord>): OrderRecord => ({
  ...{ book: 'orders', record: '7', plant: 'A', changedAt: now, order, parts: [], standsStill: false, ...over },
})
const seals = (count: number) => (count > 0 ? [{ part: 'SEAL-40', used: quantity(count) }] : [])

/** All that is told of a life, looked at after each of its steps. */
function told(life: readonly Partial<OrderRecord>[], isPast = false): readonly GoodsNews[] {
  let said: SaidOfGoods | undefined
  return life.flatMap((over, nth) => {
    const looked = goodsOf(said, showing(over), { isPast: isPast && nth === 0 })
    said = looked.said
    return looked.news
  })
}
const named = (news: readonly GoodsNews[]) => news.map(({ type }) => type.split('.').slice(2, 4).join('.'))

describe('WF-11: what an order tells of its parts and of the work on it', () => {
  it('is told each time, though a part comes and goes and its order is not written', () => {
    const news = told([2, 1, 2, 1, 2].map((count) => ({ parts: seals(count) })))
    const [used, back] = ['part.consumed', 'part.returned']
    expect(named(news)).toEqual([used, back, used, back, used])
    expect(new Set(news.map(({ id }) => id)).size).toBe(5)
    expect(named(told([{ parts: seals(2) }, { parts: seals(2) }]))).toEqual([used])
  })

  it('has its list told whole whenever it differs, and none where the CMMS has no lists', () => {
    const news = told([{ planned: seals(2) }, { planned: seals(2) }, { planned: seals(3) }, { planned: [] }, {}])
    expect(news.map(({ data }) => (data as { parts: readonly object[] }).parts)).toEqual([
      [{ part: 'SEAL-40', quantity: quantity(2) }],
      [{ part: 'SEAL-40', quantity: quantity(3) }],
      [],
    ])
  })

  it('is nobody’s news as far as it is from before anybody looked', () => {
    const worked: WorkedTime = { entry: '5', person: 'cmms.u3', minutes: '25' }
    const past = { parts: seals(2), labour: [worked] }
    expect(told([past, past], true)).toEqual([])
    // Corrected since, it is told as it is now; nothing was told that could be taken back.
    expect(named(told([past, { ...past, labour: [{ ...worked, minutes: '35' }] }], true))).toEqual(['labor.reported'])
    expect(named(told([past, { ...past, labour: [] }]))).toEqual(['part.consumed', 'labor.reported', 'labor.reversed'])
  })
})
