import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'

/**
 * `npm test`: every suite with fixed seeds; `npm run test:full`: with a fresh seed that it prints, and all of
 * them on the older Odoo too. Closed by one line that
 * says how many passed.
 */
const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-results-'))
const results = path.join(folder, 'results.json')
const vitest = path.join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const isFull = process.argv.includes('--full')
const wished = process.argv.slice(2).filter((argument) => argument !== '--full')
const seed = process.env['MILLWRIGHT_SEED'] ?? (isFull ? String(Math.floor(Math.random() * 1e9)) : undefined)
if (seed) console.log(`MILLWRIGHT_SEED=${seed}`)

const child = spawn(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile=${results}`, ...wished],
  {
    env: { ...process.env, ...(seed ? { MILLWRIGHT_SEED: seed } : {}), ...(isFull ? { MILLWRIGHT_FULL: '1' } : {}) },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)))

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly success: boolean
}

/** No results at all is a failure of its own: nothing was proved. */
function read(): Results {
  try {
    return JSON.parse(readFileSync(results, 'utf8')) as Results
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, success: false }
  }
}
const { numPassedTests, numFailedTests, success } = read()
rmSync(folder, { recursive: true, force: true })
const failed = numFailedTests === 0 && (code !== 0 || !success) ? 1 : numFailedTests
console.log(`${numPassedTests} passed, ${failed} failed`)
process.exitCode = failed > 0 || numPassedTests === 0 ? 1 : 0
