import type { Edition } from './edition.ts'
import type { Archive } from './mirrors.ts'

/** One Debian package of which our Odoo consists, as it was when the list was made. */
export interface DebianPackage {
  readonly name: string
  readonly version: string
  readonly suite: string
  readonly architecture: string
  readonly archive: Archive
  /** Its place in the archive. */
  readonly path: string
  readonly size: number
  readonly sha256: string
}

export const packagesFor = ({ debian }: Edition, architecture: string): DebianPackage[] =>
  debian.listed.filter((each) => each.architecture === architecture || each.architecture === 'all')
