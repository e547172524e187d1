/**
 * What can be wrong with the ground we stand on:
 * `missing`: something this machine must have is not there; `running`: another process already holds it;
 * `failed`: it was there and did not work.
 */
export type TroubleKind = 'missing' | 'running' | 'failed'

/** Its message is one sentence for the person at the keyboard: what, where, what now. */
export class Trouble extends Error {
  override readonly name = 'Trouble'
  readonly kind: TroubleKind

  constructor(kind: TroubleKind, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.kind = kind
  }
}
