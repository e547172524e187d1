import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { canReach, type ServiceUser, serviceUser } from './reach.ts'
import { sourcesVariable } from './odoo/source.ts'
import { Trouble } from './trouble.ts'

/** Where things lie on this machine. */
export interface Folders {
  readonly clone: string
  /** What can be fetched again: downloads, the unpacked Odoo. Shared by all clones of this user. */
  readonly cache: string
  /** What cannot: clusters, keys, logs. Belongs to this clone. */
  readonly data: string
  /** Who PostgreSQL and Odoo run as; undefined: as ourselves. */
  readonly service: ServiceUser | undefined
  /** Source trees of Odoo by version, for those that come in no package; where somebody named them. */
  readonly sources?: string | undefined
}

export interface Machine {
  readonly clone: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly uid: number | undefined
  readonly home: string
  /** Where a user may always make a folder that others can walk into. */
  readonly commonGround?: string
}

/** Decides where things lie; as root, never where the service user could not follow. */
export function foldersOf({ clone, env, uid, home, commonGround = '/var/tmp' }: Machine): Folders {
  const service = serviceUser(uid)
  const reachable = (folder: string) => !service || canReach(service, folder)
  const place = (setting: string, usual: string, elsewhere: () => string) => {
    const wished = env[setting]
    if (wished) {
      const folder = path.resolve(wished)
      if (reachable(folder)) return folder
      throw new Trouble(
        'missing',
        `${setting} is ${folder}, where the user "${service?.name}" that PostgreSQL runs as cannot go; name a folder outside private ones.`,
      )
    }
    return reachable(usual) ? usual : elsewhere()
  }
  const common = () => ownFolderIn(commonGround, uid ?? 0)
  const clonesName = createHash('sha256').update(clone).digest('hex').slice(0, 12)
  const usualCache = path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'millwright')
  return {
    clone,
    service,
    sources: env[sourcesVariable],
    cache: place('MILLWRIGHT_CACHE', usualCache, () => path.join(common(), 'cache')),
    data: place('MILLWRIGHT_DATA', path.join(clone, '.data'), () => path.join(common(), clonesName)),
  }
}

/** A folder of ours in a place open to all; refused when somebody else made it, for they could swap what is in it. */
function ownFolderIn(commonGround: string, uid: number): string {
  const folder = path.join(commonGround, `millwright-${uid}`)
  try {
    mkdirSync(folder, { mode: 0o711 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || found.mode & 0o022) {
    throw new Trouble(
      'failed',
      `${folder} belongs to somebody else or is open to others' writing; remove it, or set MILLWRIGHT_CACHE and MILLWRIGHT_DATA.`,
    )
  }
  return folder
}
