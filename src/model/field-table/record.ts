import { exactText, decimalFrom } from './numbers.ts'
import type { Comparison, FieldTable } from './table.ts'
import { Decimal } from 'decimal.js'

/** One record, or one line of it: the line is found under its own name, the rest of the record under the others. */
export interface Scope {
  readonly record: unknown
  /** `list` is the path of the list it stands in; positions count from 1. */
  readonly line?: {
    readonly name: string
    readonly list: string
    readonly value: unknown
    readonly position: number
  }
}

/** A record is a JSON object; whoever has several sends them one by one. */
export const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path; undefined where nothing does. Only the record's own names count, never what objects inherit. */
export function valueAt({ record, line }: Scope, path: string): unknown {
  const names = path.split('.')
  let value = record
  if (line && names[0] === line.name) {
    if (names[1] === '#' && names.length === 2) return String(line.position)
    value = line.value
    names.shift()
  }
  for (const name of names) {
    if (!isRecord(value) || !Object.hasOwn(value as object, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value === null || value === '' ? undefined : value
}

/** Where a path leads, as a JSON pointer into the whole record. */
export function pointerTo(path: string, line?: Scope['line']): string {
  const [first, ...names] = path.split('.')
  const inLine = line && first === line.name
  const way = inLine
    ? [...line.list.split('.'), String(line.position - 1), ...names.filter((name) => name !== '#')]
    : [first!, ...names]
  return way.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Text as the record has it. A number whose spelling is lost, an object or a list is not text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'number' ? exactText(value) : undefined
}

/** Whether all comparisons hold. What cannot be compared does not hold. */
export function holds(all: readonly Comparison[], scope: Scope, table: FieldTable): boolean {
  return all.every((one) => {
    const value = valueAt(scope, one.path)
    if ('present' in one) return (value !== undefined) === one.present
    const text = textOf(value)
    if ('is' in one) return text === one.is
    if ('isNot' in one) return text !== one.isNot
    if ('in' in one) return text !== undefined && one.in.includes(text)
    const amount = text && decimalFrom(text, table.numbers[one.number ?? ''] ?? { decimal: '.' })
    return amount !== undefined && amount !== '' && new Decimal(amount).greaterThan(one.moreThan)
  })
}
