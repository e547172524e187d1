import { runStep, type Step } from './steps.ts'

/** Everything that is quick: run it before each commit. */
const steps: readonly Step[] = [
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'types of the console', command: 'tsc', args: ['-p', 'src/console'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware'] },
  { name: 'unit tests and import map', command: 'vitest', args: ['run', '--project', 'unit', '--maxWorkers', '2'] },
]

const results = await Promise.all(steps.map(runStep))
for (const { name, passed, seconds, output } of results) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!passed) console.log(output)
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1
