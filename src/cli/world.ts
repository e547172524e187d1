import { homedir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { type Folders, foldersOf } from '../local/folders.ts'
import type { Say } from '../local/say.ts'
import { withSecretFiles } from './secret-files.ts'
import { type Ask, askAtTerminal } from './ask.ts'

/** What a command may see and do outside itself. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folders: () => Folders
  /** The answer, on standard output. */
  readonly print: Say
  /** What goes on meanwhile, on standard error. */
  readonly say: Say
  /** Whether somebody sees at once what is said. */
  readonly isWatched: boolean
  /** Asks the person at the keyboard; undefined when nobody is there. */
  readonly ask: Ask
  /** Everything on standard input. */
  readonly input: () => Promise<string>
  readonly endWith: (code: number) => void
}

const clone = path.join(import.meta.dirname, '../..')

export const thisWorld = (): World => ({
  get env() {
    return withSecretFiles(process.env)
  },
  folders: () => foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() }),
  print: (answer) => console.log(answer),
  say: (sentence) => console.error(sentence),
  isWatched: process.stderr.isTTY,
  ask: askAtTerminal,
  input: () => text(process.stdin),
  endWith: (code) => {
    process.exitCode = code
  },
})
