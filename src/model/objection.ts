import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** The code of what a schema has against something: a rule may name its own. */
export function codeOf(issue: Issue): string {
  const { code } = ('params' in issue ? (issue.params ?? {}) : {}) as { readonly code?: string }
  const isUnit = issue.code === 'invalid_value' && issue.path.at(-1) === 'uom'
  return code ?? (isUnit ? 'UOM_NOT_CONVERTIBLE' : 'SCHEMA_INVALID')
}
