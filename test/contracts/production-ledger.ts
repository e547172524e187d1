import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import type { Call, Effect, PortKeeper, Receipt } from '#model/ports/port'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { ProductionLedger } from '#model/ports/production-ledger'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import type { ProductionOrder } from '#model/production'
import type { RememberedKeys, RememberedPage } from '#model/remembered'

export type Tracking = 'none' | 'lot' | 'serial'

/** A released order on the books under test: frames of 2 steel (no lot) and 1 paint (lot `LB`), cut at 10, welded at 20. */
export interface Bench {
  readonly order: string
  readonly steel: string
  readonly paint: string
  readonly frame: string
  /** What comes beside the frames where it was wished for: 80 g of each, bearing 5 % of the cost. */
  readonly chips?: string
  /** Another item, of which 1000 are in stock, that the order does not need. */
  readonly spare?: string
}

/** What is in the books, read past the keeper. */
export interface Look {
  readonly state: string
  /** Net use of each item and the number of documents it stands in. */
  readonly used: {
    readonly [item: string]: { readonly net: number; readonly documents: number; readonly value: number }
  }
  readonly output: { readonly net: number; readonly documents: number; readonly value: number }
  /** What is still planned of each item, and how much of that is reserved; goods still to come under their own item. */
  readonly planned: { readonly [item: string]: { readonly open: number; readonly reserved: number } }
  /** What people see of the order's progress. */
  readonly shown: { readonly quantity: number; readonly lot: string }
  /** Net output per lot. */
  readonly lots: { readonly [lot: string]: number }
  /** Each used lot and the made lot it is in. */
  readonly genealogy: readonly string[]
  readonly operations: {
    readonly [operation: string]: { readonly good: number; readonly minutes: number; readonly over: boolean }
  }
  readonly labourMinutes: number
  readonly scrapped: number
  /** What of the frames lies in stock, by lot; and which lot of them became which. */
  readonly stockByLot: { readonly [lot: string]: number }
  readonly becomes: readonly string[]
  /** What all that came is worth in stock, by item. */
  readonly values: { readonly [item: string]: number }
  readonly onHand: { readonly [item: string]: number }
}

/** What the suite needs from whoever keeps the port. */
export interface Books {
  readonly keeper: PortKeeper
  /** Of the orders in which events may come, one of so many is tried. */
  readonly oneOf?: number
  /** Whether by-products bear a share of the cost in these books. */
  readonly sharesCost?: boolean
  /** Whether these books keep until when a lot may be used. */
  readonly keepsDates?: boolean
  /** A released order, 1000 of each component in stock; work costs 60 an hour, labour 30, steel 2, paint 3. */
  bench(wish?: {
    readonly tracking?: Tracking
    readonly ordered?: number
    readonly byproduct?: boolean
    readonly draft?: boolean
    readonly spare?: boolean
    /** Another order of so many frames, which has reserved what the order has left. */
    readonly rival?: number
    /** Until when the paint may be used, in UTC; only books that keep such dates know it. */
    readonly expires?: string
  }): Promise<Bench>
  look(bench: Bench): Promise<Look>
}

export const call = (): Call => ({ signal: AbortSignal.timeout(60_000), urgency: 'critical' })

export const effect = (operation: string, body: object, key: string = randomUUID()): Effect => ({
  key: createHash('sha256').update(key).digest('hex'),
  port: ([PlanningLedger, SparePartsLedger].find((port) => operation in port) ?? ProductionLedger).portName,
  operation,
  body,
  message: randomUUID(),
  correlation: randomUUID(),
  occurredAt: new Date().toISOString(),
})

export const pieces = (value: number | string) => ({ value: `${value}`, uom: 'H87' as const })

