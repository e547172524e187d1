import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export type Ask = (question: string, how?: { readonly hidden?: boolean }) => Promise<string | undefined>

/** Asks on the terminal, on standard error so that the answer to a command stays clean; a hidden answer is not echoed. */
export const askAtTerminal: Ask = async (question, { hidden = false } = {}) => {
  if (!process.stdin.isTTY) return undefined
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true })
  try {
    return await reader.question('')
  } finally {
    reader.close()
    if (hidden) process.stderr.write('\n')
  }
}
