import { Refused } from '#kernel/failure'

/** A no to one event, with a code of the hub and a sentence for people. */
export function refuse(code: string, sentence: string): never {
  throw new Refused(code, sentence)
}
