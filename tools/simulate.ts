import { parseArgs } from 'node:util'
import { Coverage } from '../test/simulation/coverage.ts'
import { Crowd, seedsFrom } from '../test/simulation/crowd.ts'
import { SEEDS } from '../test/simulation/corpus.ts'

/**
 * `npm run simulate -- --seeds N --from S`: simulated worlds, one a seed, on every core; stops at the first that breaks
 * a promise. `--coverage` counts what was reached.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: `${SEEDS}` },
    from: { type: 'string', default: '1' },
    processes: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    'keep-going': { type: 'boolean', default: false },
  },
})
const seeds = Number(values.seeds)
const every = Math.max(100, Math.min(10_000, seeds / 10))
const coverage = new Coverage()
const started = performance.now()
let done = 0
let failed = 0
let steps = 0

await using crowd = new Crowd(values.processes ? Number(values.processes) : undefined)
await crowd.live(seedsFrom(Number(values.from), seeds), ({ seed, failure, virtualSeconds, counts, steps: some }) => {
  done++
  steps += some
  coverage.add(counts)
  if (failure) {
    failed++
    console.log(`seed ${seed} failed after ${virtualSeconds} s of its world: ${failure}`)
    console.log(`  again: npm run simulate -- --from ${seed} --seeds 1`)
  }
  const isEnough = failed > 0 && !values['keep-going']
  if (done % every === 0 || done === seeds || isEnough) {
    const seconds = (performance.now() - started) / 1000
    console.log(
      `${done} of ${seeds} seeds, ${failed} failed, ${(done / seconds).toFixed(1)} seeds/s, ${Math.round(steps / done)} steps a seed`,
    )
  }
  return !isEnough
})
if (values.coverage)
  for (const [what, count] of [...coverage.counts].sort(([one], [other]) => one.localeCompare(other)))
    console.log(`${String(count).padStart(9)}  ${what}`)
if (failed > 0) process.exitCode = 1
