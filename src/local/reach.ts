import { readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { Trouble } from './trouble.ts'

/** PostgreSQL and Odoo refuse to run as root; when we are root they run as this user. */
export interface ServiceUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** The user the services run as when we are root: `postgres` where it exists, else `nobody`. Undefined: as ourselves. */
export function serviceUser(uid: number | undefined, passwd = '/etc/passwd'): ServiceUser | undefined {
  if (uid !== 0) return undefined
  const entries = readFileSync(passwd, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find(([login]) => login === name)
    if (entry) return { name, uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Trouble(
    'missing',
    'PostgreSQL refuses to run as root and there is no user "postgres" or "nobody" here; start Millwright as an ordinary user.',
  )
}

/** Whether the user may walk to this folder: every folder on the way there lets them through. */
export function canReach(user: ServiceUser, folder: string): boolean {
  for (let place = realpathSync(nearestExisting(folder)); ; place = path.dirname(place)) {
    const { mode, uid, gid } = statSync(place)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (place === path.dirname(place)) return true
  }
}

function nearestExisting(place: string): string {
  for (let p = path.resolve(place); ; p = path.dirname(p)) {
    if (statSync(p, { throwIfNoEntry: false })) return p
  }
}
