import type { Entry, Facts } from './notebook.ts'
import type { Named } from './documents.ts'

/** What a planned effect leaves to be told, beside its steps. */
export interface Plan {
  readonly tells: Entry['tells']
  /** For whoever takes it back. */
  readonly posted: { readonly [what: string]: unknown }
  readonly documents: Named
  readonly says?: Facts
}
