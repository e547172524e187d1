import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '#model/message'
import type { PortKeeper } from '#model/ports/port'
import type { Connections } from '../connections.ts'
import { aMessage, aPolicy } from '../../../test/support/builders.ts'
import { askedAgain, missingBetween, numberOf, outOfSequence } from './sequence.ts'

describe('numbers that are missing', () => {
  it('are named by the first and the last of a row', () => {
    expect(missingBetween(0, 9, [1, 2, 4])).toEqual([
      [3, 3],
      [5, 8],
    ])
    expect(missingBetween(0, 3, [])).toEqual([[1, 2]])
    expect(missingBetween(0, 1, [])).toEqual([])
    expect(missingBetween(7, 9, [2, 7])).toEqual([[8, 8]])
  })

  it('whatever is no number counts nothing', () => {
    expect(['1', '007', 'a', '-1', '1.5', '9'.repeat(16), undefined].map(numberOf)).toEqual([
      1,
      7,
      ...Array(5).fill(undefined),
    ])
  })

  it('are exactly those that did not come, wherever counting begins', () => {
    const many = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((all) => all.sort((one, other) => one - other))
    fc.assert(
      fc.property(many, fc.nat(60), fc.nat(60), (come, after, here) => {
        const named = missingBetween(after, here, come).flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        )
        const between = Array.from({ length: Math.max(0, here - 1 - after) }, (_, at) => after + 1 + at)
        expect(named).toEqual(between.filter((one) => !come.includes(one)))
      }),
    )
  })
})

describe('SYNC-21: a gap in the numbers of a source', () => {
  const floor =
    (system: string, lacks: readonly string[] = []): Connections =>
    (_plant, port) => {
      const keeper = { port, lacks } as unknown as PortKeeper
      return port === 'shop-floor' ? { system, keeper, callsAtOnce: 1, deadline: 1, lingers: 1 } : undefined
    }
  const message = (sequence: number, type = 'output.received'): Message =>
    aMessage(type, { order: 'odoo.1' }, { sequence: `${sequence}` })
  const told = (reached: number, ...numbers: number[]) => ({ passed: 0, reached, late: false, numbers })
  const asked = (...given: Parameters<typeof askedAgain>) =>
    askedAgain(...given).map(({ body }) => body as { from: number; to: number })

  it('is asked for by the first behind it, whether that waits or not, and by nobody after that', () => {
    expect(asked(message(4), told(1), floor('mes'))).toEqual([
      { order: 'odoo.1', source: '/plants/A/systems/mes', from: 2, to: 3 },
    ])
    expect(asked(message(5, 'order.closed'), told(1, 1), floor('mes'))).toMatchObject([{ from: 2, to: 4 }])
    expect(asked(message(5, 'order.closed'), told(4, 1, 4), floor('mes'))).toEqual([])
    expect(asked(message(3), told(4), floor('mes'))).toEqual([])
    expect(asked(message(4), told(1, 2, 3), floor('mes'))).toEqual([])
  })

  it('is asked for nowhere but at the system that told the others, and only if it can tell again', () => {
    expect(asked(message(4), told(1), floor('another'))).toEqual([])
    expect(asked(message(4), told(1), floor('mes', ['tellAgain']))).toEqual([])
    expect(asked(message(4), told(1), () => undefined)).toEqual([])
  })

  it('says what it waits for and whether it is asked for; a movement waits for no number', () => {
    const wait = (connections: Connections, type = 'order.closed') =>
      outOfSequence(message(4, type), told(1, 1), aPolicy, [], connections)?.sentence
    expect(wait(floor('mes'))).toBe(
      'This is number 4; it waits for events 2–3 of /plants/A/systems/mes, which is asked to tell them again.',
    )
    expect(wait(() => undefined)).toBe('This is number 4; it waits for events 2–3 of /plants/A/systems/mes.')
    expect(wait(floor('mes'), 'output.received')).toBeUndefined()
  })
})
