import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Puts a file on the disk, or the names that are in a folder: what was there survives a power cut. A name is kept by its
 * folder, so a new file needs both.
 */
export function flush(place: string): void {
  const handle = openSync(place, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a file of ours alone and puts it on the disk; of one that cannot be written whole nothing is left. */
export function writeFlushed(file: string, content: string): void {
  try {
    writeFileSync(file, content, { mode: 0o600, flush: true })
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  }
}

const words: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the space that is allowed there is used up',
  EIO: 'the disk failed',
  EROFS: 'the disk can only be read',
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
}

/** Why a disk did not keep something, in words for people; undefined when the error is not about a disk. */
export const diskReason = (error: unknown): string | undefined => words[(error as NodeJS.ErrnoException)?.code ?? '']
