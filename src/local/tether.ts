import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, openSync, closeSync, renameSync, statSync, chownSync } from 'node:fs'
import type { ServiceUser } from './reach.ts'

export interface Service {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly logFile: string
  readonly user: ServiceUser | undefined
  /** The signal by which it ends in good order. */
  readonly goodbye: NodeJS.Signals
}

const setpriv = '/usr/bin/setpriv'
const largestLog = 20_000_000

/** The command line under which the kernel says goodbye to a child as soon as we are gone. */
export const tethered = (goodbye: NodeJS.Signals): string[] =>
  existsSync(setpriv) ? [setpriv, '--pdeathsig', goodbye.slice('SIG'.length)] : []

/**
 * Starts a service as our own child, in a process group of its own, so that Ctrl-C in a terminal reaches us only and
 * we decide the order of stopping. On Linux the kernel says goodbye to it when we die without having stopped it;
 * elsewhere the next start finds it and stops it.
 */
export function startTethered({ command, args, env, folder, logFile, user, goodbye }: Service): ChildProcess {
  const [program = command, ...rest] = [...tethered(goodbye), command, ...args]
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  if (user) chownSync(logFile, user.uid, user.gid)
  try {
    return spawn(program, rest, {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', log, log],
      ...(user && { uid: user.uid, gid: user.gid }),
    })
  } finally {
    closeSync(log)
  }
}
