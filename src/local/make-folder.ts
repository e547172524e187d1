import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ServiceUser } from './reach.ts'

const open = 0o711

/** A folder of ours that others may walk through, but not list; so are the folders made on the way, whatever the umask. */
export function makeOpenFolder(folder: string): string {
  const firstMade = mkdirSync(folder, { recursive: true, mode: open })
  for (let made = folder; firstMade && made.startsWith(firstMade); made = path.dirname(made)) chmodSync(made, open)
  chmodSync(folder, open)
  return folder
}

/** A folder only the service may enter (and we, when it runs as ourselves or we are root). */
export function makeServiceFolder(folder: string, service: ServiceUser | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (service) chownSync(folder, service.uid, service.gid)
  return folder
}
