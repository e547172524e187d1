import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { RecordPreview } from '#api'
import { readFieldTable, readFieldTables } from '#governance/field-table-file'
import { parseExactJson } from '#kernel/exact-json'
import { isRecord } from '#model/field-table/record'
import type { FieldTable } from '#model/field-table/table'
import { InvalidArgumentError } from 'commander'
import { demoFolder } from '../../demo/estate.ts'
import { readJson } from '../api/door/read-json.ts'
import { previewOf } from '../api/wire/preview-of.ts'
import { Trouble } from '../local/trouble.ts'
import { exitCode } from './exit-codes.ts'
import { table as columns } from './table.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly plant: string
  readonly system?: string
  readonly json?: boolean
}

export async function wirePreview(world: World, table: string, file: string, options: Options): Promise<void> {
  const rules = tableFor(world, table, options)
  const record = recordIn(file === '-' ? Buffer.from(await world.input()) : bytesOf(file), file)
  const shown = previewOf(rules, record, { plant: options.plant, system: options.system ?? rules.table })
  if (shown.problems.length > 0) world.endWith(exitCode.failed)
  if (options.json) return world.print(JSON.stringify(shown, undefined, 2))
  for (const event of shown.events) world.print(`${headOf(event)}\n${columns(event.rows.map(lineOf))}\n`)
  for (const { pointer, code, sentence } of shown.problems)
    world.print(`${pointer || '(the record)'}  ${code}: ${sentence}`)
  world.say(`${sentences[shown.kind]} (${shown.version})`)
}

const sentences: Readonly<Record<RecordPreview['kind'], string>> = {
  events: 'The hub would take this.',
  ignored: 'The table says that this means nothing; the hub would acknowledge it and keep nothing.',
  unmapped: 'The hub would keep this until the table is mended; the sender has nothing to do.',
  malformed: 'The hub would refuse this; the sender has to send it right.',
}

type Made = RecordPreview['events'][number]

const headOf = ({ record, line, title }: Made): string => `${record}${line ? `, line ${line}` : ''}: ${title}`

const lineOf = ({ row, nth, source, found, steps, result, problem }: Made['rows'][number]) => ({
  row: String(nth),
  field: row,
  source,
  found,
  steps: steps.join(', '),
  result: problem ? problem.code : result,
})

function tableFor({ env }: World, table: string, { estate }: Options): FieldTable {
  if (/\.ya?ml$/.test(table)) return readFieldTable(table)
  const folder = path.join(estate ?? env['MILLWRIGHT_ESTATE'] ?? demoFolder, 'field-tables')
  const found = readFieldTables(folder).get(table)
  if (found) return found
  throw new Trouble('missing', `There is no field table ${table} in ${folder}; name another, or the file of one.`)
}

function recordIn(bytes: Buffer, file: string): unknown {
  const read = readJson(bytes, parseExactJson)
  if ('problem' in read) throw new InvalidArgumentError(`${file} holds no record: ${read.problem.detail}.`)
  if (!isRecord(read.value)) throw new InvalidArgumentError(`${file} holds no record: it is not a JSON object.`)
  return read.value
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new Trouble('missing', `${file} cannot be read (${(cause as Error).message}); name a file with a record.`, {
      cause,
    })
  }
}
