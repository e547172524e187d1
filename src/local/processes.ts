import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const onLinux = process.platform === 'linux'

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return undefined
  }
}

const ps = (pid: number, column: string): string | undefined => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** /proc/…/stat after the command's name, which may itself contain spaces and brackets. */
const statFields = (pid: number): string[] | undefined => procFile(pid, 'stat')?.split(') ').at(-1)?.split(' ')

/** Zombies count as dead: where nobody reaps (containers without an init) they keep their number for ever. */
export function isAlive(pid: number): boolean {
  const state = onLinux ? statFields(pid)?.[0] : ps(pid, 'stat')
  return state !== undefined && !/^[ZX]/.test(state)
}

/** Tells this process from a later one that was given the same number. */
export const birthOf = (pid: number): string | undefined => (onLinux ? statFields(pid)?.[19] : ps(pid, 'lstart'))

export const commandOf = (pid: number): string =>
  (onLinux ? procFile(pid, 'cmdline')?.replaceAll('\0', ' ') : ps(pid, 'command')) ?? ''

export function childrenOf(pid: number): number[] {
  const listed = onLinux ? procFile(pid, `task/${pid}/children`) : undefined
  return (listed ?? '').split(' ').filter(Boolean).map(Number)
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export async function isGone(pid: number, withinMilliseconds: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMilliseconds; isAlive(pid);) {
    if (Date.now() > deadline) return false
    await pause(25)
  }
  return true
}

/** Asks a process to end, waits, and ends it by force when it does not. */
export async function endProcess(pid: number, politely: NodeJS.Signals, patienceMilliseconds: number): Promise<void> {
  signal(pid, politely)
  if (await isGone(pid, patienceMilliseconds)) return
  for (const child of childrenOf(pid)) signal(child, 'SIGKILL')
  signal(pid, 'SIGKILL')
  await isGone(pid, 5000)
}
