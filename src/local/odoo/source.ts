import { existsSync } from 'node:fs'
import path from 'node:path'
import { readIfThere } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import type { Version } from './edition.ts'

/** Names a folder with a source tree of Odoo for each version, under the version's number: `16`, `17`… */
export const sourcesVariable = 'MILLWRIGHT_ODOO_SOURCES'

/** The source tree of a version, as far as it lies there. */
export function sourceIn(sources: string | undefined, version: Version): string | undefined {
  const folder = sources && path.resolve(sources, version)
  return folder && existsSync(folder) ? folder : undefined
}

/** Which versions can run from a source tree here, the oldest first. */
export const versionsFromSource = (env: Readonly<Record<string, string | undefined>>): readonly Version[] =>
  (['15', '16', '17', '18'] as const).filter((version) => sourceIn(env[sourcesVariable], version))

/** The source tree that an Odoo of this version is to run from; another version in its place is refused. */
export function sourceFor(version: Version, sources: string | undefined): string {
  const folder = sourceIn(sources, version)
  if (!folder) {
    throw new Trouble(
      'missing',
      `Odoo ${version} comes in no package: put its source tree into a folder as "${version}", and name that folder in ${sourcesVariable}.`,
    )
  }
  const found = /version_info = \((\d+)/.exec(readIfThere(path.join(folder, 'odoo/release.py')) ?? '')?.[1]
  if (found === version) return folder
  const what = found ? `is Odoo ${found}` : 'is no source tree of Odoo'
  throw new Trouble('missing', `${folder} ${what}; put the one of Odoo ${version} there.`)
}
