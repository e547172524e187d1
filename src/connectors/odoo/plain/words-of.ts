import { Unavailable } from '#kernel/failure'
import type { Words } from './words.ts'
import { words14 } from './words-14.ts'
import { words19 } from './words-19.ts'

const versions: readonly Words[] = [words14, words19]

/** A later version than the newest known is spoken to as that one. */
export function wordsOf(version: number): Words {
  const newest = versions.at(-1)!
  const words = version > newest.version ? newest : versions.find((one) => one.version === version)
  if (words) return words
  const known = versions.map((one) => one.version).join(' and ')
  throw new Unavailable(
    'UNSUPPORTED_VERSION',
    `This is Odoo ${version}; in plain mode the hub posts to Odoo ${known}, so let an administrator take its procedures`,
  )
}
