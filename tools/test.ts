import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { sourcesVariable, versionsFromSource } from '../src/local/odoo/source.ts'
import { failuresOf, type SuiteReport } from './failures.ts'
import { spawn } from 'node:child_process'
import { withoutPostgres15 } from '../test/support/postgres-versions.ts'

/**
 * `npm test`: every suite with fixed seeds; `npm run test:full`: with a fresh seed that it prints, and all of them on the
 * older Odoo and the oldest PostgreSQL too, then on each Odoo whose source tree is at hand. Closed by what failed and one
 * line that says how many passed.
 *
 * Two hands work side by side, each on one suite at a time, the longest first: a test mostly waits for Odoo, PostgreSQL or
 * the browser, so one hand leaves a core idle. Within a suite one file runs at a time, since stories that end an Odoo by
 * force want it for themselves.
 */
const suites = [
  ['--project=pg'],
  ['--project=odoo'],
  ['--project=odoo-14'],
  ['--project=browser'],
  ['--project=simulation', '--project=unit', ...(withoutPostgres15 ? [] : ['--project=pg-15'])],
]
const hands = 2
if (withoutPostgres15) console.log(`not run on PostgreSQL 15: ${withoutPostgres15}`)
const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-results-'))
const vitest = path.join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const isFull = process.argv.includes('--full')
const wished = process.argv.slice(2).filter((argument) => argument !== '--full')
const seed = process.env['MILLWRIGHT_SEED'] ?? (isFull ? String(Math.floor(Math.random() * 1e9)) : undefined)
if (seed) console.log(`MILLWRIGHT_SEED=${seed}`)

const endings = ['SIGINT', 'SIGTERM'] as const

interface Results extends SuiteReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly success: boolean
}

async function run(which: readonly string[], nth: number): Promise<Results> {
  const file = path.join(folder, `${nth}.json`)
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile=${file}`, ...which],
    {
      env: {
        ...process.env,
        ...(seed ? { MILLWRIGHT_SEED: seed } : {}),
        ...(isFull ? { MILLWRIGHT_FULL: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  // Whole lines, so that two hands never speak into one another's.
  createInterface(child.stdout).on('line', (line) => console.log(line))
  createInterface(child.stderr).on('line', (line) => console.error(line))
  const end = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of endings) process.on(signal, end)
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)))
  for (const signal of endings) process.off(signal, end)
  const { numPassedTests, numFailedTests, success, testResults = [] } = read(file)
  if (numFailedTests > 0 || (code === 0 && success && numPassedTests > 0))
    return { numPassedTests, numFailedTests, success: numFailedTests === 0, testResults }
  // An error outside of any test, or a suite without results: it proved nothing, whatever passed before.
  const itself = { name: which.join(' '), status: 'failed', message: `exit code ${code}`, assertionResults: [] }
  return { numPassedTests, numFailedTests: 1, success: false, testResults: [...testResults, itself] }
}

function read(file: string): Results {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false }
  }
}

/** What the hands were given, in the order in which they came to it. */
async function runAll(all: readonly (readonly string[])[]): Promise<Results[]> {
  const left = [...all.entries()]
  // Whoever ends it by hand wants nothing more begun.
  for (const signal of endings) process.on(signal, () => left.splice(0))
  const results: Results[] = []
  const hand = async () => {
    for (let next = left.shift(); next; next = left.shift()) results.push(await run(next[1], next[0]))
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return results
}

const fromSource = isFull && wished.length === 0 ? versionsFromSource(process.env) : []
if (isFull && wished.length === 0 && fromSource.length === 0)
  console.log(
    `not run on Odoo 15 to 18, which come in no package: ${sourcesVariable} names a folder with their source trees`,
  )
const results = await runAll(
  wished.length > 0 ? [wished] : [...suites, ...fromSource.map((version) => [`--project=odoo-${version}`])],
)
rmSync(folder, { recursive: true, force: true })
const passed = results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0)
const failed = results.reduce((sum, { numFailedTests }) => sum + numFailedTests, 0)
for (const result of results)
  for (const failure of failuresOf(result, path.join(import.meta.dirname, '..'))) console.log(failure)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = results.every(({ success }) => success) ? 0 : 1
