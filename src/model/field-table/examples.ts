import { isRecord } from './record.ts'
import type { Example, FieldTable } from './table.ts'
import { translate } from './translate.ts'

/** What the table makes otherwise than its own examples say, in sentences; nothing when all of them hold. */
export const brokenExamples = (table: FieldTable): readonly string[] =>
  table.examples.flatMap((example) => {
    const wrong = differenceOf(table, example)
    return wrong === undefined ? [] : [`the example "${example.example}" ${wrong}`]
  })

function differenceOf(table: FieldTable, { record, becomes, problem }: Example): string | undefined {
  const { events, problems } = translate(table, record, { plant: 'example', system: table.table })
  const [first] = problems
  if (first?.code !== problem) return first ? `does not hold: ${first.sentence}` : `has no problem ${problem}`
  if (events.length !== becomes.length) return `becomes ${events.length} events, not ${becomes.length}`
  return becomes.map((said, at) => difference(said, events[at], '')).find((one) => one !== undefined)
}

/** The first place where what is said is not so. A table is written in text, so values are compared as text. */
function difference(said: unknown, is: unknown, at: string): string | undefined {
  if (isRecord(said)) {
    const names = Object.keys(said)
    return names
      .map((name) => difference(said[name], isRecord(is) ? is[name] : undefined, at === '' ? name : `${at}.${name}`))
      .find((one) => one !== undefined)
  }
  const [wanted, found] = [textOf(said), textOf(is)]
  return wanted === found ? undefined : `has ${at} ${found}, not ${wanted}`
}

const textOf = (value: unknown): string =>
  typeof value === 'object' || value === undefined ? (JSON.stringify(value) ?? 'nothing') : String(value)
