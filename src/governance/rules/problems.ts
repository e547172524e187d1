import { isAfter } from '#kernel/time'
import { brokenExamples } from '#model/field-table/examples'
import type { Rules } from './document.ts'
import { sayWhomNobodyKnows } from './routing-problems.ts'

/** What the rules may speak of. */
export interface Known {
  readonly plants: readonly { readonly id: string }[]
  readonly systems: readonly {
    readonly id: string
    readonly plants: readonly string[]
    readonly kind?: string
    readonly fieldTable?: string | undefined
  }[]
  readonly flows: readonly { readonly name: string }[]
}

export interface RulesProblem {
  /** JSON pointer into the rules. */
  readonly pointer: string
  readonly sentence: string
}

/** What is wrong with rules although each part has the right form: names nobody has, the same thing said twice. */
export function problemsOf(rules: Rules, known: Known): readonly RulesProblem[] {
  const has = (all: readonly { readonly id: string }[], id: string) => all.some((one) => one.id === id)
  const problems: RulesProblem[] = []
  const say = (pointer: string, sentence: string) => problems.push({ pointer, sentence })

  for (const plant of Object.keys(rules.policies))
    if (!has(known.plants, plant)) say(`/policies/${plant}`, `There is no plant ${plant}.`)
  rules.ownership.forEach(({ plant, owner, from, until }, at) => {
    if (from !== undefined && until !== undefined && !isAfter(until, from))
      say(`/ownership/${at}/until`, 'The ownership ends before it begins.')
    if (!has(known.plants, plant)) say(`/ownership/${at}/plant`, `There is no plant ${plant}.`)
    if (!has(known.systems, owner)) say(`/ownership/${at}/owner`, `There is no system ${owner}.`)
  })
  rules.flows.forEach(({ plant, flow }, at) => {
    if (!has(known.plants, plant)) say(`/flows/${at}/plant`, `There is no plant ${plant}.`)
    if (!known.flows.some(({ name }) => name === flow)) say(`/flows/${at}/flow`, `There is no flow ${flow}.`)
  })
  for (const at of repeated(rules.flows.map(({ plant, flow }) => `${plant} ${flow}`)))
    say(`/flows/${at}`, 'The same flow is set twice for this plant.')
  for (const at of repeated(rules.ownership.map(({ plant, group, from = '' }) => `${plant} ${group} ${from}`)))
    say(`/ownership/${at}`, 'The same fields have two owners from the same moment on.')
  sayWhomNobodyKnows(rules.alerting, known, say)
  for (const at of repeated(rules.fieldTables.map(({ table }) => table)))
    say(`/fieldTables/${at}`, 'There are two field tables of this name.')
  rules.fieldTables.forEach((table, at) => {
    for (const broken of brokenExamples(table))
      say(`/fieldTables/${at}/examples`, `The table ${table.table} does not do what it says: ${broken}.`)
  })
  for (const { id, fieldTable } of known.systems)
    if (fieldTable !== undefined && !rules.fieldTables.some(({ table }) => table === fieldTable))
      say('/fieldTables', `The system ${id} speaks by the field table ${fieldTable}, which is not here.`)
  return problems
}

/** Where something stands that was said before. */
const repeated = (names: readonly string[]): readonly number[] =>
  names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []))
