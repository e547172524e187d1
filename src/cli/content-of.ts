import { readFileSync } from 'node:fs'
import { Trouble } from '../local/trouble.ts'

/** What a file says that somebody named on the command line. */
export function contentOf(file: string, wanted: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Trouble('missing', `${file} cannot be read (${(cause as Error).message}); name ${wanted}.`, { cause })
  }
}
