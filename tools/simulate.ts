import { parseArgs } from 'node:util'
import { Coverage } from '../test/simulation/coverage.ts'
import { simulate } from '../test/simulation/world.ts'

/** `npm run simulate -- --seeds N --from S`: simulated worlds, one a seed; stops at the first that breaks a promise. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    coverage: { type: 'boolean', default: false },
    'keep-going': { type: 'boolean', default: false },
  },
})
const from = Number(values.from)
const seeds = Number(values.seeds)
const coverage = new Coverage()
const started = performance.now()
let failed = 0
let steps = 0

for (let done = 1; done <= seeds; done++) {
  const seed = from + done - 1
  const result = await simulate(seed)
  coverage.add(result.coverage)
  steps += result.steps
  if (result.failure) {
    failed++
    console.log(`seed ${seed} failed after ${result.virtualSeconds} s of its world: ${result.failure}`)
    console.log(`  again: npm run simulate -- --from ${seed} --seeds 1`)
    if (!values['keep-going']) break
  }
  if (done % 100 === 0 || done === seeds) {
    const seconds = (performance.now() - started) / 1000
    console.log(
      `${done} of ${seeds} seeds, ${failed} failed, ${(done / seconds).toFixed(1)} seeds/s, ${Math.round(steps / done)} steps a seed`,
    )
  }
}
if (values.coverage)
  for (const [what, count] of [...coverage.counts].sort(([one], [other]) => one.localeCompare(other)))
    console.log(`${String(count).padStart(9)}  ${what}`)
if (failed > 0) process.exitCode = 1
