import { plain } from './names.ts'
import { shareFrom, shareText } from './shares.ts'
import { spanFrom, spanText } from './spans.ts'

/** As much of a JSON schema as a policy needs. */
export interface PolicySchema {
  readonly properties?: Readonly<Record<string, PolicySchema>>
  readonly description?: string
  readonly enum?: readonly string[]
  readonly unit?: string
  readonly type?: string
}

export interface PolicyField {
  /** `overCompletion.flagAbove` */
  readonly path: string
  readonly name: string
  readonly help: string
  readonly kind: 'share' | 'milliseconds' | 'milliseconds or none' | 'number' | 'choice' | 'list' | 'text'
  readonly choices: readonly string[]
}

export interface PolicyGroup {
  readonly name: string
  readonly help: string
  readonly fields: readonly PolicyField[]
}

/** The form of a policy, read from its schema: a rule that is added there has its place here, with its help. */
export const policyGroups = ({ properties = {} }: PolicySchema): readonly PolicyGroup[] =>
  Object.entries(properties).map(([name, part]) => ({
    name: plain(name),
    help: part.description ?? '',
    fields: fieldsOf(part, name, name),
  }))

const fieldsOf = (part: PolicySchema, path: string, name: string): readonly PolicyField[] =>
  part.properties
    ? Object.entries(part.properties).flatMap(([member, of]) => fieldsOf(of, `${path}.${member}`, member))
    : [
        {
          path,
          name: plain(name),
          help: part.description ?? '',
          kind: kindOf(part),
          choices: part.enum ?? [],
        },
      ]

const units = ['share', 'milliseconds', 'milliseconds or none', 'number'] as const

function kindOf({ enum: choices, type, unit }: PolicySchema): PolicyField['kind'] {
  if (choices) return 'choice'
  return units.find((known) => known === unit) ?? (type === 'array' ? 'list' : 'text')
}

export type PolicyValue = string | number | readonly string[]

export const sameValue = (one: PolicyValue, other: PolicyValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** A value as a person reads it. */
export function policyText(kind: PolicyField['kind'], value: PolicyValue): string {
  if (Array.isArray(value)) return value.join(', ')
  if (kind === 'share') return shareText(String(value))
  if (kind === 'milliseconds or none' && Number(value) === 0) return 'none'
  return kind.startsWith('milliseconds') ? spanText(Number(value)) : String(value)
}

/** What somebody typed, as the rules keep it; undefined where it cannot be read. */
export function policyFrom(kind: PolicyField['kind'], text: string): PolicyValue | undefined {
  const said = text.trim()
  switch (kind) {
    case 'share':
      return shareFrom(text)
    case 'milliseconds or none':
      return /^(none|never|0)$/i.test(said) ? 0 : spanFrom(text)
    case 'milliseconds':
      return spanFrom(text)
    case 'number':
      return /^\d{1,9}(\.\d{1,4})?$/.test(said) ? Number(said) : undefined
    case 'list':
      return said.split(/[,;\n]/).flatMap((one) => one.trim() || [])
    default:
      return said || undefined
  }
}

export const howToSay: Readonly<Record<PolicyField['kind'], string>> = {
  share: 'Say it in per cent, for example 5 %',
  milliseconds: 'Say it in words, for example 15 minutes or 4 hours',
  'milliseconds or none': 'Say it in words, for example 8 hours, or none',
  number: 'Say a number, for example 10',
  list: 'Say them with commas between',
  choice: '',
  text: 'Say something',
}
