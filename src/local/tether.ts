import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { childrenOf, endProcess, isGone, signal } from './processes.ts'
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
export const tethered = (goodbye: NodeJS.Signals, command: string, args: readonly string[]) =>
  existsSync(setpriv)
    ? { program: setpriv, all: ['--pdeathsig', goodbye.slice('SIG'.length), command, ...args] }
    : { program: command, all: [...args] }

/** A service that runs as our child. */
export interface TetheredService {
  readonly pid: number
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>
  readonly hasEnded: () => boolean
  /** Asks it to end in good order, and ends it by force when its time is up. */
  readonly stop: (patienceMilliseconds: number) => Promise<void>
  /** Ends it and all its processes as a power cut would. */
  readonly kill9: () => Promise<void>
  /** The end of its log, in one line or as so many. */
  readonly lastWords: (lines?: number) => string
}

/**
 * Starts a service as our own child, in a process group of its own, so that Ctrl-C in a terminal reaches us only and
 * we decide the order of stopping. On Linux the kernel says goodbye to it when we die without having stopped it;
 * elsewhere the next start finds it and stops it.
 */
export function startTethered(service: Service): TetheredService {
  const { logFile, goodbye } = service
  const child = spawnInto(service)
  const pid = child.pid ?? 0
  const hasEnded = () => !pid || child.exitCode !== null || child.signalCode !== null
  const ended = new Promise<void>((resolve) => child.once('error', () => resolve()).once('exit', () => resolve()))
  return {
    pid,
    ended,
    hasEnded,
    stop: async (patienceMilliseconds) => {
      if (!hasEnded()) await endProcess(pid, goodbye, patienceMilliseconds)
      await ended
    },
    kill9: async () => {
      const all = hasEnded() ? [] : [pid, ...childrenOf(pid)] // the parent first, for it might replace a lost child
      for (const each of all) signal(each, 'SIGKILL')
      for (const each of all.slice(1)) await isGone(each, 5000)
      await ended
    },
    lastWords: (lines) =>
      lines === undefined ? lastLines(logFile, 3).join(' ') : lastLines(logFile, lines).join('\n'),
  }
}

const lastLines = (file: string, count: number) => readFileSync(file, 'utf8').trim().split('\n').slice(-count)

function spawnInto({ command, args, env, folder, logFile, user, goodbye }: Service): ChildProcess {
  const { program, all } = tethered(goodbye, command, args)
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  if (user) chownSync(logFile, user.uid, user.gid)
  try {
    const identity = user && { uid: user.uid, gid: user.gid }
    return spawn(program, all, { cwd: folder, env, detached: true, stdio: ['ignore', log, log], ...identity })
  } finally {
    closeSync(log)
  }
}
