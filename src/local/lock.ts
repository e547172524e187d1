import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { birthOf, isAlive } from './processes.ts'
import { readIfThere } from './secrets.ts'

/** Who holds a lock: a living process, told from a later namesake by its birth. */
export interface Holder {
  readonly pid: number
  readonly birth: string | undefined
}

const isThere = ({ pid, birth }: Holder) => isAlive(pid) && birthOf(pid) === birth

/** The living process that holds this lock, if any; a dead owner's lock counts as free. */
export function holderOf(file: string): Holder | undefined {
  const holder = parse(readIfThere(file) ?? '')
  return holder && isThere(holder) ? holder : undefined
}

/** A power cut may have left half a lock; its owner is as dead as the machine was. */
function parse(written: string): Holder | undefined {
  try {
    return JSON.parse(written) as Holder
  } catch {
    return undefined
  }
}

export type Lock = { readonly release: () => void } | { readonly heldBy: Holder }

/** Moves a dead owner's lock aside before it is removed: two who see it dead must not remove each other's new one. */
function removeDead(file: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
    if (holderOf(aside)) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Takes the lock, or says who has it. */
export function tryLock(file: string): Lock {
  mkdirSync(path.dirname(file), { recursive: true })
  const me: Holder = { pid: process.pid, birth: birthOf(process.pid) }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(me))
  try {
    for (;;) {
      try {
        linkSync(draft, file) // a link appears whole or not at all, so nobody ever reads half a lock
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const heldBy = holderOf(file)
      if (heldBy) return { heldBy }
      removeDead(file)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Waits for its turn; `onWait` is told once whom it waits for. */
export async function waitForLock(file: string, onWait: (holder: Holder) => void): Promise<() => void> {
  for (let told = false; ; told = true) {
    const lock = tryLock(file)
    if ('release' in lock) return lock.release
    if (!told) onWait(lock.heldBy)
    await pause(300)
  }
}
