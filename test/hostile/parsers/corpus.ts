import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where the inputs of a parser lie that are worth reading again, each in a file of its own, named by the fuzzer. */
export const corpusOf = (name: string): string => path.join(import.meta.dirname, '../corpus', name)

export function inputsOf(name: string): readonly { readonly file: string; readonly bytes: Uint8Array }[] {
  const folder = corpusOf(name)
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  return files.map((file) => ({ file, bytes: readFileSync(path.join(folder, file)) }))
}
