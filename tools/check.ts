import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runStep, type Step } from './steps.ts'

/** Where the counts of the kernel's branches lie meanwhile. */
const counts = mkdtempSync(path.join(os.tmpdir(), 'millwright-check-'))

/** Everything that is quick: run it before each commit. */
const steps: readonly Step[] = [
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'types of the console', command: 'tsc', args: ['-p', 'src/console'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware'] },
  { name: 'unit tests and import map', command: 'vitest', args: ['run', '--project', 'unit', '--maxWorkers', '2'] },
  {
    name: 'kernel to its last branch',
    command: 'vitest',
    args: [
      ...['run', '--project', 'unit', 'src/kernel', '--coverage.enabled', '--coverage.include=src/kernel/**'],
      ...['--coverage.thresholds.branches=100', '--coverage.reporter=text', `--coverage.reportsDirectory=${counts}`],
    ],
  },
]

const results = await Promise.all(steps.map(runStep))
rmSync(counts, { recursive: true, force: true })
for (const { name, passed, seconds, output } of results) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!passed) console.log(output)
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1
