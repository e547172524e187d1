import type { Rules } from './cells.ts'

type Record = Rules['fieldTables'][number]['records'][number]
type Row = Record['rows'][number]

/** The rows of a field table as sentences: what is written, what of, and by which steps. */
export const recordRows = ({ rows }: Record): readonly { to: string; from: string; how: string }[] =>
  rows.map((row) => ({ to: row.to, from: madeOf(row), how: steps(row).join(', ') }))

function madeOf({ path, constant, concat, when }: Row): string {
  const source =
    path ??
    (constant === undefined
      ? (concat ?? []).map((part) => ('path' in part ? part.path : `“${part.constant}”`)).join(' + ')
      : `always “${constant}”`)
  return when.length === 0 ? source : `${source}, when ${when.map(comparison).join(' and ')}`
}

function comparison(one: Row['when'][number]): string {
  if ('is' in one) return `${one.path} is “${one.is}”`
  if ('isNot' in one) return `${one.path} is not “${one.isNot}”`
  if ('in' in one) return `${one.path} is one of ${one.in.map((text) => `“${text}”`).join(', ')}`
  if ('present' in one) return `${one.path} is ${one.present ? '' : 'not '}there`
  return `${one.path} is more than ${one.moreThan}`
}

const steps = (row: Row): readonly string[] =>
  [
    row.required ? 'required' : '',
    row.default === undefined ? '' : `“${row.default}” when nothing is said`,
    row.split ? `cut at “${row.split.by}”${row.split.part ? `, part ${row.split.part}` : ''}` : '',
    row.each ? 'each of a list' : '',
    row.case === 'upper' ? 'in capitals' : row.case === 'lower' ? 'in small letters' : '',
    row.lookup ? `by the list ${row.lookup}` : '',
    row.unit ? `unit by the list ${row.unit}` : '',
    row.number ? `a number, ${row.number}` : '',
    row.date ? `a moment, ${row.date}` : '',
    row.as === 'text' ? '' : `as ${row.as}`,
  ].filter(Boolean)
