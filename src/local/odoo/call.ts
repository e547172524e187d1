import { spawn } from 'node:child_process'
import type { ServiceUser } from '../reach.ts'
import { tethered } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import type { Runtime } from './runtime.ts'

export interface Place {
  readonly runtime: Runtime
  readonly folder: string
  readonly configuration: string
  readonly user: ServiceUser | undefined
}

/** Runs one Odoo command to its end and returns what it printed; its log goes into the complaint when it fails. */
export function callOdoo(place: Place, args: readonly string[], input = ''): Promise<string> {
  const { runtime, folder, configuration, user } = place
  const [command = '', ...rest] = args.includes('shell') ? args : ['server', ...args]
  const { program, all } = tethered('SIGKILL', runtime.python, [runtime.program, command, '-c', configuration, ...rest])
  const child = spawn(program, all, {
    detached: true, // Ctrl-C is ours to handle
    cwd: folder,
    env: runtime.env,
    ...(user && { uid: user.uid, gid: user.gid }),
  })
  let printed = ''
  let log = ''
  child.stdout.on('data', (bytes) => (printed += bytes))
  child.stderr.on('data', (bytes) => (log = (log + bytes).slice(-8000)))
  child.stdin.on('error', () => {}) // it may end before it has read everything; its exit tells
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Trouble('failed', `Odoo's Python does not start: ${cause.message}`)))
    child.once('close', (code) => {
      if (code === 0) return resolve(printed)
      const why = log.trim().split('\n').slice(-5).join('\n')
      reject(new Trouble('failed', `Odoo (${command}) ended with code ${code}; its log ends with:\n${why}`))
    })
  })
}
