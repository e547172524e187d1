import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Absent } from './peer.ts'

/** A Redis that has on the disk what it acknowledged; `Absent` where nobody installed one. */
export async function redisServer(): Promise<AsyncDisposable & { readonly socket: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-redis-'))
  const socket = path.join(folder, 'redis.sock')
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, ...durable], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await once(child, 'spawn')
  } catch {
    end()
    throw new Absent('no redis-server on this machine (Debian: redis-server)')
  }
  process.once('exit', end)
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('eady to accept')) break
  child.stdout.resume()
  return {
    socket,
    async [Symbol.asyncDispose]() {
      process.off('exit', end)
      end()
    },
  }
}
