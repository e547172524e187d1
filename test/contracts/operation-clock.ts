import { expect, test } from 'vitest'
import type { OrderCost } from '#model/order-cost'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'

const clock = (time: string) => `2026-03-02T${time}:00Z`

/** What every keeper of the production ledger promises of starts, standstills, time and cost to date. */
export function operationClockContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench()
    return {
      ...bench,
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      look: () => books.look(bench),
      cost: async () => (await books.keeper.read('cost', [bench.order], call()))[0] as OrderCost,
    }
  }

  test('an operation that is begun is in progress, and is not when the start is taken back', async () => {
    const { order, perform, look } = await start()
    const begin = effect('startOperation', { order, operation: '10' })

    const answers = await perform(begin, effect('voidStart', { order, original: begin.key }))
    const again = await perform(effect('voidStart', { order, original: begin.key }))

    expect(answers.map((answer) => booked(answer).after)).toMatchObject([{ state: 'started' }, { state: 'released' }])
    expect(again.map(outcome)).toEqual(['OVER_REVERSAL'])
    expect((await look()).operations['10']).toEqual({ good: 0, minutes: 0, over: false })
  })

  test('DOM-32: time of people and machines is booked at its rate, stays as reported, and is taken back', async () => {
    const { order, perform, look } = await start()
    const report = (more: object) => effect('reportTime', { order, operation: '10', overlap: 'refuse', ...more })
    const ann = report({ of: 'person', person: 'Ann', started: clock('06:00'), ended: clock('07:30') })

    const answers = await perform(
      ann,
      report({ of: 'person', person: 'Bob', started: clock('06:30'), ended: clock('07:00') }),
      report({ of: 'machine', minutes: '20' }),
      report({ of: 'machine', minutes: '10.5' }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked', 'booked'])
    expect([0, 2].map((at) => booked(answers[at]).after)).toMatchObject([{ rate: '30' }, { rate: '60' }])
    expect(await look()).toMatchObject({ labourMinutes: 120, operations: { '10': { minutes: 30.5 } } })

    const back = await perform(
      effect('reverseTime', { order, original: ann.key }),
      effect('reverseTime', { order, original: ann.key }),
    )
    expect(back.map(outcome)).toEqual(['booked', 'OVER_REVERSAL'])
    expect((await look()).labourMinutes).toBe(30)
  })

  test('one person is not at two operations at once, unless that is allowed; what only touches is no overlap', async () => {
    const { order, perform, look } = await start()
    const person = `Cleo ${order}`
    const time = (started: string, ended: string, overlap = 'refuse') =>
      effect('reportTime', {
        order,
        operation: '20',
        of: 'person',
        person,
        started: clock(started),
        ended: clock(ended),
        overlap,
      })

    const answers = await perform(time('06:00', '07:00'), time('06:59', '08:00'), time('07:00', '08:00'))
    const allowed = await perform(time('07:30', '08:00', 'allow'))

    expect([...answers, ...allowed].map(outcome)).toEqual(['booked', 'OVERLAP', 'booked', 'booked'])
    expect((await look()).labourMinutes).toBe(150)
  })

  test('DOM-31: a standstill is downtime of the work centre with its reason, and costs the order nothing', async () => {
    const { order, perform, look, cost } = await start()

    const [down] = await perform(
      effect('recordDowntime', {
        order,
        operation: '10',
        started: clock('09:00'),
        ended: clock('09:25'),
        reason: 'tool broken',
      }),
    )

    expect(booked(down).documents.at(-1)).toMatchObject({ kind: 'mrp.workcenter.productivity', label: '25 min' })
    expect((await look()).operations['10']?.minutes).toBe(0)
    expect((await cost()).total).toBe('0.00')
  })

  test('WF-19: what is in production is material, machine and labour to date, and nothing once the order is over', async () => {
    const { order, steel, paint, perform, cost } = await start()
    await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(200) }),
      effect('completeOperation', { order, operation: '10', good: pieces(100), machineTime: '90', labourTime: '60' }),
    )
    const afterFirst = await cost()
    await perform(
      effect('issueMaterial', { order, item: paint, quantity: pieces(100), lot: 'LB' }),
      effect('completeOperation', { order, operation: '20', good: pieces(100), machineTime: '30' }),
      effect('receiveOutput', { order, quantity: pieces(100) }),
      effect('closeOrder', { order }),
    )

    expect(afterFirst).toMatchObject({
      materials: '400.00',
      machine: '90.00',
      labour: '30.00',
      output: '0.00',
      workInProgress: '520.00',
    })
    expect(await cost()).toMatchObject({
      total: '850.00',
      output: '850.00',
      workInProgress: '0.00',
      variance: '0.00',
      quantity: pieces(100),
    })
  })
}
