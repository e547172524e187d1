import { Unavailable } from '#kernel/failure'
import type { Words } from './words.ts'
import { words19 } from './words-19.ts'

export function wordsOf(version: number): Words {
  if (version >= 19) return words19
  throw new Unavailable('UNSUPPORTED_VERSION', `This is Odoo ${version}; in plain mode the hub posts to Odoo 19`)
}
