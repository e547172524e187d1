import { writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import path from 'node:path'
import type { Duration } from '#kernel/time'
import type { Folders } from '../../src/local/folders.ts'
import { debianParts, withoutDebianParts } from '../../src/local/debian-parts.ts'

/** A clock that programs are started by, and that can be put forward and back while they run. */
export interface SetClock {
  readonly env: Readonly<Record<string, string>>
  /** So far from the machine's from now on; what measures how much time passes is left alone. */
  put(ahead: Duration): Promise<void>
}

/** Why there is none here; undefined where there is. */
export const withoutSetClock = process.platform === 'linux' ? withoutDebianParts : 'this machine is no Linux'

export async function aSetClock(folders: Folders, name: string): Promise<SetClock> {
  const parts = await debianParts('faketime', ['libfaketime'], folders)
  const [library] = globSync(parts.file('usr/lib/*/faketime/libfaketime.so.1'))
  const file = path.join(folders.data, `clock-${name}`)
  const put = (ahead: Duration) => writeFile(file, `${ahead < 0 ? '-' : '+'}${Math.abs(ahead) / 1000}\n`)
  await put(0)
  return {
    env: {
      LD_PRELOAD: library!,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    put,
  }
}
