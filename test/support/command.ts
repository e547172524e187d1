import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runProgram } from '../../src/cli/program.ts'
import type { World } from '../../src/cli/world.ts'

export interface Outcome {
  readonly code: number
  /** What it answered. */
  readonly out: string
  /** What it said meanwhile. */
  readonly said: string
}

export type Millwright = (
  args: readonly string[],
  more?: { readonly env?: object; readonly input?: string; readonly answers?: readonly string[] },
) => Promise<Outcome>

/** The command line as a person has it, on a machine with a data folder of its own and nothing running. */
export function millwright(env: Readonly<Record<string, string>>): Millwright {
  const data = mkdtempSync(path.join(os.tmpdir(), 'millwright-command-'))
  return async (args, { env: more = {}, input = '', answers } = {}) => {
    const out: string[] = []
    const said: string[] = []
    const answersLeft = [...(answers ?? [])]
    let code = 0
    const world: World = {
      env: { USER: 'schulze', ...env, ...more },
      folders: () => ({ clone: process.cwd(), cache: data, data, service: undefined }),
      print: (text) => void out.push(text),
      say: (text) => void said.push(text),
      isWatched: false,
      ask: async (question) => {
        said.push(question)
        return answers && (answersLeft.shift() ?? '')
      },
      input: async () => input,
      endWith: (given) => {
        code = given
      },
    }
    await runProgram(world, args)
    return { code, out: out.join('\n'), said: said.join('\n') }
  }
}
