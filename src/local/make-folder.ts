import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import type { ServiceUser } from './reach.ts'

/** A folder of ours that others may walk through, but not list. */
export function makeOpenFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  chmodSync(folder, 0o711) // whatever the umask said
  return folder
}

/** A folder only the service may enter (and we, when it runs as ourselves or we are root). */
export function makeServiceFolder(folder: string, service: ServiceUser | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (service) chownSync(folder, service.uid, service.gid)
  return folder
}
