import { describe, expect, it } from 'vitest'
import { corpus } from './corpus.ts'
import { Coverage } from './coverage.ts'
import { reachable } from './reachable.ts'
import { simulate } from './world.ts'

const SEEDS = 500
const PART = 50
const coverage = new Coverage()

/** Runs the world of a seed; what broke comes with the command that shows it again. */
async function holds(seed: number): Promise<void> {
  const result = await simulate(seed)
  coverage.add(result.coverage)
  if (result.failure)
    throw new Error(`seed ${seed}: ${result.failure}\n  again: npm run simulate -- --from ${seed} --seeds 1`)
}

describe('a simulated world keeps every promise of the SPEC', () => {
  it.each(corpus)('of seed %i, where once %s', (seed) => holds(seed))

  it.each(Array.from({ length: SEEDS / PART }, (_, part) => [part * PART + 1, (part + 1) * PART]))(
    'of the seeds %i to %i',
    async (first, last) => {
      for (let seed = first; seed <= last; seed++) await holds(seed)
    },
  )

  it('and the seeds reach every state, every change and every fault there is', () => {
    expect(coverage.missing(reachable)).toEqual([])
  })
})

describe('a seed', () => {
  it.each([2, 33, 444])('%i is the same world to the last step each time', async (seed) => {
    const [one, other] = [await simulate(seed), await simulate(seed)]
    expect(other.fingerprint).toBe(one.fingerprint)
    expect(other.steps).toBe(one.steps)
  })
})
