import { chown, copyFile, mkdir, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ServiceUser } from '../reach.ts'

interface How {
  /** Left out, by the path within the folder; of a folder, what lies in it. */
  readonly without?: (inside: string) => boolean
  readonly owner?: ServiceUser | undefined
}

/**
 * Copies a folder so that it survives a power cut: what is there when this returns is on the disk. A file that vanishes
 * meanwhile is left out, as a server at work does with its own.
 */
export async function copyFolder(from: string, to: string, { without = () => false, owner }: How = {}): Promise<void> {
  async function copy(inside: string): Promise<void> {
    const target = path.join(to, inside)
    await mkdir(target, { recursive: true, mode: 0o700 })
    if (owner) await chown(target, owner.uid, owner.gid)
    for (const entry of await readdir(path.join(from, inside), { withFileTypes: true })) {
      const name = path.join(inside, entry.name)
      if (without(name)) continue
      if (entry.isDirectory()) await copy(name)
      else if (entry.isFile()) await copyOne(path.join(from, name), path.join(to, name))
    }
    await flush(target)
  }

  async function copyOne(source: string, target: string): Promise<void> {
    try {
      await copyFile(source, target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      throw error
    }
    if (owner) await chown(target, owner.uid, owner.gid)
    await flush(target)
  }

  await copy('')
}

export async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
