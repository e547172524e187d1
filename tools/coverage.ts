import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { byFolder, type Counts, percent, together } from './covered.ts'

/**
 * `npm run coverage [-- --project=unit PATH…]`: has V8 count what suites run of `src`, and prints it by folder. Without
 * arguments, the unit tests and those on PostgreSQL.
 *
 * The tests' process and the hubs and commands that it starts are counted alike; who is ended by force tells nothing. All
 * of it runs as Node reads it, not by way of Vite, whose source maps put the same branch elsewhere: added up, there
 * would be two of it.
 */
const root = path.join(import.meta.dirname, '..')
const sources = path.join(root, 'src')
const wished = process.argv.slice(2)
const suites = wished.length > 0 ? [wished] : [['--project=unit'], ['--project=pg']]

const reports: Counts[] = []
for (const suite of suites) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-coverage-'))
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--experimental.viteModuleRunner=false',
      '--coverage.enabled',
      '--coverage.autoAttachSubprocess',
      '--coverage.reportOnFailure',
      '--coverage.include=src/**/*.ts',
      '--coverage.exclude=**/*.test.ts',
      '--coverage.reporter=json',
      `--coverage.reportsDirectory=${folder}`,
      ...suite,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)))
  if (code !== 0) process.exitCode = 1
  reports.push(JSON.parse(readFileSync(path.join(folder, 'coverage-final.json'), 'utf8')) as Counts)
  rmSync(folder, { recursive: true, force: true })
}

const line = (cells: readonly string[]) =>
  cells.map((cell, nth) => (nth === 0 ? cell.padEnd(16) : cell.padStart(14))).join('')
console.log(line(['folder of src', 'files', 'branches', 'taken', 'statements', 'run']))
for (const { folder, files, branches, statements } of byFolder(together(reports), sources))
  console.log(
    line([folder, `${files}`, `${branches.there}`, percent(branches), `${statements.there}`, percent(statements)]),
  )
