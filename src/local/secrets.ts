import { randomBytes } from 'node:crypto'
import { chownSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { diskReason, flush, writeFlushed } from '#kernel/disk'
import type { ServiceUser } from './reach.ts'
import { Trouble } from './trouble.ts'

export const newSecret = (): string => randomBytes(18).toString('base64url')

/** Writes a file only its owner can read, whole or not at all; what is written survives a power cut. */
export function writePrivately(file: string, content: string, owner?: ServiceUser): void {
  const draft = `${file}.${process.pid}.new`
  try {
    writeFlushed(draft, content)
    if (owner) chownSync(draft, owner.uid, owner.gid)
    renameSync(draft, file)
    flush(path.dirname(file))
  } catch (cause) {
    rmSync(draft, { force: true })
    const reason = diskReason(cause)
    if (!reason) throw cause
    throw new Trouble('failed', `${file} could not be written: ${reason}. See to that, then start again.`, { cause })
  }
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The secret in this file, made up the first time. */
export function keptSecret(file: string, make: () => string = newSecret): string {
  const known = readIfThere(file)?.trim()
  if (known) return known
  const secret = make()
  writePrivately(file, `${secret}\n`)
  return secret
}
