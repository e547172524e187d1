import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const folderOf = (name: string): string => path.join(import.meta.dirname, '../peers', name)

/** What was to be measured beside is not there, and says why: its row stands there without figures. */
export class Absent extends Error {}

/**
 * Installs what somebody would pick instead, the first time it is wanted: by its lock file, or, where that would be longer
 * than this project, by the version alone. `Absent` where that fails.
 */
async function installPeer(name: string): Promise<void> {
  const folder = folderOf(name)
  if (existsSync(path.join(folder, 'node_modules/.package-lock.json'))) return
  const isLocked = existsSync(path.join(folder, 'package-lock.json'))
  const how = isLocked ? ['ci'] : ['install', '--no-package-lock']
  const npm = spawn('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  npm.stderr.on('data', (part: Buffer) => (said += part))
  const [code] = (await once(npm, 'close')) as [number]
  if (code === 0) return
  const why = /npm error (?:notarget |code )?(.*)/.exec(said)?.[1] ?? `npm ended with ${code}`
  throw new Absent(why)
}

/** A process of it, with what it says first. */
export interface Peer extends AsyncDisposable {
  readonly said: unknown
}

export async function startPeer(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Peer> {
  await installPeer(name)
  const child = spawn(process.execPath, [path.join(folderOf(name), 'peer.ts'), ...args], {
    cwd: folderOf(name),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Asked to end, so that it can end what it started itself.
  const kill = () => child.kill('SIGTERM')
  process.once('exit', kill)
  let complaints = ''
  child.stderr.on('data', (part: Buffer) => (complaints = (complaints + part).slice(-2000)))
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines)
    if (line.startsWith('{"'))
      return {
        said: JSON.parse(line),
        async [Symbol.asyncDispose]() {
          kill()
          process.off('exit', kill)
          const late = setTimeout(() => child.kill('SIGKILL'), 5000)
          await ended
          clearTimeout(late)
        },
      }
  throw new Error(`${name} ended before it said anything: ${complaints}`)
}
