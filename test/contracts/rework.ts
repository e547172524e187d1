import { expect, test } from 'vitest'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'

/** What every keeper of the production ledger promises of pieces that are worked on once more. */
export function reworkContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench()
    const { order } = bench
    const opening = effect('openRework', { order, operation: '20', quantity: pieces(5), document: 'RW-1' })
    const done = (good: number, scrap: number, more = {}) =>
      effect('completeRework', {
        order,
        original: opening.key,
        operation: '20',
        good: pieces(good),
        ...(scrap ? { scrap: pieces(scrap) } : {}),
        ...more,
      })
    return {
      order,
      opening,
      done,
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      look: () => books.look(bench),
    }
  }

  test('DOM-27: rework has a work order of its own beside the order’s; its pieces count once, its time is cost of the order', async () => {
    const { order, opening, done, perform, look } = await start()

    const answers = await perform(
      effect('completeOperation', { order, operation: '20', good: pieces(95), rework: pieces(5) }),
      opening,
      done(4, 0, { machineTime: '30', labourTime: '20' }),
      done(2, 0),
      done(0, 1),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked', 'OVER_COMPLETION', 'booked'])
    expect(booked(answers[1]).documents[1]).toMatchObject({ kind: 'mrp.workorder', label: 'Rework RW-1: 5 of Weld' })
    expect(await look()).toMatchObject({
      operations: { '20': { good: 99, minutes: 0 } },
      labourMinutes: 20,
      scrapped: 1,
      output: { net: 0 },
    })
    const [closed] = await perform(effect('closeOrder', { order }))
    expect(booked(closed).after).toMatchObject({ cost: { machine: '30.00', labour: '10.00' } })
  })

  test('what left rework wrongly is in it again; what is left of it can be given up, and no more', async () => {
    const { order, opening, done, perform, look } = await start()
    const first = done(3, 1, { machineTime: '15' })
    const cancel = (original: string) => effect('cancelRework', { order, original })

    const answers = await perform(opening, first, cancel(first.key), cancel(first.key), cancel(opening.key))
    const after = await perform(done(1, 0), cancel(opening.key))

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked', 'OVER_REVERSAL', 'booked'])
    expect(after.map(outcome)).toEqual(['OVER_COMPLETION', 'OVER_REVERSAL'])
    expect(await look()).toMatchObject({ operations: { '20': { good: 0 } }, scrapped: 0 })
  })
}
