import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { RunRecord, Verdict } from '../store.ts'

/** What a judgement came to, as far as two of them can be compared. */
export interface Meaning {
  readonly verdict: Verdict
  readonly code?: string
  readonly sentence: string
  /** What was to happen in other systems. */
  readonly effects: readonly { readonly operation: string; readonly body: Json }[]
}

interface Intended {
  readonly intents?: readonly { readonly port: string; readonly operation: string; readonly body: Json }[]
}

export const meaningOfRun = ({
  verdict,
  code,
  sentence,
  outcome,
}: Pick<RunRecord, 'verdict' | 'code' | 'sentence' | 'outcome'>): Meaning => ({
  verdict,
  ...(code ? { code } : {}),
  sentence,
  effects: ((outcome as unknown as Intended).intents ?? []).map(({ port, operation, body }) => ({
    operation: `${port}.${operation}`,
    body,
  })),
})

/** Whether two judgements came to the same: verdict, code and every effect; words may differ. */
export const agrees = (one: Meaning, other: Meaning): boolean => print(one) === print(other)

const print = ({ verdict, code, effects }: Meaning): string =>
  sha256(canonicalJson({ verdict, code, effects: effects as unknown as Json }))
