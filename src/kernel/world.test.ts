import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, instant, minutes } from './time.ts'
import { systemChance, systemClock, uuids } from './world.ts'

/** A machine whose clock shows these moments, one each time it is asked. */
const showing = (moments: readonly number[]) => {
  const left = moments.values()
  return { now: () => instant(left.next().value!), sleep: async () => {} }
}

describe('the clock of the machine', () => {
  it('goes on, and says the same as long as it is the same millisecond', () => {
    const from = Date.now()
    const told = [systemClock.now()]
    while (told.at(-1) === told[0]) told.push(systemClock.now())
    expect(Date.parse(told[0]!)).toBeGreaterThanOrEqual(from)
    expect(Date.parse(told.at(-1)!)).toBeGreaterThan(Date.parse(told[0]!))
  })

  it('lets whoever sleeps go at once when nobody wants to wait any more', async () => {
    const gone = new AbortController()
    const sleeper = systemClock.sleep(hours(1), gone.signal)
    gone.abort()
    await expect(sleeper).resolves.toBeUndefined()
    await expect(systemClock.sleep(hours(1), gone.signal)).resolves.toBeUndefined()
    await expect(systemClock.sleep(1)).resolves.toBeUndefined()
  })

  it('has something happen later, and what was called off not at all', async () => {
    const happened: string[] = []
    systemClock.after(0, () => happened.push('called off'))()
    await new Promise<void>((resolve) => systemClock.after(1, resolve))
    expect(happened).toEqual([])
  })
})

it('chance is at least 0 and below 1, and seldom the same', () => {
  const drawn = Array.from({ length: 100 }, systemChance)
  expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true)
  expect(new Set(drawn).size).toBeGreaterThan(90)
})

describe('ids', () => {
  it('are UUIDs of version 7 that hold the moment at which they were made', () => {
    const at = Date.UTC(2026, 10, 24, 6)
    const id = uuids(showing([at]))()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at)
  })

  it('sort in the order in which one process made them, however its clock is put forward and back', () => {
    const jumps = fc.array(fc.integer({ min: -minutes(90), max: minutes(90) }), { minLength: 2, maxLength: 200 })
    fc.assert(
      fc.property(jumps, (offsets) => {
        const moments = offsets.map((offset) => Date.UTC(2026, 10, 24) + offset)
        const next = uuids(showing(moments))
        const made = moments.map(() => next())
        expect(made.toSorted()).toEqual(made)
        expect(new Set(made).size).toBe(made.length)
      }),
    )
  })

  it('sort as well when more than the counter holds are made within one millisecond', () => {
    const many = 10_000
    const next = uuids(showing(Array.from({ length: many }, () => Date.UTC(2026, 10, 24))))
    const made = Array.from({ length: many }, next)
    expect(made.toSorted()).toEqual(made)
    expect(new Set(made).size).toBe(many)
  })

  it('take their chance from whom they are told to', () => {
    expect(uuids(showing([0]), (n) => new Uint8Array(n).fill(0xff))()).toBe('00000000-0000-7000-bfff-ffffffffffff')
  })
})
