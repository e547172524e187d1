import { spawn } from 'node:child_process'
import path from 'node:path'

/**
 * `npm run planted-omissions [-- EVENTS DROPPED SEED]`: makes a day of a plant, drops some of its messages and nothing else,
 * plays what is left to a hub, and says what of it people would have been shown in time: 5,000 events and 100 unless said
 * otherwise.
 */
const [events = '5000', dropped = '100', seed = '1'] = process.argv.slice(2)
const root = path.join(import.meta.dirname, '..')
const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project=pg', 'test/omissions/omissions.pg.test.ts'],
  { cwd: root, env: { ...process.env, MILLWRIGHT_OMISSIONS: `${events},${dropped},${seed}` }, stdio: 'inherit' },
)
child.on('close', (code) => (process.exitCode = code ?? 1))
