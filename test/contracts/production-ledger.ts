import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import type { Call, Effect, PortKeeper, Receipt } from '#model/ports/port'
import type { ProductionOrder } from '#model/production'

/** A plant with one released order on the books under test: 100 frames of 2 steel (no lot) and 1 paint (lot `LB`). */
export interface Bench {
  readonly order: string
  readonly steel: string
  readonly paint: string
}

/** What the suite needs from whoever keeps the port. */
export interface Books {
  readonly keeper: PortKeeper
  /** A released order; goods tracked as asked, components in stock, operations 10 and 20. */
  bench(wish?: { readonly tracking?: 'none' | 'lot' | 'serial'; readonly ordered?: number }): Promise<Bench>
}

export const call = (): Call => ({ signal: AbortSignal.timeout(60_000), urgency: 'critical' })

export const effect = (operation: string, body: object, key = randomUUID() as string): Effect => ({
  key: createHash('sha256').update(key).digest('hex'),
  operation,
  body,
  message: randomUUID(),
  correlation: randomUUID(),
  occurredAt: new Date().toISOString(),
})

export const pieces = (value: number | string) => ({ value: `${value}`, uom: 'H87' as const })

/** What every keeper of the production ledger promises; run against real Odoo and against the simulated one. */
export function productionLedgerContract(open: () => Promise<Books>): void {
  const perform = async (books: Books, ...effects: Effect[]) => books.keeper.perform(effects, call())
  const orderNow = async (books: Books, id: string) =>
    (await books.keeper.read('order', [id], call()))[0] as ProductionOrder

  test('output of a released order is received, and the order stays open', async () => {
    const books = await open()
    const { order } = await books.bench({ tracking: 'lot' })

    const [receipt] = await perform(books, effect('receiveOutput', { order, quantity: pieces(60), lot: 'F1' }))

    expect(booked(receipt)).toMatchObject({
      known: false,
      before: { received: '0' },
      after: { received: '60', onHand: '60' },
    })
    expect(await orderNow(books, order)).toMatchObject({ state: 'started', received: pieces(60), ordered: pieces(100) })
  })

  test('the whole quantity, and more, leaves the order open until it is closed', async () => {
    const books = await open()
    const { order } = await books.bench({ tracking: 'none' })

    await perform(
      books,
      effect('receiveOutput', { order, quantity: pieces(100) }),
      effect('receiveOutput', { order, quantity: pieces(3) }),
    )

    const now = await orderNow(books, order)
    expect(now.received).toEqual(pieces(103))
    expect(now.state).not.toBe('closed')
  })

  test('the same effect is booked once, however often and however parallel it is asked for', async () => {
    const books = await open()
    const { order } = await books.bench({ tracking: 'none' })
    const same = [1, 2].map((part) => effect('receiveOutput', { order, quantity: pieces(part) }, `${order}/${part}`))

    const answers = await Promise.all([1, 2, 3, 4].map(() => perform(books, ...same)))
    const again = await perform(books, ...same)

    const known = answers.flat().map((answer) => booked(answer).known)
    expect(known.filter((one) => !one)).toHaveLength(2)
    expect(again.map((answer) => booked(answer).known)).toEqual([true, true])
    expect(booked(again[0]).after).toEqual(booked(answers.flat().find((one) => !booked(one).known)).after)
    expect((await orderNow(books, order)).received).toEqual(pieces(3))
  })

  test('one that is refused never spoils its neighbours', async () => {
    const books = await open()
    const { order } = await books.bench({ tracking: 'lot' })

    const answers = await perform(
      books,
      effect('receiveOutput', { order, quantity: pieces(10), lot: 'F1' }),
      effect('receiveOutput', { order, quantity: pieces(10) }),
      effect('receiveOutput', { order: 'nobody.1', quantity: pieces(10) }),
      effect('receiveOutput', { order, quantity: { value: '1', uom: 'KGM' }, lot: 'F1' }),
      effect('receiveOutput', { order, quantity: pieces('0.0001'), lot: 'F1' }),
      effect('receiveOutput', { order, quantity: pieces(20), lot: 'F2' }),
    )

    expect(answers.map(outcome)).toEqual([
      'booked',
      'LOT_REQUIRED',
      'UNKNOWN_ORDER',
      'UOM_NOT_CONVERTIBLE',
      'QTY_PRECISION',
      'booked',
    ])
    expect((await orderNow(books, order)).received).toEqual(pieces(30))
  })

  test('serial numbers: one each, none twice', async () => {
    const books = await open()
    const { order } = await books.bench({ tracking: 'serial', ordered: 5 })

    const answers = await perform(
      books,
      effect('receiveOutput', { order, quantity: pieces(2), serials: ['S1', 'S2'] }),
      effect('receiveOutput', { order, quantity: pieces(2), serials: ['S3'] }),
      effect('receiveOutput', { order, quantity: pieces(1), serials: ['S1'] }),
      effect('receiveOutput', { order, quantity: pieces(2), serials: ['S4', 'S4'] }),
      effect('receiveOutput', { order, quantity: pieces(1) }),
      effect('receiveOutput', { order, quantity: pieces(1), lot: 'S5' }),
    )

    expect(answers.map(outcome)).toEqual([
      'booked',
      'SERIAL_QTY',
      'SERIAL_DUPLICATE',
      'SERIAL_DUPLICATE',
      'LOT_REQUIRED',
      'booked',
    ])
    expect((await orderNow(books, order)).received).toEqual(pieces(3))
  })

  test('an order nobody knows is refused, and the others are told', async () => {
    const books = await open()
    const { order } = await books.bench()

    const [unknown, known, foreign] = await books.keeper.read('order', ['odoo.99999999', order, 'sap.1'], call())

    expect([unknown, foreign].map((answer) => (answer as Failure).code)).toEqual(['UNKNOWN_ORDER', 'UNKNOWN_ORDER'])
    expect(known).toMatchObject({
      id: order,
      state: 'released',
      operations: [{ operation: '10' }, { operation: '20' }],
    })
  })
}

/** The receipt, or the failure thrown: a test that expects a booking shows why there is none. */
export function booked(answer: Receipt | Failure | undefined): Receipt {
  if (answer instanceof Failure || answer === undefined) throw answer ?? new Error('no answer')
  return answer
}

export const outcome = (answer: Receipt | Failure): string => (answer instanceof Failure ? answer.code : 'booked')
