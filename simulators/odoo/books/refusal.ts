/** What a procedure says no to: a code of the hub and a sentence for people. Whatever it had begun is undone. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.code = code
  }
}

export function refuse(code: string, sentence: string): never {
  throw new Refusal(code, sentence)
}
