import { type Outcome, type RefusedFact, type Role, wasRefused } from '#engine'
import type { FieldProblem } from '#model/field-table/preview'
import type { Translation } from '#model/field-table/translate'
import type { KeptRecord } from '#model/kept-record'

const suggestions: Readonly<Record<string, string>> = {
  UNMAPPED_RECORD: 'Describe the record in the field table, or name it among the ignored ones; then retry.',
  UNMAPPED_CODE: 'Add the code to its list in the field table, then retry.',
  UOM_NOT_CONVERTIBLE: 'Name the unit in the field table, then retry.',
}

/** What becomes of a kept record by what its field table makes of it now. */
export function judgeMeaning(
  meaning: Translation | RefusedFact,
  { table, types }: Omit<KeptRecord, 'record'>,
): Outcome {
  if (wasRefused(meaning))
    return stopped(meaning.refused.code, 'integration', meaning.refused.sentence, 'Put the table back, then retry.')
  const { kind, version, events, problems } = meaning
  switch (kind) {
    case 'ignored':
      return { verdict: 'accepted', sentence: `Means nothing to the hub, says the field table ${short(version)}.` }
    case 'events': {
      const foreign = events.find(({ type }) => !types.includes('*') && !types.includes(type))
      if (foreign)
        return stopped(
          'NOT_AUTHORISED',
          'integration',
          `It means ${foreign.type}, which the key that brought it may not send.`,
          'Skip it; give the system a key that may send this, and have it send the record again.',
        )
      const ids = events.map(({ id }) => id).join(', ')
      const became = events.length === 0 ? 'Has no lines; became nothing' : `Became ${ids}`
      return { verdict: 'accepted', sentence: `${became}, by the field table ${short(version)}.`, events }
    }
    case 'unmapped':
    case 'malformed': {
      const [first] = problems
      const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : ''
      const now =
        suggestions[first!.code] ?? `Mend the field table ${table} and retry, or skip the record with a reason.`
      return stopped(first!.code, kind === 'unmapped' ? 'steward' : 'integration', sentenceOf(first!) + more, now)
    }
  }
}

const sentenceOf = ({ record, line, sentence }: FieldProblem): string =>
  record === 'unknown' ? sentence : `${capital(record)}${line ? `, line ${line}` : ''}: ${sentence}`

function stopped(code: string, owner: Role, sentence: string, suggestion: string): Outcome {
  return { verdict: 'refused', code, sentence, trouble: { code, owner, sentence, suggestion } }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A hash is known by its beginning. */
const short = (version: string): string => version.replace(/(@.{8}).*/, '$1')
