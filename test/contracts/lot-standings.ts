import { expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import { type Books, call, effect, outcome, pieces } from './production-ledger.ts'

type Wish = Parameters<Books['bench']>[0]

async function benchOf(open: () => Promise<Books>, wish?: Wish) {
  const books = await open()
  const bench = await books.bench(wish)
  const { order, paint: item } = bench
  return {
    ...bench,
    keepsDates: books.keepsDates ?? false,
    perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
    asked: (...questions: object[]) =>
      books.keeper.read(
        'lot',
        questions.map((question) => ({ order, item, lot: 'LB', quantity: pieces(1), ...question })),
        call(),
      ),
  }
}

/** What every keeper of the production ledger tells of a lot that somebody is to use. */
export function lotStandingContract(open: () => Promise<Books>): void {
  const start = (wish?: Wish) => benchOf(open, wish)

  test('ROLL-05: a lot is told as what it is: known, nobody’s, of another item, or of what is not kept by lot', async () => {
    const { order, steel, frame, paint, perform, asked } = await start({ tracking: 'lot' })
    await perform(effect('receiveOutput', { order, quantity: pieces(1), lot: `F-${frame}` }))

    const answers = await asked(
      {},
      { lot: `nobody’s ${frame}` },
      { lot: `F-${frame}` },
      { lot: `F-${frame}`, item: frame },
      { item: steel },
      { item: 'never heard of' },
      { order: 'odoo.99999999' },
      { from: 'nowhere' },
    )

    expect(answers.map((answer) => (answer instanceof Failure ? answer.code : answer))).toEqual([
      { kind: 'known', free: pieces(1000), reserved: [] },
      { kind: 'unknown' },
      { kind: 'of-another-item', items: [{ item: frame, name: expect.stringContaining('frame') }] },
      { kind: 'known', free: pieces(1), reserved: [] },
      { kind: 'not-kept' },
      'UNKNOWN_ITEM',
      'UNKNOWN_ORDER',
      'UNKNOWN_LOCATION',
    ])
    expect(
      (await perform(effect('issueMaterial', { order, item: paint, quantity: pieces(40), lot: 'LB' }))).map(outcome),
    ) //
      .toEqual(['booked'])
    expect(await asked({}, { from: 'WH/Stock' })).toEqual([
      { kind: 'known', free: pieces(960), reserved: [] },
      { kind: 'known', free: pieces(960), reserved: [] },
    ])
  })

  test('T45: what others have reserved of a lot is told with their names, and is taken all the same', async () => {
    const { order, paint, perform, asked } = await start({ rival: 950 })
    const rival = expect.stringMatching(/MO/) as string

    expect(await asked({ quantity: pieces(100) }, { quantity: pieces(101) })).toEqual([
      { kind: 'known', free: pieces(100), reserved: [] },
      { kind: 'known', free: pieces(100), reserved: [{ by: rival, quantity: pieces(900) }] },
    ])
    const taken = effect('issueMaterial', { order, item: paint, quantity: pieces(150), lot: 'LB' })
    expect((await perform(taken)).map(outcome)).toEqual(['booked'])
    expect(await asked({})).toMatchObject([{ kind: 'known', free: pieces(0), reserved: [{ by: rival }] }])
  })
}

/** Books that keep dates of lots tell them, and the others tell none. */
export function lotDateContract(open: () => Promise<Books>): void {
  const start = (wish?: Wish) => benchOf(open, wish)

  test('ROLL-05: until when a lot may be used is told where such dates are kept', async () => {
    const { keepsDates, order, paint, perform, asked } = await start({ expires: '2031-05-06 07:08:09' })
    const expires = keepsDates ? { expires: '2031-05-06T07:08:09Z' } : {}

    expect(await asked({})).toEqual([{ kind: 'known', free: pieces(1000), reserved: [], ...expires }])
    const from = [{ lot: 'LB', quantity: pieces(10) }]
    const split = effect('changeLots', { order, item: paint, from, into: [{ lot: 'LB-1', quantity: pieces(10) }] })
    expect((await perform(split)).map(outcome)).toEqual(['booked'])
    expect(await asked({ lot: 'LB-1' })).toMatchObject([{ kind: 'known', ...expires }])
  })
}
