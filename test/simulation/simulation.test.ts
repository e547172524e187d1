import { afterAll, describe, expect, it } from 'vitest'
import { corpus, SEEDS } from './corpus.ts'
import { Coverage } from './coverage.ts'
import { Crowd, seedsFrom } from './crowd.ts'
import { reachable } from './reachable.ts'

const PART = 500
/** Lived twice; every so manieth, so that each part of the seeds has some. */
const AGAIN = 40
const coverage = new Coverage()
const fingerprints = new Map<number, string>()
const crowd = new Crowd()
afterAll(() => crowd[Symbol.asyncDispose]())

/** Lives the worlds of seeds; what broke comes with the command that shows it again. */
async function hold(seeds: Iterable<number>): Promise<void> {
  const broken: string[] = []
  await crowd.live(seeds, ({ seed, failure, fingerprint, steps, counts }) => {
    coverage.add(counts)
    fingerprints.set(seed, `${fingerprint} after ${steps} steps`)
    if (failure) broken.push(`seed ${seed}: ${failure}\n  again: npm run simulate -- --from ${seed} --seeds 1`)
    return broken.length === 0
  })
  expect(broken).toEqual([])
}

describe('a simulated world keeps every promise of the SPEC', () => {
  it.each(corpus)('of seed %i, where once %s', (seed) => hold([seed]))

  it.each(Array.from({ length: SEEDS / PART }, (_, part) => [part * PART + 1, (part + 1) * PART] as const))(
    'of the seeds %i to %i',
    (first, last) => hold(seedsFrom(first, last - first + 1)),
  )

  it.runIf(process.env['MILLWRIGHT_FULL'])(
    'of as many seeds that nobody has lived before',
    async () => {
      const first = 1_000_000 * (1 + (Number(process.env['MILLWRIGHT_SEED'] ?? 0) % 4000))
      await hold(seedsFrom(first, SEEDS))
    },
    600_000,
  )

  it('and the seeds reach every state, every change, every fault there is, and each beside each other', () => {
    expect(coverage.missing(reachable)).toEqual([])
  })
})

describe('a seed', () => {
  it('is the same world to the last step each time, whichever worlds were lived before it', async () => {
    const seeds = Array.from({ length: SEEDS / AGAIN }, (_, nth) => SEEDS - nth * AGAIN)
    const again = new Map<number, string>()
    await crowd.live(seeds, ({ seed, fingerprint, steps }) => {
      again.set(seed, `${fingerprint} after ${steps} steps`)
    })
    expect(again).toEqual(new Map(seeds.map((seed) => [seed, fingerprints.get(seed)])))
  })
})
