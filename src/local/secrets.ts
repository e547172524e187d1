import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { ServiceUser } from './reach.ts'

export const newSecret = (): string => randomBytes(18).toString('base64url')

/** Writes a file only its owner can read, whole or not at all. */
export function writePrivately(file: string, content: string, owner?: ServiceUser): void {
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (owner) chownSync(draft, owner.uid, owner.gid)
  renameSync(draft, file)
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
