import { z } from 'zod'
import { isTimeZone } from '#kernel/wall-clock'
import { kindOf } from '../catalogue.ts'
import { Unit } from '../quantity.ts'
import { isPattern } from './dates.ts'

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'small letters, digits and dashes')
const Path = z
  .string()
  .max(256)
  .regex(/^[^.\u0000-\u001f]+(\.[^.\u0000-\u001f]+)*$/, 'names with points between them')
  .describe('Where in the record, for example data.order_no; # is the position of a line, from 1')
const Text = z.string().max(500)

/** Attributes of an event that a table may write; who says it (source) and what it is (type) are not among them. */
const Target = z
  .string()
  .regex(
    /^(id|time|recordedtime|subject|sequence|actor|correlationid|data(\.[a-zA-Z][a-zA-Z0-9]{0,39}){1,4})$/,
    'id, time, recordedtime, subject, sequence, actor, correlationid or data.…',
  )

/** One comparison; a list of them holds when all do. */
const Comparison = z.union([
  z.strictObject({ path: Path, is: Text }),
  z.strictObject({ path: Path, isNot: Text }),
  z.strictObject({ path: Path, in: z.array(Text).min(1).max(100) }),
  z.strictObject({ path: Path, present: z.stringbool().or(z.boolean()) }),
  z.strictObject({ path: Path, moreThan: z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/), number: Name.optional() }),
])
export type Comparison = z.infer<typeof Comparison>
const When = z.array(Comparison).max(10).default([])

const yes = z.stringbool().or(z.boolean()).default(false)

/**
 * What one field of the event is made of. The order of the steps is fixed, so a row is a sentence and no program. Their
 * descriptions are the reference in docs/field-tables.md.
 */
export const Row = z
  .strictObject({
    to: Target.describe('The field of the event that is written'),
    when: When.describe('The row is heard only where all of these comparisons hold'),
    path: Path.optional().describe('Where in the record the value stands; `line.#` is the position of a line, from 1'),
    constant: Text.optional().describe('Always this text'),
    concat: z
      .array(z.union([z.strictObject({ path: Path }), z.strictObject({ constant: Text })]))
      .min(1)
      .max(10)
      .optional()
      .describe('Several of these, joined; says nothing where one of them says nothing'),
    default: Text.optional().describe('When the record says nothing; as the record would say it'),
    required: yes.describe('When nothing is found, nothing becomes of the record: `FIELD_MISSING`'),
    split: z
      .strictObject({ by: z.string().min(1).max(8), part: z.coerce.number().int().min(1).max(100).optional() })
      .optional()
      .describe('Cuts the text: into a list, or one `part` of it, from 1'),
    each: yes.describe('The record has a list here, and every step applies to each of its members'),
    case: z.enum(['upper', 'lower']).optional().describe('In capitals, or in small letters'),
    lookup: Name.optional().describe('The meaning of a code by a list of the table; else `UNMAPPED_CODE`'),
    unit: Name.optional().describe('The unit by a list of the table; else `UOM_NOT_CONVERTIBLE`'),
    number: Name.optional().describe('A number in a format of the table, or `plain`; else `FIELD_UNREADABLE`'),
    date: Name.optional().describe('A moment in a format of the table, or `rfc3339`; else `FIELD_UNREADABLE`'),
    as: z.enum(['text', 'integer', 'boolean']).default('text').describe('What it is in the event'),
  })
  .refine(({ path, constant, concat }) => [path, constant, concat].filter((one) => one !== undefined).length === 1, {
    message: 'exactly one of path, constant and concat',
  })
  .refine(({ lookup, unit, number, date }) => [lookup, unit, number, date].filter(Boolean).length <= 1, {
    message: 'at most one of lookup, unit, number and date',
  })
export type Row = z.infer<typeof Row>

const RecordRule = z.strictObject({
  record: z.string().min(1).max(100).describe('What people call this kind of record'),
  when: When,
  each: z
    .strictObject({ path: Path, as: z.string().regex(/^[a-z]{1,20}$/), when: When })
    .optional()
    .describe('A list of lines, each an event of its own; `when` is asked of each line'),
  event: z.string().describe('Type of the event that each record, or each of its lines, becomes'),
  rows: z.array(Row).min(1).max(100),
})
export type RecordRule = z.infer<typeof RecordRule>

const Codes = z.record(Text, Text)

/** How one system's records become events. Data: it can be listed, compared, reviewed and hashed, and it always ends. */
export const FieldTable = z
  .strictObject({
    table: Name,
    title: z.string().min(1).max(200),
    lookups: z.record(Name, Codes).default({}),
    units: z.record(Name, z.record(Text, Unit)).default({}),
    numbers: z
      .record(
        Name,
        z
          .strictObject({ decimal: z.enum(['.', ',']), group: z.enum(['.', ',', ' ', "'"]).optional() })
          .refine(({ decimal, group }) => group !== decimal, 'decimal sign and group sign must differ'),
      )
      .default({}),
    dates: z
      .record(
        Name,
        z.union([
          z.strictObject({ epoch: z.enum(['seconds', 'milliseconds']) }),
          z.strictObject({
            pattern: z.string().max(64).refine(isPattern, 'made of yyyy MM dd HH mm ss SSS and what stands between'),
            zone: z.string().refine(isTimeZone, 'an IANA time zone, for example Europe/Berlin'),
          }),
        ]),
      )
      .default({}),
    ignored: z.array(z.array(Comparison).min(1)).default([]).describe('Records that mean nothing to the hub'),
    records: z.array(RecordRule).min(1).max(200),
  })
  .superRefine((table, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: table })
    table.records.forEach((rule, at) => {
      if (!kindOf(rule.event)) complain(['records', at, 'event'], `there is no event type ${rule.event}`)
      for (const needed of ['id', 'time'])
        if (!rule.rows.some(({ to }) => to === needed)) complain(['records', at, 'rows'], `nothing writes ${needed}`)
      rule.rows.forEach((row, rowAt) => {
        const here = ['records', at, 'rows', rowAt]
        for (const [step, names] of [
          ['lookup', table.lookups],
          ['unit', table.units],
          ['number', table.numbers],
          ['date', table.dates],
        ] as const) {
          const name = row[step]
          const builtIn = (step === 'number' && name === 'plain') || (step === 'date' && name === 'rfc3339')
          if (name !== undefined && !builtIn && !Object.hasOwn(names, name))
            complain([...here, step], `there is no ${step} named ${name}`)
        }
        if (rule.rows.some(({ to }) => to.startsWith(`${row.to}.`)))
          complain([...here, 'to'], `${row.to} is written as a whole and in parts`)
      })
    })
  })
  .meta({ id: 'FieldTable' })
export type FieldTable = z.infer<typeof FieldTable>

/** What a table can write: event types with the field group each belongs to, for proof against ownership. */
export const writesOf = (table: FieldTable): readonly { readonly event: string; readonly writes: string }[] =>
  [...new Set(table.records.map(({ event }) => event))].map((event) => ({ event, writes: kindOf(event)?.writes ?? '' }))
