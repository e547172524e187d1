import { expect, test } from 'vitest'
import type { ProductionOrder } from '#model/production'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'

/** What every keeper of the production ledger promises of an order as a whole: planned, held and given up. */
export function orderLifeContract(open: () => Promise<Books>): void {
  async function start(wish?: Parameters<Books['bench']>[0]) {
    const books = await open()
    const bench = await books.bench(wish)
    const { order } = bench
    return {
      ...bench,
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      now: async () => (await books.keeper.read('order', [order], call()))[0] as ProductionOrder,
      look: () => books.look(bench),
      cancel: () => effect('cancelOrder', { order, reason: 'no longer wanted' }),
    }
  }
  const days = { plannedStart: '2037-03-01T06:00:00+00:00', plannedEnd: '2037-03-02T06:00:00+00:00' }

  test.for([true, false])('DOM-23: an order is planned by date and quantity, draft: %s', async (draft) => {
    const { order, perform, now, steel } = await start({ draft })
    const answers = await perform(effect('planOrder', { order, ...days, quantity: pieces(80) }))
    expect(answers.map(outcome)).toEqual(['booked'])
    const told = await now()
    expect([told.plannedStart, told.plannedEnd].map((at) => at && new Date(at).toISOString())).toEqual([
      '2037-03-01T06:00:00.000Z',
      '2037-03-02T06:00:00.000Z',
    ])
    expect(told).toMatchObject({ state: draft ? 'planned' : 'released', ordered: pieces(80) })
    expect(told.components.find(({ item }) => item === steel)).toMatchObject({ required: pieces(160) })
  })

  test('DOM-23: a held order says so; once it is worked on, its quantity is not planned any more, but its end is', async () => {
    const { order, perform, now } = await start()
    const note = { order, hold: 'Q-7', reason: 'wrong paint', by: 'mes' }
    const answers = await perform(
      effect('noteHold', { ...note, isHeld: true }),
      effect('noteHold', { ...note, isHeld: false }),
      effect('receiveOutput', { order, quantity: pieces(10) }),
      effect('planOrder', { order, quantity: pieces(80) }),
      effect('planOrder', { order, plannedEnd: days.plannedEnd }),
      effect('planOrder', { order, plannedEnd: '2020-03-05T06:00:00+00:00' }),
    )
    expect(answers.map(outcome)).toEqual([
      ...['booked', 'booked', 'booked', 'NET_QTY_POSTED', 'booked', 'END_BEFORE_START'],
    ])
    expect(await now()).toMatchObject({ state: 'started', ordered: pieces(100), received: pieces(10) })
  })

  test.for([true, false])('DOM-23: an order of which nothing was booked is cancelled, draft: %s', async (draft) => {
    const { perform, now, cancel, look } = await start({ draft })
    expect((await perform(cancel(), cancel())).map(outcome)).toEqual(['booked', 'booked'])
    expect((await now()).state).toBe('cancelled')
    expect(Object.values((await look()).planned).filter(({ reserved }) => reserved > 0)).toEqual([])
  })

  test('DOM-23: what stands in the books is not cancelled; once all is taken back, the order is over with nothing', async () => {
    const { order, perform, now, cancel, steel, look } = await start()
    const issue = effect('issueMaterial', { order, item: steel, quantity: pieces(4) })
    const done = effect('completeOperation', { order, operation: '10', good: pieces(2), machineTime: '6' })
    const [, , refused] = await perform(issue, done, cancel())
    expect(outcome(refused!)).toBe('NET_QTY_POSTED')
    const answers = await perform(
      effect('returnMaterial', { order, original: issue.key, quantity: pieces(4) }),
      effect('reverseCompletion', { order, original: done.key }),
      cancel(),
    )
    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked'])
    expect(booked(answers[2]).after).toMatchObject({ state: 'closed' })
    expect((await now()).state).toBe('closed')
    expect(await look()).toMatchObject({ output: { net: 0 }, onHand: { [steel]: 1000 } })
  })
}
