import { homedir } from 'node:os'
import path from 'node:path'
import { type Folders, foldersOf } from '../local/folders.ts'
import type { Say } from '../local/say.ts'

/** What a command may see and do outside itself. */
export interface World {
  readonly env: NodeJS.ProcessEnv
  readonly folders: () => Folders
  /** The answer, on standard output. */
  readonly print: Say
  /** What goes on meanwhile, on standard error. */
  readonly say: Say
  readonly endWith: (code: number) => void
}

const clone = path.join(import.meta.dirname, '../..')

export const thisWorld = (): World => ({
  env: process.env,
  folders: () => foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() }),
  print: (text) => console.log(text),
  say: (sentence) => console.error(sentence),
  endWith: (code) => {
    process.exitCode = code
  },
})
