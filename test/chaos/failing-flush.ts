import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { childrenOf } from '../../src/local/processes.ts'
import { isCapableOf } from '../support/capabilities.ts'
import { debianTool, without } from '../support/debian-tools.ts'

/** Why no flush of another process can be made to fail here; undefined where it can. */
export const withoutFailingFlushes: string | undefined = isCapableOf('trace')
  ? without('strace')
  : 'only root on Linux may reach into processes'

/** How strace is told to fail the nth flush of each thread. */
export const failing = (nth: number): readonly string[] => [
  '-f',
  '-e',
  'trace=fsync,fdatasync',
  '-e',
  `inject=fsync,fdatasync:error=EIO:when=${nth}`,
]

/** Has a flush of a server at work fail, as a disk does that is about to die; then it is well again. */
export async function failFlushOf(server: number, nth: number): Promise<void> {
  const { command, env } = await debianTool('strace')
  const all = [server, ...childrenOf(server)].flatMap((pid) => ['-p', `${pid}`])
  const strace = spawn(command, [...failing(nth), ...all], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const over = once(strace, 'exit')
  let told = ''
  const failed = new Promise<void>((resolve) =>
    strace.stderr.on('data', (text: Buffer) => {
      told += text
      if (told.includes('(INJECTED)')) resolve()
    }),
  )
  const enough = AbortSignal.timeout(15_000)
  await Promise.race([failed, over, once(enough, 'abort')])
  strace.kill('SIGTERM')
  await over
  if (!told.includes('(INJECTED)')) throw new Error(`no flush failed: ${told.slice(-500)}`)
}
