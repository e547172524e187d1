import type { Comparison, Row } from './table.ts'

/** What a row does with what it finds, in the order in which it is done, as people read it. */
export function stepsOf(row: Row): readonly string[] {
  const before = told.get(row)
  if (before) return before
  const steps = tell(row)
  told.set(row, steps)
  return steps
}

/** A row is asked for every line of every record, and always says the same. */
const told = new WeakMap<Row, readonly string[]>()

const tell = (row: Row): readonly string[] => [
  ...row.when.map((one) => `when ${conditionOf(one)}`),
  ...(row.default === undefined ? [] : [`default "${row.default}"`]),
  ...(row.split ? [`split by "${row.split.by}"${row.split.part ? `, part ${row.split.part}` : ''}`] : []),
  ...(row.each ? ['each'] : []),
  ...(row.case ? [`${row.case} case`] : []),
  ...(['lookup', 'unit', 'number', 'date'] as const).flatMap((step) => (row[step] ? [`${step} ${row[step]}`] : [])),
  ...(row.as === 'text' ? [] : [`as ${row.as}`]),
]

/** A comparison as a sentence says it. */
export function conditionOf(one: Comparison): string {
  if ('present' in one) return `${one.path} is ${one.present ? 'there' : 'not there'}`
  if ('is' in one) return `${one.path} is "${one.is}"`
  if ('isNot' in one) return `${one.path} is not "${one.isNot}"`
  if ('in' in one) return `${one.path} is one of ${one.in.map((text) => `"${text}"`).join(', ')}`
  return `${one.path} is more than ${one.moreThan}`
}
