import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, minutes } from '#kernel/time'
import { AssetDowntime, AssetFailed, FailureWithdrawn } from '#model/asset-downtime'
import { ASSET_FAILED, DOWNTIME_ENDED, FAILURE_WITHDRAWN } from '#model/asset-downtime-events'
import { type MaintenanceKind, MaintenanceOrder, type MaintenanceState, maintenanceStates } from '#model/maintenance'
import type { OrderRecord } from '#model/ports/maintenance-books'
import { failureGone, failureOf, type FailureNews, type SaidOfFailure } from './failure.ts'

const created = '2026-11-22T05:00:00.000Z'
const minute = (nth: number) => later(created, minutes(nth))

interface Shown {
  readonly state: MaintenanceState
  readonly kind?: MaintenanceKind
  readonly asset?: string | undefined
}

/** The order as its owner shows it, written so many minutes after it was made. */
const shown = (nth: number, { state, kind = 'corrective-breakdown', asset = 'PRESS-1' }: Shown): OrderRecord => ({
  ...{ book: 'orders', record: '7', plant: 'A', changedAt: minute(nth), parts: [] },
  ...{ standsStill: false, meansFailure: true },
  order: MaintenanceOrder.parse({
    ...{ id: 'odoo.m7', label: '#7', plant: 'A', kind, title: 'It leaks', created, state, version: minute(nth) },
    ...(asset === '' ? {} : { asset, assetName: 'Press 1' }),
  }),
})

const over: readonly MaintenanceState[] = ['completed', 'closed']

/** All that is told of a life, looked at after each of its steps, a minute each. */
function told(life: readonly (Shown | OrderRecord)[], isBeginning = false) {
  let failure: SaidOfFailure | undefined
  const each: (readonly FailureNews[])[] = []
  for (const [nth, one] of life.entries()) {
    const record = 'book' in one ? one : shown(nth + 1, one)
    const said = failureOf(failure, record, { isNew: nth === 0, isBeginning: isBeginning && nth === 0 })
    failure = said.failure
    each.push(said.news)
  }
  const news = each.flat()
  return { failure, each, news, types: news.map(({ type }) => type) }
}

describe('WF-05 DOM-31: an order that says by itself that its asset has failed', () => {
  it('says so since it was made, with its title, and no more while it is worked on', () => {
    expect(told([{ state: 'approved' }, { state: 'started' }, { state: 'held' }]).news).toEqual([
      {
        ...{ type: ASSET_FAILED, at: created },
        data: {
          ...{ order: 'odoo.m7', asset: 'PRESS-1', assetName: 'Press 1' },
          ...{ reason: 'It leaks', detectedBy: 'maintenance' },
        },
      },
    ])
    expect(told([{ state: 'approved' }, { state: 'started' }, { state: 'completed' }]).types).toEqual([ASSET_FAILED])
  })

  it('says so since it became urgent, and that the asset works where it is urgent no more', () => {
    const deferred = 'corrective-deferred'
    const { news } = told([
      { state: 'approved', kind: deferred },
      { state: 'approved' },
      { state: 'approved', kind: deferred },
    ])
    expect(news).toMatchObject([
      { type: ASSET_FAILED, at: minute(2) },
      { type: DOWNTIME_ENDED, at: minute(3), data: { asset: 'PRESS-1', order: 'odoo.m7' } },
    ])
    // Where nobody says that a breakdown is repaired, this does.
    const both = told([{ state: 'started' }, { state: 'completed', kind: deferred }])
    expect(both.types).toEqual([ASSET_FAILED, DOWNTIME_ENDED])
  })

  it('takes it back where it is called off before anybody worked on it, is deleted, or is about another asset', () => {
    const calledOff = told([{ state: 'approved' }, { state: 'cancelled' }])
    expect(calledOff.news[1]).toEqual({
      ...{ type: FAILURE_WITHDRAWN, at: minute(2) },
      data: {
        ...{ asset: 'PRESS-1', order: 'odoo.m7', failed: created },
        reason: '#7 was called off before anybody worked on it',
      },
    })
    expect(told([{ state: 'started' }, { state: 'cancelled' }]).types[1]).toBe(DOWNTIME_ENDED)
    const other = told([{ state: 'started' }, { state: 'started', asset: 'PRESS-2' }])
    expect(other.news.slice(1)).toMatchObject([
      { type: FAILURE_WITHDRAWN, data: { asset: 'PRESS-1' } },
      { type: ASSET_FAILED, at: created, data: { asset: 'PRESS-2' } },
    ])
    const { failure } = told([{ state: 'started' }])
    const gone = failureGone(failure, 'odoo.m7', 'It was deleted', minute(9))
    expect(gone).toMatchObject({ failure: { stands: 'over' }, news: [{ type: FAILURE_WITHDRAWN, at: minute(9) }] })
    expect(failureGone(gone.failure, 'odoo.m7', 'It was deleted', minute(9)).news).toEqual([])
  })

  it('is told where it failed and was repaired while nobody looked, and not where that was before anybody did', () => {
    expect(told([{ state: 'completed' }, { state: 'closed' }]).news).toMatchObject([
      { type: ASSET_FAILED, at: created },
    ])
    expect(told([{ state: 'completed' }], true).types).toEqual([])
    expect(told([{ state: 'cancelled' }]).types).toEqual([])
  })

  it('is told to nobody where it was open when the hub began to look, until it fails once more', () => {
    expect(told([{ state: 'approved' }, { state: 'started' }, { state: 'cancelled' }], true).types).toEqual([])
    const again = told([{ state: 'approved' }, { state: 'completed' }, { state: 'started' }], true)
    expect(again.news).toMatchObject([{ type: ASSET_FAILED, at: minute(3) }])
  })

  it('is nothing where its system says by itself what stands still', () => {
    expect(told([{ ...shown(1, { state: 'started' }), meansFailure: false }]).types).toEqual([])
  })

  it('leaves whoever hears all of it with what the order says, however seldom somebody looks', () => {
    const steps = fc.record({
      state: fc.constantFrom(...maintenanceStates),
      kind: fc.constantFrom<MaintenanceKind>('corrective-breakdown', 'corrective-deferred', 'inspection'),
      asset: fc.constantFrom('', 'PRESS-1', 'PRESS-2'),
    })
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 15 }), (life) => {
        const standing = new Set<string>()
        const news = told(life).each
        for (const [nth, { state, kind, asset }] of life.entries()) {
          for (const { type, data } of news[nth]!) {
            const schema = { [ASSET_FAILED]: AssetFailed, [DOWNTIME_ENDED]: AssetDowntime }[type] ?? FailureWithdrawn
            const about = schema.parse(data).asset
            expect(standing.has(about)).toBe(type !== ASSET_FAILED)
            if (type === ASSET_FAILED) standing.add(about)
            else standing.delete(about)
          }
          // Whoever completes a breakdown says that it is repaired.
          if (over.includes(state) && kind === 'corrective-breakdown') standing.delete(asset)
          const stands =
            kind === 'corrective-breakdown' && asset !== '' && !over.includes(state) && state !== 'cancelled'
          expect([...standing]).toEqual(stands ? [asset] : [])
        }
      }),
    )
  })
})
