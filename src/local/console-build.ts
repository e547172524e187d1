import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Say } from './say.ts'
import { Trouble } from './trouble.ts'

/** Builds the console when its sources are newer than what was built; the only part of Millwright that is built. */
export async function buildConsole(clone: string, say: Say): Promise<void> {
  const stamp = path.join(clone, 'dist/console/.stamp')
  const wanted = fingerprint(clone)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const from = performance.now()
  say('building the console')
  try {
    const vite = path.join(clone, 'node_modules/vite/bin/vite.js')
    // A test runner sets NODE_ENV for itself; what it builds is what is shipped all the same.
    const env = { ...process.env, NODE_ENV: 'production' }
    await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: clone, env })
  } catch (cause) {
    throw new Trouble('failed', `The console could not be built: ${(cause as Error).message}`, { cause })
  }
  writeFileSync(stamp, wanted)
  say(`the console is built after ${Math.round((performance.now() - from) / 1000)} s`)
}

/** What the build depends on: the console, the words it shares, and the locked tools. */
function fingerprint(clone: string): string {
  const hash = createHash('sha256')
  const files = [
    'package-lock.json',
    'vite.config.ts',
    'tools/console/floor-files.ts',
    ...globSync('src/{console,model,kernel,governance,api}/**/*.*', { cwd: clone }),
  ]
  for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(clone, file)))
  return hash.digest('hex')
}