/** What every keeper of the production ledger promises; run against real Odoo and against the simulated one. */
export function productionLedgerContract(open: () => Promise<Books>): void {
  /** Performs in one call and returns the answers; each test starts from a fresh order. */
  async function start(wish?: Parameters<Books['bench']>[0]) {
    const books = await open()
    const bench = await books.bench(wish)
    return {
      ...bench,
      books,
      perform: (...effects: Effect[]) => books.keeper.perform(effects, call()),
      now: async () => (await books.keeper.read('order', [bench.order], call()))[0] as ProductionOrder,
      look: () => books.look(bench),
    }
  }

  test('output of a released order is received, and the order stays open', async () => {
    const { order, perform, now } = await start({ tracking: 'lot' })

    const [receipt] = await perform(effect('receiveOutput', { order, quantity: pieces(60), lot: 'F1' }))

    expect(booked(receipt)).toMatchObject({
      known: false,
      before: { state: 'released', received: '0' },
      after: { state: 'started', received: '60', onHand: '60' },
    })
    expect(await now()).toMatchObject({ state: 'started', received: pieces(60), ordered: pieces(100) })
  })

  test('the whole quantity, and more, leaves the order open until it is closed', async () => {
    const { order, perform, now } = await start()

    await perform(
      effect('receiveOutput', { order, quantity: pieces(100) }),
      effect('receiveOutput', { order, quantity: pieces(3) }),
    )

    expect((await now()).received).toEqual(pieces(103))
    expect((await now()).state).not.toBe('closed')
  })

  test('the same effect is booked once, however often and however parallel it is asked for', async () => {
    const { order, perform, now, look } = await start()
    const same = [1, 2].map((part) => effect('receiveOutput', { order, quantity: pieces(part) }))

    const answers = (await Promise.all([1, 2, 3, 4].map(() => perform(...same)))).flat().map(booked)
    const again = (await perform(...same)).map(booked)

    expect(answers.filter(({ known }) => !known)).toHaveLength(2)
    expect(again.map(({ known }) => known)).toEqual([true, true])
    expect(again[0]).toEqual({ ...answers.find(({ known }) => !known), known: true })
    expect((await now()).received).toEqual(pieces(3))
    expect((await look()).output.documents).toBe(2)
  })

  test('one that is refused never spoils its neighbours', async () => {
    const { order, perform, now } = await start({ tracking: 'lot' })

    const answers = await perform(
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
    expect((await now()).received).toEqual(pieces(30))
  })

  test('a dozen is twelve pieces', async () => {
    const { order, perform, now } = await start()

    const answers = await perform(effect('receiveOutput', { order, quantity: { value: '2.5', uom: 'DZN' } }))

    expect(answers.map(outcome)).toEqual(['booked'])
    expect((await now()).received).toEqual(pieces(30))
  })

  test('serial numbers: one each, none twice', async () => {
    const { order, perform, now } = await start({ tracking: 'serial', ordered: 5 })

    const answers = await perform(
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
    expect((await now()).received).toEqual(pieces(3))
  })

  test('a serial number that was taken back can be received again', async () => {
    const { order, perform, look } = await start({ tracking: 'serial', ordered: 5 })
    const first = effect('receiveOutput', { order, quantity: pieces(3), serials: ['S1', 'S2', 'S3'] })

    const answers = await perform(
      first,
      effect('reverseOutput', { order, original: first.key, serials: ['S2'] }),
      effect('reverseOutput', { order, original: first.key, serials: ['S2'] }),
      effect('receiveOutput', { order, quantity: pieces(1), serials: ['S2'] }),
      effect('reverseOutput', { order, original: first.key }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'OVER_REVERSAL', 'booked', 'booked'])
    expect((await look()).lots).toEqual({ S1: 0, S2: 1, S3: 0 })
  })

  test('material is used at once, also more than planned, and from the lot that was named', async () => {
    const { order, steel, paint, perform, now, look } = await start()

    const answers = await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(120), operation: '10' }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(90) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(99), lot: 'LB' }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked'])
    expect((await look()).used).toEqual({
      [steel]: { net: 210, documents: 2, value: 420 },
      [paint]: { net: 99, documents: 1, value: 297 },
    })
    expect((await look()).onHand).toMatchObject({ [steel]: 790, [paint]: 901 })
    expect((await now()).components).toMatchObject([
      { item: steel, required: pieces(200), consumed: pieces(210) },
      { item: paint, required: pieces(100), consumed: pieces(99) },
    ])
  })

  test('material that cannot be used is refused with the reason', async () => {
    const { order, steel, paint, perform, look } = await start()

    const answers = await perform(
      effect('issueMaterial', { order, item: 'NOBODY-KNOWS', quantity: pieces(1) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(1) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(1), lot: 'NONE' }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(1001) }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(1), operation: '77' }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(1), from: 'Nowhere' }),
    )

    expect(answers.map(outcome)).toEqual([
      'UNKNOWN_ITEM',
      'LOT_REQUIRED',
      'UNKNOWN_LOT',
      'NEGATIVE_STOCK',
      'UNKNOWN_OPERATION',
      'UNKNOWN_LOCATION',
    ])
    expect((await look()).used).toMatchObject({ [steel]: { net: 0, documents: 0 }, [paint]: { net: 0, documents: 0 } })
  })

  test('returned material is a movement of its own, and never more than was used', async () => {
    const { order, steel, perform, now, look } = await start()
    const issue = effect('issueMaterial', { order, item: steel, quantity: pieces(250) })

    const answers = await perform(
      issue,
      effect('returnMaterial', { order, original: issue.key, quantity: pieces(100) }),
      effect('returnMaterial', { order, original: issue.key, quantity: pieces(151) }),
      effect('returnMaterial', { order, original: issue.key }),
      effect('returnMaterial', { order, original: issue.key }),
      effect('returnMaterial', { order, original: 'f'.repeat(64) }),
    )

    expect(answers.map(outcome)).toEqual([
      'booked',
      'booked',
      'OVER_REVERSAL',
      'booked',
      'OVER_REVERSAL',
      'UNKNOWN_ORIGINAL',
    ])
    expect((await look()).used[steel]).toEqual({ net: 0, documents: 3, value: 0 })
    expect((await now()).components[0]).toMatchObject({ required: pieces(200), consumed: pieces(0) })
    expect((await look()).onHand[steel]).toBe(1000)
  })

  test('T07: completions 60 and 40, 60 taken back, 58 made: net is 98, and nothing booked was changed', async () => {
    const { order, perform, now, look } = await start({ tracking: 'lot' })
    const first = effect('receiveOutput', { order, quantity: pieces(60), lot: 'F1' })

    await perform(first, effect('receiveOutput', { order, quantity: pieces(40), lot: 'F1' }))
    await perform(effect('reverseOutput', { order, original: first.key }))
    await perform(effect('receiveOutput', { order, quantity: pieces(58), lot: 'F1' }))

    expect((await now()).received).toEqual(pieces(98))
    expect((await look()).output).toMatchObject({ net: 98, documents: 4 })
  })

  test('goods that are no longer there cannot be taken back', async () => {
    const { order, frame, perform, look } = await start({ tracking: 'lot' })
    const first = effect('receiveOutput', { order, quantity: pieces(60), lot: 'F1' })

    const answers = await perform(
      first,
      effect('recordScrap', { order, quantity: pieces(50), lot: 'F1' }),
      effect('reverseOutput', { order, original: first.key, quantity: pieces(11) }),
      effect('reverseOutput', { order, original: first.key, quantity: pieces(10) }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'NEGATIVE_STOCK', 'booked'])
    expect((await look()).onHand[frame]).toBe(0)
  })

  test('an operation is reported in parts, with machine and labour time, and is over when all is good', async () => {
    const { order, perform, now, look } = await start()

    await perform(
      effect('completeOperation', {
        order,
        operation: '10',
        good: pieces(60),
        machineTime: '60',
        labourTime: '30',
        operator: 'Ann',
      }),
    )
    const half = await look()
    await perform(effect('completeOperation', { order, operation: '10', good: pieces(40), machineTime: '45.5' }))

    expect(half.operations['10']).toEqual({ good: 60, minutes: 60, over: false })
    expect((await look()).operations['10']).toEqual({ good: 100, minutes: 105.5, over: true })
    expect((await look()).labourMinutes).toBe(30)
    // Odoo left to itself would use components up by the report.
    expect(Object.values((await look()).used).map(({ net }) => net)).toEqual([0, 0])
    expect((await now()).operations).toMatchObject([
      { completed: pieces(100), over: true },
      { completed: pieces(0), over: false },
    ])
  })

  test('a report says when the work began, or that it was the last', async () => {
    const { order, perform, look } = await start()
    const began = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

    const answers = await perform(
      effect('completeOperation', { order, operation: '10', good: pieces(5), started: began(20) }),
      effect('completeOperation', { order, operation: '20', good: pieces(4), started: began(10), final: true }),
      effect('completeOperation', { order, operation: '20', good: pieces(4), started: began(-10) }),
      effect('completeOperation', { order, operation: '30', good: pieces(4) }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'END_BEFORE_START', 'UNKNOWN_OPERATION'])
    expect((await look()).operations).toEqual({
      '10': { good: 5, minutes: 20, over: false },
      '20': { good: 4, minutes: 10, over: true },
    })
  })

  test('a report is taken back in parts or as a whole; its time goes with the whole of it', async () => {
    const { order, perform, look } = await start()
    const report = effect('completeOperation', {
      order,
      operation: '10',
      good: pieces(60),
      scrap: pieces(2),
      machineTime: '60',
      labourTime: '60',
      final: true,
    })

    await perform(report, effect('reverseCompletion', { order, original: report.key, quantity: pieces(20) }))
    const part = await look()
    const answers = await perform(
      effect('reverseCompletion', { order, original: report.key, quantity: pieces(41) }),
      effect('reverseCompletion', { order, original: report.key }),
      effect('reverseCompletion', { order, original: report.key }),
    )

    expect(part.operations['10']).toEqual({ good: 40, minutes: 60, over: true })
    expect(answers.map(outcome)).toEqual(['OVER_REVERSAL', 'booked', 'OVER_REVERSAL'])
    expect((await look()).operations['10']).toEqual({ good: 0, minutes: 0, over: false })
    expect(await look()).toMatchObject({ labourMinutes: 0, scrapped: 0 })
  })

  test('T08: scrap after the completion: good 97, scrap 3, component use unchanged', async () => {
    const { order, steel, paint, perform, look } = await start({ tracking: 'lot' })
    await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(200) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(100), lot: 'LB' }),
      effect('completeOperation', { order, operation: '10', good: pieces(100) }),
    )
    const before = await look()

    const answers = await perform(
      effect('recordScrap', { order, operation: '10', quantity: pieces(3), reason: 'bent' }),
    )

    expect(answers.map(outcome)).toEqual(['booked'])
    expect(await look()).toMatchObject({ scrapped: 3, used: before.used, operations: { '10': { good: 97 } } })
  })

  test('scrap on the shelf, of goods or of a component, leaves stock and comes back when it is taken back', async () => {
    const { order, steel, frame, perform, look } = await start({ tracking: 'lot' })
    const goods = effect('recordScrap', { order, quantity: pieces(2), lot: 'F1' })
    const part = effect('recordScrap', { order, item: steel, quantity: pieces(4) })

    const answers = await perform(effect('receiveOutput', { order, quantity: pieces(10), lot: 'F1' }), goods, part)
    const scrapped = await look()
    const back = await perform(
      effect('reverseScrap', { order, original: goods.key, quantity: pieces(1) }),
      effect('reverseScrap', { order, original: goods.key, quantity: pieces(2) }),
      effect('reverseScrap', { order, original: goods.key }),
      effect('reverseScrap', { order, original: part.key }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked'])
    expect(scrapped).toMatchObject({ scrapped: 6, onHand: { [frame]: 8, [steel]: 996 }, output: { net: 10 } })
    expect(back.map(outcome)).toEqual(['booked', 'OVER_REVERSAL', 'booked', 'booked'])
    expect(await look()).toMatchObject({ scrapped: 0, onHand: { [frame]: 10, [steel]: 1000 } })
  })

  test('scrap of an operation waits for what the operation made', async () => {
    const { order, perform } = await start()

    const answers = await perform(effect('recordScrap', { order, operation: '10', quantity: pieces(3) }))

    expect(answers.map(outcome)).toEqual(['PREDECESSOR_QTY'])
  })

  test('closing makes nothing up: the rest is cancelled, and output is worth what the order cost', async () => {
    const { order, steel, paint, perform, now, look } = await start({ tracking: 'lot' })
    const back = effect('receiveOutput', { order, quantity: pieces(20), lot: 'F1' })
    await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(180) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(90), lot: 'LB' }),
      effect('completeOperation', { order, operation: '10', good: pieces(90), machineTime: '45', labourTime: '30' }),
      back,
      effect('receiveOutput', { order, quantity: pieces(70), lot: 'F1' }),
      effect('reverseOutput', { order, original: back.key, quantity: pieces(5) }),
    )

    const [receipt] = await perform(effect('closeOrder', { order }))

    // 180 × 2 + 90 × 3, 45 min at 60 an hour, 30 min at 30 an hour
    expect(booked(receipt).after).toMatchObject({ state: 'closed', cost: { total: '690.00', variance: '0.00' } })
    expect(await look()).toMatchObject({ state: 'closed', output: { net: 85, value: 690 } })
    expect(await look()).toMatchObject({ used: { [steel]: { net: 180 }, [paint]: { net: 90 } } })
    expect(await now()).toMatchObject({ state: 'closed', received: pieces(85), ordered: pieces(100) })
  })

  test('a closed order takes no more postings', async () => {
    const { order, steel, perform } = await start()
    const output = effect('receiveOutput', { order, quantity: pieces(5) })

    const answers = await perform(
      output,
      effect('closeOrder', { order }),
      effect('closeOrder', { order }),
      effect('receiveOutput', { order, quantity: pieces(5) }),
      effect('reverseOutput', { order, original: output.key }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(5) }),
      effect('completeOperation', { order, operation: '10', good: pieces(5) }),
      effect('recordScrap', { order, quantity: pieces(1) }),
    )

    expect(answers.map(outcome)).toEqual([
      'booked',
      'booked',
      'booked',
      'ORDER_CLOSED',
      'ORDER_CLOSED',
      'ORDER_CLOSED',
      'ORDER_CLOSED',
      'ORDER_CLOSED',
    ])
  })

  test('what is booked is remembered by its key and by its time, also of an order that is closed (R17)', async () => {
    const { order, steel, perform, books } = await start()
    const since = new Date(Date.now() - 60_000).toISOString()
    const event = { source: '/plants/A/systems/mes', id: 'MI 1' }
    const use = {
      ...effect('issueMaterial', { order, item: steel, quantity: pieces(10) }),
      message: '/plants/A/systems/mes MI 1',
    }
    const late = effect('receiveOutput', { order, quantity: pieces(5) })
    const closing = effect('closeOrder', { order })
    const [first, closed, refused] = await perform(use, closing, late)
    expect(outcome(refused!)).toBe('ORDER_CLOSED')

    const known = booked((await perform(use))[0])
    expect(known).toEqual({ ...booked(first), known: true })
    const read = async <Answer>(operation: string, wish: object) =>
      (await books.keeper.read(operation, [wish], call()))[0] as Answer
    const [told, ...others] = await read<RememberedKeys>(
      'remembered',
      [late, use].map(({ key }) => ({ order, effectKey: key })),
    )
    expect(others).toEqual([])
    expect(told).toMatchObject({ effectKey: use.key, operation: 'issueMaterial', order, event, receipt: known })
    expect(told?.occurredAt.slice(0, 19)).toBe(use.occurredAt.slice(0, 19))
    expect(booked(closed)).toMatchObject({ known: false })

    const until = new Date(Date.now() + 60_000).toISOString()
    const all: RememberedPage['effects'][number][] = []
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: RememberedPage = await read('rememberedIn', { since, until, after, atMost: 2 })
      all.push(...page.effects)
      after = page.next
    }
    const { receipt: _, ...row } = told!
    expect(all.filter((one) => one.order === order)).toEqual([row, expect.objectContaining({ effectKey: closing.key })])
    expect(new Set(all.map(({ effectKey }) => effectKey)).size).toBe(all.length)
    expect(
      await read('rememberedIn', { since: '2001-01-01T00:00:00Z', until: '2001-01-02T00:00:00Z', after: 0, atMost: 2 }),
    ).toEqual({ effects: [] })
  })

  test('an order that used material and made nothing is closed, and says what it cost for nothing', async () => {
    const { order, steel, perform, now } = await start()

    const answers = await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(10) }),
      effect('closeOrder', { order }),
    )

    expect(booked(answers[1]).after).toMatchObject({
      state: 'closed',
      cost: { total: '20.00', booked: '0.00', variance: '20.00' },
    })
    expect((await now()).state).toBe('closed')
  })

  test('an order on which nothing happened is cancelled when it is closed', async () => {
    const { order, perform, now } = await start()

    const answers = await perform(effect('closeOrder', { order }))

    expect(answers.map(outcome)).toEqual(['booked'])
    expect((await now()).state).toBe('cancelled')
  })

  test('T06: the events of an order may come in any order', { timeout: 600_000 }, async () => {
    const ends = new Set<string>()
    const { oneOf = 30 } = await open()
    for (const order of permutations([0, 1, 2, 3, 4, 5]).filter((_, at) => at % oneOf === 0)) {
      const { steel, paint, frame, order: id, perform, look } = await start({ tracking: 'lot' })
      const events = [
        effect('issueMaterial', { order: id, item: steel, quantity: pieces(150) }),
        effect('issueMaterial', { order: id, item: steel, quantity: pieces(55) }),
        effect('issueMaterial', { order: id, item: paint, quantity: pieces(100), lot: 'LB' }),
        effect('completeOperation', {
          order: id,
          operation: '10',
          good: pieces(60),
          machineTime: '60',
          labourTime: '15',
        }),
        effect('completeOperation', { order: id, operation: '10', good: pieces(40), machineTime: '40', final: true }),
        effect('receiveOutput', { order: id, quantity: pieces(100), lot: 'F1' }),
      ]
      const answers = await perform(...order.map((at) => events[at]!))
      expect(answers.map(outcome)).toEqual(answers.map(() => 'booked'))
      const open = await look()
      expect((await perform(effect('closeOrder', { order: id }))).map(outcome)).toEqual(['booked'])
      const named = (told: Look) =>
        JSON.stringify(told).replaceAll(steel, 'steel').replaceAll(paint, 'paint').replaceAll(frame, 'frame')
      ends.add(`${named(open)}\n${named(await look())}`)
    }
    expect([...ends]).toHaveLength(1)
  })

  test('an order nobody knows is refused, and the others are told', async () => {
    const { books, order } = await start()

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

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length <= 1) return [[...of]]
  return of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}
