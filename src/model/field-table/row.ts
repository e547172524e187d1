import { momentFrom } from './dates.ts'
import { decimalFrom } from './numbers.ts'
import { holds, pointerTo, type Scope, textOf, valueAt } from './record.ts'
import type { FieldTable, Row } from './table.ts'

export type ProblemCode =
  | 'FIELD_MISSING'
  | 'FIELD_UNREADABLE'
  | 'UNMAPPED_CODE'
  | 'UNMAPPED_RECORD'
  | 'UOM_NOT_CONVERTIBLE'

type Field = string | number | boolean | readonly (string | number | boolean)[]

/** What a row came to. `nothing`: the record says nothing here and need not. */
export type RowResult =
  | { readonly kind: 'value'; readonly value: Field }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly sentence: string }

const problem = (code: ProblemCode, sentence: string): RowResult => ({ kind: 'problem', code, sentence })
const nothing: RowResult = { kind: 'nothing' }

/** Where a row looks, for people. */
export const sourceOf = ({ path, concat, constant }: Row): string =>
  path ?? concat?.map((piece) => ('path' in piece ? piece.path : `"${piece.constant}"`)).join(' + ') ?? `"${constant}"`

/** The place in the record that the row looks at; of several, the first that is empty. None for a constant. */
export function pointerOf({ path, concat }: Row, scope: Scope): string | undefined {
  if (path !== undefined) return pointerTo(path, scope.line)
  const paths = (concat ?? []).flatMap((piece) => ('path' in piece ? [piece.path] : []))
  const shown = paths.find((one) => valueAt(scope, one) === undefined) ?? paths[0]
  return shown === undefined ? undefined : pointerTo(shown, scope.line)
}

/** What the row found before anything was made of it. */
export function rawOf({ path, constant, concat }: Row, scope: Scope): unknown {
  if (path !== undefined) return valueAt(scope, path)
  if (constant !== undefined) return constant
  const pieces = concat!.map((piece) => ('path' in piece ? textOf(valueAt(scope, piece.path)) : piece.constant))
  return pieces.includes(undefined) ? undefined : pieces.join('')
}

/** Of what the row found: default, split, then for each member: case, one of lookup, unit, number, date, and its kind. Never throws. */
export function resultOf(row: Row, raw: unknown, scope: Scope, table: FieldTable): RowResult {
  if (!holds(row.when, scope, table)) return nothing
  const found = raw ?? row.default
  if (found === undefined)
    return row.required ? problem('FIELD_MISSING', `The record has no ${sourceOf(row)}.`) : nothing
  const members = membersOf(row, found)
  if ('kind' in members) return members
  const results = members.many.map((member) => resultOfMember(row, member, table))
  const wrong = results.find((result) => result.kind === 'problem')
  if (wrong) return wrong
  const values = results.flatMap((result) => (result.kind === 'value' ? [result.value as string] : []))
  if (members.isList) return { kind: 'value', value: values }
  return values[0] === undefined ? nothing : { kind: 'value', value: values[0] }
}

/** One member, or the members of a list. */
function membersOf(
  row: Row,
  found: unknown,
): { readonly many: readonly unknown[]; readonly isList: boolean } | RowResult {
  if (row.each)
    return Array.isArray(found)
      ? { many: found, isList: true }
      : problem('FIELD_UNREADABLE', `${sourceOf(row)} is not a list.`)
  if (!row.split) return { many: [found], isList: false }
  const text = textOf(found)
  if (text === undefined) return problem('FIELD_UNREADABLE', `${sourceOf(row)} is not text.`)
  const parts = text.split(row.split.by)
  if (row.split.part === undefined) return { many: parts.filter((part) => part !== ''), isList: true }
  const part = parts[row.split.part - 1]
  if (part) return { many: [part], isList: false }
  return row.required
    ? problem('FIELD_MISSING', `${sourceOf(row)} has no part ${row.split.part} in "${shown(text)}".`)
    : nothing
}

function resultOfMember(row: Row, found: unknown, table: FieldTable): RowResult {
  const given = textOf(found)
  if (given === undefined)
    return problem(
      'FIELD_UNREADABLE',
      typeof found === 'number'
        ? `${sourceOf(row)} is a number whose exact digits are lost; send it as text.`
        : `${sourceOf(row)} is not text.`,
    )
  const text = row.case === 'upper' ? given.toUpperCase() : row.case === 'lower' ? given.toLowerCase() : given
  const made = translated(row, text, table)
  return typeof made === 'string' ? ofKind(row, made) : made
}

function translated(row: Row, text: string, table: FieldTable): string | RowResult {
  if (row.lookup !== undefined) {
    const codes = table.lookups[row.lookup]!
    return Object.hasOwn(codes, text)
      ? codes[text]!
      : problem('UNMAPPED_CODE', `${sourceOf(row)} says "${shown(text)}", which the list ${row.lookup} does not have.`)
  }
  if (row.unit !== undefined) {
    const units = table.units[row.unit]!
    return Object.hasOwn(units, text)
      ? units[text]!
      : problem('UOM_NOT_CONVERTIBLE', `${sourceOf(row)} says "${shown(text)}", which is no unit the plant has named.`)
  }
  if (row.number !== undefined) {
    const format = table.numbers[row.number] ?? { decimal: '.' }
    return (
      decimalFrom(text, format) ??
      problem(
        'FIELD_UNREADABLE',
        `${sourceOf(row)} says "${shown(text)}", which is no number as ${row.number} writes them.`,
      )
    )
  }
  if (row.date !== undefined)
    return (
      momentFrom(text, table.dates[row.date]) ??
      problem(
        'FIELD_UNREADABLE',
        `${sourceOf(row)} says "${shown(text)}", which is no moment as ${row.date} writes them.`,
      )
    )
  return text
}

function ofKind(row: Row, text: string): RowResult {
  switch (row.as) {
    case 'text':
      return { kind: 'value', value: text }
    case 'integer':
      return /^-?\d{1,15}$/.test(text)
        ? { kind: 'value', value: Number(text) }
        : problem('FIELD_UNREADABLE', `${sourceOf(row)} says "${shown(text)}", which is no whole number.`)
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { kind: 'value', value: text === 'true' }
        : problem('FIELD_UNREADABLE', `${sourceOf(row)} says "${shown(text)}", which is neither true nor false.`)
  }
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
