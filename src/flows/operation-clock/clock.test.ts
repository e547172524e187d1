import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClockMark } from '#model/production-order-case'
import { marked } from './clock.ts'

const mark = (what: ClockMark['what'], time: string, reason?: string): ClockMark => ({
  what,
  at: `2026-03-02T${time}:00.000Z`,
  event: `${what} ${time}`,
  ...(reason ? { reason } : {}),
})
const day = [
  mark('started', '06:00'),
  mark('paused', '08:00', 'tool broken'),
  mark('resumed', '08:25'),
  mark('paused', '10:00'),
  mark('resumed', '10:15'),
]

function told(marks: readonly ClockMark[]) {
  let so: readonly ClockMark[] = []
  const standstills = []
  for (const one of marks) {
    const { marks: after, standstill } = marked(so, one)
    so = after
    if (standstill) standstills.push(standstill)
  }
  return { marks: so, standstills }
}

describe('the clock of an operation', () => {
  it('knows each standstill once, with its reason', () => {
    expect(told(day).standstills).toEqual([
      { started: '2026-03-02T08:00:00.000Z', ended: '2026-03-02T08:25:00.000Z', reason: 'tool broken' },
      { started: '2026-03-02T10:00:00.000Z', ended: '2026-03-02T10:15:00.000Z' },
    ])
  })

  it('goes on without a pause, and pauses twice, without a standstill made up', () => {
    expect(told([mark('started', '06:00'), mark('resumed', '07:00')]).standstills).toEqual([])
    expect(told([mark('paused', '06:00'), mark('paused', '07:00')]).standstills).toEqual([])
  })

  it('DOM-31: takes what two sources say of one standstill for one, from the first pause to the first going on', () => {
    const twice = [mark('paused', '08:00'), mark('paused', '08:03'), mark('resumed', '08:25'), mark('resumed', '08:26')]
    fc.assert(
      fc.property(fc.shuffledSubarray(twice, { minLength: 4 }), (order) => {
        const { standstills } = told(order)
        expect(standstills).toHaveLength(1)
      }),
    )
    expect(told(twice).standstills[0]).toMatchObject({ started: twice[0]!.at, ended: twice[2]!.at })
  })

  it('comes to the same when a pause and its end come in either order', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (first, second) => {
        const swap = (at: number, really: boolean) => (really ? [day[at + 1]!, day[at]!] : [day[at]!, day[at + 1]!])
        const other = told([day[0]!, ...swap(1, first), ...swap(3, second)])
        expect(other).toEqual(told(day))
      }),
    )
  })
})
