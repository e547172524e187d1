import { plain } from './names.ts'
import { shareFrom, shareText } from './shares.ts'
import { spanFrom, spanText } from './spans.ts'

/** As much of a JSON schema as a policy needs. */
export interface PolicySchema {
  readonly properties?: Readonly<Record<string, PolicySchema>>
  readonly description?: string
  readonly enum?: readonly string[]
  readonly unit?: string
}

export interface PolicyField {
  /** `overCompletion.flagAbove` */
  readonly path: string
  readonly name: string
  readonly help: string
  readonly kind: 'share' | 'milliseconds' | 'choice' | 'text'
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
          kind: part.enum
            ? 'choice'
            : part.unit === 'share' || part.unit === 'milliseconds'
              ? part.unit
              : ('text' as const),
          choices: part.enum ?? [],
        },
      ]

export type PolicyValue = string | number

/** A value as a person reads it. */
export const policyText = (kind: PolicyField['kind'], value: PolicyValue): string =>
  kind === 'share' ? shareText(String(value)) : kind === 'milliseconds' ? spanText(Number(value)) : String(value)

/** What somebody typed, as the rules keep it; undefined where it cannot be read. */
export const policyFrom = (kind: PolicyField['kind'], text: string): PolicyValue | undefined =>
  kind === 'share' ? shareFrom(text) : kind === 'milliseconds' ? spanFrom(text) : text.trim() || undefined

export const howToSay: Readonly<Record<PolicyField['kind'], string>> = {
  share: 'Say it in per cent, for example 5 %',
  milliseconds: 'Say it in words, for example 15 minutes or 4 hours',
  choice: '',
  text: 'Say something',
}
