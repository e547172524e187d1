import { isDeepStrictEqual } from 'node:util'
import { estateFrom } from '../../../src/governance/estate-file.ts'
import { fieldTableFrom, fieldTableText } from '../../../src/governance/field-table-file.ts'
import { rulesIn } from '../../../src/governance/rules/file.ts'
import { Rules } from '../../../src/governance/rules/document.ts'
import { Refused } from '../../../src/kernel/failure.ts'
import { afterWork, workBetween } from '../../../src/model/calendar.ts'
import { stepsOf } from '../../../src/model/field-table/steps.ts'
import { translate } from '../../../src/model/field-table/translate.ts'
import { rateOn } from '../../../src/model/rate.ts'
import { isValidAt, substituteFrom } from '../../../src/model/substitutes.ts'
import { mesA } from '../../support/wire.ts'
import { orRefused, type Parser, promised, textOf } from './parser.ts'

const refusedAs =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof Refused && codes.includes(error.code) && / (is|does|names) /.test(error.message)

const small = `table: t
title: T
lookups: { words: { a: b } }
units: { u: { kg: KGM } }
numbers: { n: { decimal: ',', group: '.' } }
dates: { d: { pattern: 'yyyy-MM-dd HH:mm:ss', zone: Europe/Berlin }, e: { epoch: seconds } }
records:
  - record: An issue
    when: [{ path: event, is: x }]
    each: { path: data.lines, as: line, when: [{ path: line.q, moreThan: '0' }] }
    event: mfg.production.output.received.v1
    rows:
      - { to: id, concat: [{ path: data.no }, { constant: '/' }, { path: 'line.#' }] }
      - { to: time, path: at, date: d }
      - { to: data.order, path: data.order, required: true, case: upper, split: { by: '-', part: 1 } }
      - { to: data.quantity.value, path: line.q, number: n }
      - { to: data.quantity.uom, path: line.uom, unit: u, default: kg }
examples:
  - { example: one, record: { event: y }, problem: UNMAPPED_RECORD }
`

/** A field table as a person writes it. */
export const fieldTable: Parser = {
  name: 'field-table',
  reads: [
    'governance/field-table-file.ts',
    'governance/yaml.ts',
    'model/field-table/table.ts',
    'model/field-table/steps.ts',
  ],
  seeds: [
    small,
    small.replace('ev: y', 'ev y'),
    small.replace('examples:', 'ignored: [[{ path: a, present: true }]]\nexamples:'),
    '&a [*a]',
    '- - -',
  ],
  words: ['pattern: ', 'epoch: ', 'lookup: ', 'split: ', 'concat: ', 'constant: ', 'each: ', 'when: ', '<<: ', '!!js/'],
  judge(bytes) {
    const table = orRefused(
      () => fieldTableFrom(textOf(bytes), 'a.yaml'),
      refusedAs('FIELD_TABLE_UNREADABLE', 'FIELD_TABLE_WRONG'),
    )
    if (!table) return
    const again = fieldTableFrom(fieldTableText(table), 'a.yaml')
    promised(isDeepStrictEqual(again, table), 'written again it is the same table')
    for (const row of table.records.flatMap(({ rows }) => rows))
      promised(
        stepsOf(row).every((step) => step !== ''),
        'each step can be told',
      )
    for (const { record } of [...table.examples, ...mesA.examples])
      promised(translate(table, record, { plant: 'A', system: 'mes' }).kind !== undefined, 'it translates any record')
  },
}

const estateText = `home: centre
plants:
  - id: A
    name: Plant A
    timeZone: Europe/Berlin
    policy:
      calendar: { work: [Mon-Fri 06:00-22:00, Sun-Thu 22:00-06:00], closed: [2026-12-25 to 2027-01-01] }
      rates: { production: [100 EUR, 320.5 EUR for CELL-1 from 2026-07-01 until 2026-12-31] }
      substitutes: [PAINT-B for PAINT-A at 1.2 KGM up to 50 % from 2026-01-01 until 2026-12-31]
      overCompletion: { flagAbove: '0', refuseAbove: '0.05' }
systems:
  - { id: odoo, kind: odoo, title: Odoo, plants: [A], keeps: [production-ledger], settings: { url: 'https://erp' } }
ownership: [{ plant: A, group: production-order.actuals, owner: mes, from: '2026-01-01T00:00:00Z' }]
flows: [{ plant: A, flow: material-issue, mode: shadow, target: { p95: 100, p99: 200 } }]
outbound: { hosts: [mail.example.com], networks: [10.0.0.0/8, 'fc00::/7'] }
`
const estateCodes = ['ESTATE_UNREADABLE', 'ESTATE_WRONG', 'SECRET_MISSING'] as const
const place = { folder: '/nowhere', env: { KEY: 'a secret' } }

/** What the hub is set up for, as its operator writes it; with it the little languages of policies. */
export const estate: Parser = {
  name: 'estate',
  reads: [
    'governance/estate-file.ts',
    'governance/estate.ts',
    'governance/rules/document.ts',
    'model/calendar.ts',
    'model/substitutes.ts',
    'model/rate.ts',
  ],
  seeds: [
    estateText,
    estateText.replace('url: ', ''),
    'plants: [{ id: A, name: A }]\nsystems: []\nbundleKey: { env: KEY }',
    '*a',
    'a: &x [*x]',
    '? [',
  ],
  words: ['alerting: ', 'recipients: ', 'routes: ', 'signers: ', 'patience: ', 'retention: ', 'Mon-Fri ', ' up to '],
  judge(bytes) {
    const read = orRefused(() => estateFrom(textOf(bytes), 'estate.yaml', place), refusedAs(...estateCodes))
    if (!read) return
    const again = estateFrom(JSON.stringify(read), 'estate.yaml', place)
    promised(isDeepStrictEqual(again, read), 'written again it is the same estate')
    for (const { policy, timeZone } of read.plants) {
      const from = '2026-03-29T00:30:00.000Z'
      const until = afterWork(policy.calendar, timeZone, from, 3_600_000)
      promised(until >= from, 'work takes time')
      promised(workBetween(policy.calendar, timeZone, from, until) >= 0, 'and never less than none')
      for (const said of policy.substitutes) isValidAt(substituteFrom(said), from)
      rateOn(policy.rates.production, 'CELL-1', from.slice(0, 10))
    }
  },
}

/** Rules as they were pulled into a folder and edited there. */
export const rules: Parser = {
  name: 'rules',
  reads: ['governance/rules/file.ts'],
  seeds: [
    'policies: { A: { fourEyes: no } }\nownership: []\nflows: []\nalerting: {}\n',
    '[]',
    'policies: [',
    'x: &a 1',
  ],
  judge(bytes) {
    const read = orRefused(() => rulesIn(textOf(bytes), 'rules.yaml'), refusedAs('ESTATE_UNREADABLE'))
    if (read) Rules.safeParse({ fieldTables: [], ...read })
  },
}
