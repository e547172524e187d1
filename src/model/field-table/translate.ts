import type { z } from 'zod'
import { kindOf } from '../catalogue.ts'
import { CloudEvent } from '../message.ts'
import { holds, type Scope, valueAt } from './record.ts'
import { type ProblemCode, rawOf, resultOf, sourceOf } from './row.ts'
import { type FieldTable, type RecordRule, tableHash } from './table.ts'

/** Who sent the record; a record never says that itself. */
export interface Sender {
  readonly plant: string
  readonly system: string
}

/** What stands against a record or one of its lines, by the row and the place in the record. */
export interface FieldProblem {
  readonly record: string
  /** Position of the line, from 1. */
  readonly line?: number
  /** The row, by the field it writes. */
  readonly row?: string
  /** Where the row looks in the record. */
  readonly source?: string
  readonly code: ProblemCode
  readonly sentence: string
}

export interface PreviewRow {
  readonly row: string
  readonly source: string
  readonly found?: unknown
  readonly result?: unknown
  readonly problem?: FieldProblem
}

/** One event in the making: row by row, and the event where nothing stands against it. */
export interface PreviewEvent {
  readonly record: string
  readonly line?: number
  readonly rows: readonly PreviewRow[]
  readonly event?: CloudEvent
  readonly problems: readonly FieldProblem[]
}

export interface Preview {
  readonly table: string
  readonly hash: string
  readonly ignored: boolean
  readonly events: readonly PreviewEvent[]
  readonly problems: readonly FieldProblem[]
}

/** Lines of one record; who sends more sends it in parts. */
const LINES = 1000

/** Shows what a table makes of a record, step by step. Total: whatever the record is, it answers. */
export function preview(table: FieldTable, record: unknown, sender: Sender): Preview {
  const base = { table: table.table, hash: tableHash(table) }
  const scope = { record }
  if (table.ignored.some((when) => holds(when, scope, table)))
    return { ...base, ignored: true, events: [], problems: [] }
  const rules = table.records.filter(({ when }) => holds(when, scope, table))
  if (rules.length === 0) {
    const sentence = `No record of the table ${table.table} looks like this one.`
    return { ...base, ignored: false, events: [], problems: [{ record: 'unknown', code: 'UNMAPPED_RECORD', sentence }] }
  }
  const events: PreviewEvent[] = []
  const problems: FieldProblem[] = []
  for (const rule of rules) {
    const scopes = scopesOf(rule, record, table)
    if ('problem' in scopes) problems.push(scopes.problem)
    else events.push(...scopes.map((one) => eventFrom(rule, one, table, base.hash, sender)))
  }
  problems.push(...events.flatMap((event) => event.problems))
  return { ...base, ignored: false, events, problems }
}

export interface Translation {
  /** The version of the table: name and content hash, as each event carries it in `fieldtable`. */
  readonly version: string
  readonly events: readonly CloudEvent[]
  /** Lines that became no event; their neighbours did. */
  readonly problems: readonly FieldProblem[]
}

/** What a record means. Each line is judged by itself; an empty answer means a record that is to be ignored. */
export function translate(table: FieldTable, record: unknown, sender: Sender): Translation {
  const { events, problems, hash } = preview(table, record, sender)
  return {
    version: versionOf(table.table, hash),
    events: events.flatMap(({ event }) => (event ? [event] : [])),
    problems,
  }
}

const versionOf = (table: string, hash: string): string => `${table}@${hash}`

function scopesOf(
  { each, record: name }: RecordRule,
  record: unknown,
  table: FieldTable,
): readonly Scope[] | { problem: FieldProblem } {
  if (!each) return [{ record }]
  const found = valueAt({ record }, each.path)
  const wrong = (sentence: string) => ({
    problem: { record: name, source: each.path, code: 'FIELD_UNREADABLE', sentence } as const,
  })
  if (!Array.isArray(found)) return wrong(`The record has no list ${each.path}.`)
  if (found.length > LINES) return wrong(`${each.path} has more than ${LINES} lines; send the record in parts.`)
  return found
    .map((value, at) => ({ record, line: { name: each.as, value, position: at + 1 } }))
    .filter((scope) => holds(each.when, scope, table))
}

function eventFrom(rule: RecordRule, scope: Scope, table: FieldTable, hash: string, sender: Sender): PreviewEvent {
  const place = { record: rule.record, ...(scope.line ? { line: scope.line.position } : {}) }
  const made: Record<string, unknown> = {}
  const written = new Set<string>()
  const rows = rule.rows.map((row): PreviewRow => {
    const shownRow = { row: row.to, source: sourceOf(row) }
    // Of several rows for one field the first that has something to say is heard.
    if (written.has(row.to)) return shownRow
    const result = resultOf(row, scope, table)
    const found = rawOf(row, scope)
    const base = { ...shownRow, ...(found === undefined ? {} : { found }) }
    if (result.kind === 'nothing') return base
    if (result.kind === 'problem') {
      const { code, sentence } = result
      return { ...base, problem: { ...place, row: row.to, source: sourceOf(row), code, sentence } }
    }
    written.add(row.to)
    put(made, row.to.split('.'), result.value)
    return { ...base, result: result.value }
  })
  const problems = rows.flatMap((row) => (row.problem ? [row.problem] : []))
  if (problems.length > 0) return { ...place, rows, problems }

  const { data = {}, ...attributes } = made
  const event = {
    specversion: '1.0',
    ...attributes,
    source: `/plants/${sender.plant}/systems/${sender.system}`,
    type: rule.event,
    fieldtable: versionOf(table.table, hash),
    data,
  }
  const against = objections(event, rule, place)
  return against.length > 0
    ? { ...place, rows, problems: against }
    : { ...place, rows, problems, event: event as unknown as CloudEvent }
}

function put(into: Record<string, unknown>, names: readonly string[], value: unknown): void {
  const [name = '', ...below] = names
  if (below.length === 0) into[name] = value
  else {
    // Own names only: `constructor` is a field like any other and never what objects inherit.
    if (!Object.hasOwn(into, name)) into[name] = {}
    put(into[name] as Record<string, unknown>, below, value)
  }
}

/** What the schemas of the event and of its type have against it, traced back to rows and places in the record. */
function objections(
  event: object,
  { event: type, rows }: RecordRule,
  place: { readonly record: string; readonly line?: number },
): readonly FieldProblem[] {
  const checks: readonly (readonly [string, z.ZodType, unknown])[] = [
    ['', CloudEvent, event],
    ['data.', kindOf(type)!.schema, (event as { data: unknown }).data],
  ]
  return checks.flatMap(([under, schema, value]) =>
    (schema.safeParse(value).error?.issues ?? []).map((issue): FieldProblem => {
      const field = under + issue.path.filter((part) => typeof part === 'string').join('.')
      const row = rows.find(({ to }) => to === field || field.startsWith(`${to}.`) || to.startsWith(`${field}.`))
      return {
        ...place,
        row: row?.to ?? field,
        ...(row ? { source: sourceOf(row) } : {}),
        code: 'SCHEMA_INVALID',
        sentence: `${field} is not as an event of its type has it: ${issue.message}.`,
      }
    }),
  )
}
