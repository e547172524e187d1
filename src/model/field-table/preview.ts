import type { z } from 'zod'
import { kindOf } from '../catalogue.ts'
import { CloudEvent } from '../message.ts'
import { codeOf } from '../objection.ts'
import { holds, pointerTo, type Scope, textOf, valueAt } from './record.ts'
import { pointerOf, rawOf, resultOf, sourceOf } from './row.ts'
import { stepsOf } from './steps.ts'
import { tableHash } from './hash.ts'
import type { FieldTable, RecordRule } from './table.ts'

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
  /** The place in the record as it was sent, as a JSON pointer; empty for all of it. */
  readonly pointer: string
  readonly code: string
  readonly sentence: string
}

export interface PreviewRow {
  /** The field it writes. */
  readonly row: string
  /** Its place among the rows of this kind of record, from 1. */
  readonly nth: number
  readonly source: string
  readonly pointer?: string
  /** What the row does with what it finds, in its order. */
  readonly steps: readonly string[]
  readonly found?: unknown
  readonly result?: unknown
  readonly problem?: FieldProblem
}

/** One event in the making: row by row, and the event where nothing stands against it. */
export interface PreviewEvent {
  readonly record: string
  readonly line?: number
  /** What it is to become. */
  readonly type: string
  readonly rows: readonly PreviewRow[]
  readonly event?: CloudEvent
  readonly problems: readonly FieldProblem[]
}

export interface Preview {
  /** The version of the table: name and content hash, as each event carries it in `fieldtable`. */
  readonly version: string
  /** The record means nothing to the hub. */
  readonly ignored: boolean
  readonly events: readonly PreviewEvent[]
  readonly problems: readonly FieldProblem[]
}

/** Lines of one record; who sends more sends it in parts. */
const LINES = 1000

/** Shows what a table makes of a record, step by step. Total: whatever the record is, it answers. */
export function preview(table: FieldTable, record: unknown, sender: Sender): Preview {
  const base = { version: `${table.table}@${tableHash(table)}` }
  const scope = { record }
  if (table.ignored.some((when) => holds(when, scope, table)))
    return { ...base, ignored: true, events: [], problems: [] }
  const rules = table.records.filter(({ when }) => holds(when, scope, table))
  if (rules.length === 0) return { ...base, ignored: false, events: [], problems: [unlikeAny(table, record)] }
  const events: PreviewEvent[] = []
  const problems: FieldProblem[] = []
  for (const rule of rules) {
    const scopes = scopesOf(rule, record, table)
    if ('problem' in scopes) problems.push(scopes.problem)
    else events.push(...scopes.map((one) => eventFrom(rule, one, table, base.version, sender)))
  }
  problems.push(...events.flatMap((event) => event.problems))
  return { ...base, ignored: false, events, problems }
}

/** Tells what the record says where the table looks to tell one kind of record from another. */
function unlikeAny(table: FieldTable, record: unknown): FieldProblem {
  const paths = new Set(table.records.flatMap(({ when }) => when.map(({ path }) => path)))
  const says = [...paths].flatMap((path) => {
    const text = textOf(valueAt({ record }, path))
    return text === undefined ? [] : [{ path, said: `${path} says "${text.slice(0, 40)}"` }]
  })
  return {
    record: 'unknown',
    pointer: says[0] ? pointerTo(says[0].path) : '',
    code: 'UNMAPPED_RECORD',
    sentence: `The table ${table.table} describes no such record${says.length > 0 ? `: ${says.map(({ said }) => said).join(', ')}` : ''}.`,
  }
}

function scopesOf(
  { each, record: name }: RecordRule,
  record: unknown,
  table: FieldTable,
): readonly Scope[] | { problem: FieldProblem } {
  if (!each) return [{ record }]
  const found = valueAt({ record }, each.path)
  const wrong = (sentence: string) => ({
    problem: { record: name, source: each.path, pointer: pointerTo(each.path), code: 'FIELD_UNREADABLE', sentence },
  })
  if (!Array.isArray(found)) return wrong(`The record has no list ${each.path}.`)
  if (found.length > LINES) return wrong(`${each.path} has more than ${LINES} lines; send the record in parts.`)
  return found
    .map((value, at) => ({ record, line: { name: each.as, list: each.path, value, position: at + 1 } }))
    .filter((scope) => holds(each.when, scope, table))
}

function eventFrom(rule: RecordRule, scope: Scope, table: FieldTable, version: string, sender: Sender): PreviewEvent {
  const place = { record: rule.record, ...(scope.line ? { line: scope.line.position } : {}) }
  const base = { ...place, type: rule.event }
  const made: Record<string, unknown> = {}
  const written = new Set<string>()
  const rows = rule.rows.map((row, at): PreviewRow => {
    const pointer = pointerOf(row, scope)
    const shownRow = {
      row: row.to,
      nth: at + 1,
      source: sourceOf(row),
      steps: stepsOf(row),
      ...(pointer === undefined ? {} : { pointer }),
    }
    // Of several rows for one field the first that has something to say is heard.
    if (written.has(row.to)) return shownRow
    const found = rawOf(row, scope)
    const result = resultOf(row, found, scope, table)
    const seen = { ...shownRow, ...(found === undefined ? {} : { found }) }
    if (result.kind === 'nothing') return seen
    if (result.kind === 'problem') {
      const { code, sentence } = result
      return {
        ...seen,
        problem: { ...place, row: row.to, source: sourceOf(row), pointer: pointer ?? '', code, sentence },
      }
    }
    written.add(row.to)
    put(made, row.to.split('.'), result.value)
    return { ...seen, result: result.value }
  })
  const problems = rows.flatMap((row) => (row.problem ? [row.problem] : []))
  if (problems.length > 0) return { ...base, rows, problems }

  const { data = {}, ...attributes } = made
  const event = {
    specversion: '1.0',
    ...attributes,
    source: `/plants/${sender.plant}/systems/${sender.system}`,
    type: rule.event,
    fieldtable: version,
    data,
  }
  const against = objections(event, rule, scope).map((problem) => ({ ...place, ...problem }))
  return against.length > 0
    ? { ...base, rows, problems: against }
    : { ...base, rows, problems, event: event as unknown as CloudEvent }
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
  scope: Scope,
): readonly Omit<FieldProblem, 'record' | 'line'>[] {
  const checks: readonly (readonly [string, z.ZodType, unknown])[] = [
    ['', CloudEvent, event],
    ['data.', kindOf(type)!.schema, (event as { data: unknown }).data],
  ]
  return checks.flatMap(([under, schema, value]) =>
    (schema.safeParse(value).error?.issues ?? []).map((issue) => {
      const field = under + issue.path.filter((part) => typeof part === 'string').join('.')
      const row = rows.find(({ to }) => to === field || field.startsWith(`${to}.`) || to.startsWith(`${field}.`))
      return {
        row: row?.to ?? field,
        ...(row ? { source: sourceOf(row) } : {}),
        pointer: (row && pointerOf(row, scope)) ?? '',
        code: codeOf(issue),
        sentence: `${field} is not as an event of its type has it: ${issue.message}.`,
      }
    }),
  )
}
