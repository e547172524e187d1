import { describe, expect, it } from 'vitest'
import { hours, instant, minutes } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { METER_READ } from '#model/meter-reading'
import { SignalMeter } from '#model/signal'
import { judgeSaid } from './batch.ts'
import type { Machine } from './machine.ts'
import { readingFrom } from './message.ts'

const began = Date.UTC(2026, 10, 23, 6)
const at = (minute: number) => instant(began + minutes(minute))
const strokes = SignalMeter.parse({ signal: 'count', meter: 'strokes', uom: 'H87' })

/** What is told of a counter that says these, one after the other. */
function told(said: readonly (readonly [minute: number, value: string])[], meter = strokes) {
  let machines: ReadonlyMap<string, Machine> = new Map()
  return said.flatMap(([minute, value]) => {
    const signal = { plant: 'A', asset: 'PRESS-7', signal: 'count', value, at: at(minute) }
    const judged = judgeSaid(machines, [{ kind: 'signal', signal }], { rules: [], meters: [meter] }, at(minute))
    machines = new Map([...machines, ...judged.machines])
    return judged.samples.map(([machine, sample]) => {
      const telling = { system: 'plc', messageId: '019ab5c4-0000-7001-8000-000000000001', now: at(minute) }
      const { type, occurredAt, body } = readingFrom(machine, sample, telling)
      expect(kindOf(type)).toBe(kindOf(METER_READ))
      return [occurredAt, body] as const
    })
  })
}
const reading = (value: string, more: object = {}) => ({
  ...{ asset: 'PRESS-7', meter: 'strokes', reading: { value, uom: 'H87' } },
  ...more,
})

describe('a counter of a machine that is a meter', () => {
  it('is told at first and then once an hour, however often it moves', () => {
    const each = Array.from({ length: 600 }, (_, nth) => [nth / 4, `${1000 + nth}`] as const)
    expect(told(each)).toEqual([
      [at(0), reading('1000')],
      [at(60), reading('1240')],
      [at(120), reading('1480')],
    ])
  })

  it('that counts less than before says so as it is, or what that means where somebody has said it', () => {
    const fresh = [
      [0, '900'],
      [90, '12'],
    ] as const
    expect(told(fresh).at(-1)).toEqual([at(90), reading('12')])
    const restarts = { ...strokes, restarts: 'replacement' as const }
    const ended = { value: '900', uom: 'H87' }
    expect(told(fresh, restarts).at(-1)).toEqual([at(90), reading('12', { begins: 'replacement', ended })])
  })

  it('says nothing where what it says is no amount', () => {
    expect(told([[0, '-4']])).toEqual([])
    expect(told([[0, '1e20']])).toEqual([])
    expect(told([[0, '1.5e3']])).toEqual([[at(0), reading('1500')]])
    expect(hours(1)).toBe(strokes.every)
  })
})
