import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { plantedFaults, type Rung } from '../test/planted/faults.ts'
import { SEEDS } from '../test/simulation/corpus.ts'

/**
 * `npm run planted-faults [-- WORD]`: plants each fault, or those with the word in their name, in a copy of the sources,
 * and has the rung that must catch it look for it: a suite, or the simulation with the seeds of `npm test`. Ends with how
 * many were caught.
 */
const wished = process.argv[2] ?? ''
const root = path.join(import.meta.dirname, '..')
const copy = mkdtempSync(path.join(os.tmpdir(), 'millwright-planted-'))
const needed = ['src', 'test', 'tools', 'db', 'demo', 'simulators', 'package.json', 'tsconfig.json', 'vitest.config.ts']
for (const name of needed) cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))

const run = (args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> => {
  const child = spawn(process.execPath, args, { cwd: copy, env: { ...process.env, NO_COLOR: '1' } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

/** What the rung says against the fault; undefined when it finds nothing wrong. */
async function finding(rung: Rung): Promise<string | undefined> {
  if ('simulation' in rung) {
    const { code, output } = await run(['tools/simulate.ts', '--seeds', String(SEEDS)])
    const failure = /seed (\d+) failed after \d+ s of its world: (?:\w*Error: )?(.*)/.exec(output)
    if (code !== 0 && !failure) throw new Error(`the simulation did not run: ${output.slice(-2000)}`)
    return failure ? `the simulation, seed ${failure[1]}: ${failure[2]} (expected ${rung.simulation})` : undefined
  }
  const { code, output } = await run(['node_modules/vitest/vitest.mjs', 'run', `--project=${rung.project}`, rung.test])
  const failed = /FAIL +\S+ +\S+ > (.*)/.exec(output)
  if (code !== 0 && !failed) throw new Error(`${rung.test} did not run: ${output.slice(-2000)}`)
  return failed ? `${rung.test}: ${failed[1]}` : undefined
}

const chosen = plantedFaults.filter(({ name }) => name.includes(wished))
let caught = 0
for (const { name, file, from, to, rung } of chosen) {
  const place = path.join(copy, file)
  const sound = readFileSync(place, 'utf8')
  writeFileSync(
    place,
    sound.replace(from, () => to),
  )
  const found = await finding(rung)
  writeFileSync(place, sound)
  if (found) caught++
  console.log(found ? `caught  ${name}: by ${found}` : `MISSED  ${name}`)
}
rmSync(copy, { recursive: true, force: true })
console.log(`${caught}/${chosen.length} planted faults were caught`)
if (caught < chosen.length) process.exitCode = 1
