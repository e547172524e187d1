import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, later } from '#kernel/time'
import { MaintenanceOrder, type MaintenanceState } from '#model/maintenance'
import { WindowMoved, WindowTold } from '#model/maintenance-window'
import { moveOfWindow, type WindowStep } from '#model/maintenance-window-case'
import type { OrderRecord } from '#model/ports/maintenance-books'
import { type SaidOfWindow, windowGone, windowOf, type WindowNews } from './window.ts'

const now = '2026-11-22T05:00:00.000Z'

/** The service of the press as the CMMS shows it, planned to begin in so many hours. */
const service = (state: MaintenanceState, inHours?: number, over: Partial<OrderRecord> = {}): OrderRecord => ({
  ...{ book: 'orders', record: '7', plant: 'A', changedAt: now, parts: [], standsStill: true },
  order: MaintenanceOrder.parse({
    ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', kind: 'preventive-time', title: 'Service', created: now },
    ...{ state, version: now, asset: 'PRESS-1' },
    ...(inHours === undefined
      ? {}
      : { plannedStart: later(now, hours(inHours)), plannedEnd: later(now, hours(inHours + 4)) }),
  }),
  ...over,
})

/** All that is told of a life, looked at after each of its steps. */
function told(...life: readonly OrderRecord[]) {
  let window: SaidOfWindow | undefined
  const news: WindowNews[] = []
  for (const record of life) {
    const said = windowOf(window, record, now)
    window = said.window
    news.push(...said.news)
  }
  return { window, news, steps: news.map(({ step }) => step) }
}

describe('WF-01: the window of a maintenance order', () => {
  it('is agreed to where it is planned, whole, by the id of its order', () => {
    const { news } = told(service('scheduled', 24), service('scheduled', 24))
    expect(news).toEqual([
      {
        step: 'approved',
        data: {
          ...{ window: 'cmms.7', version: 1, equipment: ['PRESS-1'], order: 'cmms.7', title: 'WO000007: Service' },
          ...{ start: '2026-11-23T05:00:00.000Z', end: '2026-11-23T09:00:00.000Z' },
        },
      },
    ])
  })

  it('is agreed to anew where it moves, begins with its order and is over with it', () => {
    const { steps, news } = told(
      ...[service('scheduled', 24), service('scheduled', 26), service('started', 26), service('completed', 26)],
    )
    expect(steps).toEqual(['approved', 'approved', 'started', 'finished'])
    expect(news[1]!.data).toMatchObject({ version: 2 })
  })

  it('is called off with its order, with its dates, and with the record of it', () => {
    expect(told(service('scheduled', 24), service('cancelled', 24)).steps).toEqual(['approved', 'cancelled'])
    expect(told(service('scheduled', 24), service('approved')).steps).toEqual(['approved', 'cancelled'])
    const { window } = told(service('scheduled', 24))
    expect(windowGone(window, 'cmms.7', 'It was deleted').news).toEqual([
      { step: 'cancelled', data: { window: 'cmms.7', version: 1, reason: 'It was deleted' } },
    ])
    expect(windowGone(told(service('scheduled', 24), service('closed', 24)).window, 'cmms.7', '').news).toEqual([])
  })

  it('is another window where the order is planned once more after it was over', () => {
    const { news } = told(service('scheduled', 24), service('completed', 24), service('scheduled', 48))
    expect(news.at(-1)).toMatchObject({ step: 'approved', data: { window: 'cmms.7-2', version: 1 } })
  })

  it('is none where the asset works on, where nobody said until when, and where it would be over', () => {
    expect(told(service('scheduled', 24, { standsStill: false })).steps).toEqual([])
    expect(told(service('scheduled')).steps).toEqual([])
    expect(told(service('scheduled', -8)).steps).toEqual([])
  })

  it('WF-02: leaves whoever hears all of it with what the order says, by lawful steps, however seldom somebody looks', () => {
    const records = fc.record({
      state: fc.constantFrom<MaintenanceState>('approved', 'scheduled', 'started', 'held', 'completed', 'cancelled'),
      inHours: fc.option(fc.integer({ min: -6, max: 48 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(records, { minLength: 1, maxLength: 15 }), (life) => {
        const { news } = told(...life.map(({ state, inHours }) => service(state, inHours)))
        const heard = new Map<string, { state: string; plan?: { start: string; end: string } }>()
        for (const { step, data } of news) {
          const body = step === 'approved' ? WindowTold.parse(data) : WindowMoved.parse(data)
          const known = heard.get(body.window)
          const moves = { approved: 'approve', started: 'start', finished: 'finish', cancelled: 'cancel' } as const
          // Production agrees to all of it at once.
          let move = moveOfWindow(known?.state ?? 'proposed', moves[step] satisfies WindowStep)
          if ('to' in move && step === 'approved') move = moveOfWindow(move.to, 'agree')
          if ('no' in move) throw new Error(`${known?.state} cannot ${step}`)
          const plan = 'start' in body ? { start: body.start, end: body.end } : known?.plan
          heard.set(body.window, { state: move.to, ...(plan ? { plan } : {}) })
        }
        const open = [...heard.values()].filter(({ state }) => state === 'approved' || state === 'started')
        const { order } = service(life.at(-1)!.state, life.at(-1)!.inHours)
        const isOpen = !['completed', 'cancelled'].includes(order.state) && order.plannedStart !== undefined
        if (open.length > 0)
          expect(open).toMatchObject([{ plan: { start: order.plannedStart, end: order.plannedEnd } }])
        else expect(isOpen && life.at(-1)!.inHours! > -4).toBe(false)
      }),
    )
  })
})
