/**
 * Something that takes apart what others wrote. `judge` has it read any bytes, and throws where what came of it is not
 * what the parser promises: a refusal by a name of its own, or something that says the same when it is written again.
 */
export interface Parser {
  readonly name: string
  /** Files of src that are read with here. */
  readonly reads: readonly string[]
  /** Inputs to begin with: each takes the parser a way of its own. */
  readonly seeds: readonly (string | Uint8Array)[]
  /** Words that chance would not find. */
  readonly words?: readonly string[]
  judge(bytes: Uint8Array): void | Promise<void>
}

/** What a parser promised and did not keep. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

export function promised(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Broken(what)
}

/** Answers what was read, or undefined where it was refused in a way that `isOwn` knows; all else goes on. */
export function orRefused<Read>(read: () => Read, isOwn: (error: unknown) => boolean): Read | undefined {
  try {
    return read()
  } catch (error) {
    if (isOwn(error)) return undefined
    throw error
  }
}

const loose = new TextDecoder()
export const textOf = (bytes: Uint8Array): string => loose.decode(bytes)
export const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text

/** Judges, and looks afterwards whether something was left where every object would find it. */
export async function judged({ judge }: Parser, bytes: Uint8Array): Promise<void> {
  await judge(bytes)
  for (const name in {}) throw new Broken(`every object has a ${name} now`)
}
