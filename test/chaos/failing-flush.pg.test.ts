import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { minutes } from '#kernel/time'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { debianTool } from '../support/debian-tools.ts'
import { groundForTests } from '../support/ground.ts'
import { failing, withoutFailingFlushes } from './failing-flush.ts'

const chance = new Random(Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122))

if (withoutFailingFlushes) console.error(`Failing flushes are not tried here: ${withoutFailingFlushes}.`)

interface Outcome {
  readonly isKept: boolean
  readonly said: string
  /** Whether any flush was made to fail. */
  readonly hasFailed: boolean
}

/** Keeps one thing while its nth flush fails; without a number none does. */
async function keep(what: string, folder: string, nth?: number, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { command, env: tools } = await debianTool('strace')
  const traced = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-strace-')), 'trace')
  const strace = nth === undefined ? [] : [command, ...failing(nth), '-o', traced]
  const [program = '', ...all] = [...strace, process.execPath, 'test/chaos/keep-one.ts', what, folder]
  // One thread that flushes, so that flushes have numbers.
  const ran = await promisify(execFile)(program, all, { env: { ...tools, ...env, UV_THREADPOOL_SIZE: '1' } }).catch(
    (error: { stdout: string; stderr: string }) => error,
  )
  const hasFailed = nth !== undefined && readFileSync(traced, 'utf8').includes('(INJECTED)')
  return { isKept: ran.stdout.includes('kept'), said: ran.stderr.trim(), hasFailed }
}

describe.skipIf(withoutFailingFlushes)('when a disk does not keep what it was told to', () => {
  it.each([
    ['key', /^The signing key .* cannot be made at .*signing\.key \(the disk failed\): let the hub write there/],
    ['secret', /password could not be written: the disk failed\. See to that, then start again\.$/],
    [
      'checkpoint',
      /^A checkpoint .* cannot be kept in .*checkpoints: the disk failed\. See to that; the hub tries again/,
    ],
  ])(
    'a %s is not taken for kept, a sentence says so, and the next try keeps it (T14)',
    async (what, sentence) => {
      let failures = 0
      for (let nth = 1; ; nth++) {
        const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-flush-'))
        const { hasFailed, isKept, said } = await keep(what, folder, nth)
        expect(isKept, said).toBe(!hasFailed)
        if (!hasFailed) break
        failures++
        expect(said).toMatch(sentence)
        expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
        expect(await keep(what, folder)).toMatchObject({ isKept: true })
      }
      expect(failures).toBeGreaterThan(0)
    },
    minutes(1),
  )

  it.runIf(process.env['MILLWRIGHT_FULL'])(
    'no backup is there, whichever of its flushes failed (T14)',
    async () => {
      await using stack = new AsyncDisposableStack()
      const ground = stack.use(groundForTests())
      stack.use(await startPostgres({ folders: ground, name: 'hub', durable: true }))
      const env = { MILLWRIGHT_DATA: ground.data }
      const count = await flushesOf(env)
      const some = Array.from({ length: 3 }, () => chance.between(3, count - 3))
      const last = Array.from({ length: 3 }, (_, at) => count - at)
      for (const nth of [1, 2, ...some, ...last]) {
        const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-flush-'))
        const { hasFailed, isKept, said } = await keep('backup', folder, nth, env)
        expect({ nth, hasFailed, isKept }).toEqual({ nth, hasFailed: true, isKept: false })
        expect(said).toMatch(/^The backup could not be written to .*: the disk failed\. Nothing of it counts/)
        expect(readdirSync(folder)).toEqual([])
      }
    },
    minutes(5),
  )
})

/** How many flushes a backup takes that goes well. */
async function flushesOf(env: NodeJS.ProcessEnv): Promise<number> {
  const { command, env: tools } = await debianTool('strace')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-flush-'))
  const traced = path.join(folder, 'trace')
  const args = ['-f', '-e', 'trace=fsync', '-o', traced, process.execPath, 'test/chaos/keep-one.ts', 'backup', folder]
  await promisify(execFile)(command, args, { env: { ...tools, ...env, UV_THREADPOOL_SIZE: '1' } })
  return readFileSync(traced, 'utf8')
    .split('\n')
    .filter((line) => line.includes('fsync(')).length
}
