import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { plantedFaults } from '../test/simulation/planted/faults.ts'

/** Plants each fault in a copy of the sources and lets the simulation look for it; all must be found. */
const SEEDS = Number(process.argv[2] ?? 200)
const wished = process.argv[3] ?? ''
const root = path.join(import.meta.dirname, '..')
const copy = mkdtempSync(path.join(os.tmpdir(), 'millwright-planted-'))
for (const folder of ['src', 'test', 'tools', 'package.json'])
  cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true })
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))

const simulate = (): Promise<string> => {
  const child = spawn(process.execPath, ['tools/simulate.ts', '--seeds', String(SEEDS)], { cwd: copy })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.on('close', () => resolve(output)))
}

let missed = 0
for (const { name, file, from, to, caughtBy } of plantedFaults.filter((fault) => fault.name.includes(wished))) {
  const place = path.join(copy, file)
  const sound = readFileSync(place, 'utf8')
  writeFileSync(
    place,
    sound.replace(from, () => to),
  )
  const output = await simulate()
  writeFileSync(place, sound)
  const failure = /seed (\d+) failed after \d+ s of its world: (?:\w*Error: )?(.*)/.exec(output)
  if (!failure) missed++
  console.log(failure ? `caught  ${name}: ${failure[2]} (seed ${failure[1]}; expected ${caughtBy})` : `MISSED  ${name}`)
}
rmSync(copy, { recursive: true, force: true })
console.log(`${plantedFaults.length - missed} of ${plantedFaults.length} planted faults were caught`)
if (missed > 0) process.exitCode = 1
