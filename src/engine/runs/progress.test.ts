import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Duration, type Instant, later, minutes, seconds } from '#kernel/time'
import { aMessage } from '../../../test/support/builders.ts'
import type { Outcome } from '../flow.ts'
import type { ClaimedMessage, Waits } from '../store.ts'
import { progressAfter, progressAfterFailure } from './progress.ts'

const BEGIN = '2026-11-22T06:00:00.000Z'
const at = (minute: number): Instant => later(BEGIN, minutes(minute))
const message = aMessage('order.closed', { order: 'odoo.1' })

const held = (code: string, atMost: Duration): Outcome => ({
  verdict: 'held',
  sentence: 'It waits.',
  wait: { what: code, atMost, otherwise: { code, owner: 'integration', sentence: 'It never came.' } },
})

/** A message that is judged again and again: when, and what it waits for then. Answers what became of it each time. */
function judgedAt(...looks: readonly (readonly [minute: number, code: string, atMost: number])[]) {
  let waits: Waits | undefined
  return looks.map(([minute, code, atMost], attempts) => {
    const work: ClaimedMessage = { message, seq: 1, attempts, ...(waits ? { waits } : {}) }
    const becomes = progressAfter(work, held(code, minutes(atMost)), at(minute))
    if (becomes.progress === 'waiting') ({ waits } = becomes)
    return becomes.progress === 'waiting' ? becomes.until : becomes.progress
  })
}

describe('SYNC-21 SYNC-22: how long a message waits', () => {
  it('is counted from when its reason was first met, however often it is the same again', () => {
    expect(judgedAt([0, 'GAP', 10], [4, 'GAP', 10], [9, 'GAP', 10], [10, 'GAP', 10])).toEqual([
      at(10),
      at(10),
      at(10),
      'stopped',
    ])
  })

  it('is counted anew when it waits for something else', () => {
    expect(judgedAt([0, 'NO_ORDER', 15], [14, 'GAP', 10], [23, 'GAP', 10], [24, 'GAP', 10])).toEqual([
      at(15),
      at(24),
      at(24),
      'stopped',
    ])
  })

  it('has an end also where its reasons take turns: each clock goes on while there is another', () => {
    expect(judgedAt([0, 'NO_ORDER', 15], [5, 'GAP', 10], [14, 'NO_ORDER', 15], [16, 'NO_ORDER', 15])).toEqual([
      at(15),
      at(15),
      at(15),
      'stopped',
    ])
    const looks = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 200, maxLength: 200 })
    fc.assert(
      fc.property(looks, (reasons) => {
        const all = judgedAt(...reasons.map((reason, minute) => [minute, reason, 20] as const))
        expect(all.indexOf('stopped')).toBeLessThanOrEqual(60)
        expect(all).toContain('stopped')
      }),
    )
  })
})

const after = (attempts: number, since?: number) =>
  progressAfterFailure({
    attempts,
    ...(since === undefined ? {} : { ruling: { by: 'planner', reason: 'mended', since } }),
  })

describe('a message on which its flow fails', () => {
  it('is tried again after two and four seconds, then put before a person', () => {
    expect([0, 1, 2].map((attempts) => after(attempts))).toEqual([
      { progress: 'received', again: seconds(2) },
      { progress: 'received', again: seconds(4) },
      { progress: 'stopped' },
    ])
  })

  it('is tried again as soon when a person has it judged for the tenth time', () => {
    expect([27, 28, 29].map((attempts) => after(attempts, 27))).toEqual([0, 1, 2].map((attempts) => after(attempts)))
  })
})
