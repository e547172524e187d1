import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { Refused } from '#kernel/failure'
import { brokenExamples } from '#model/field-table/examples'
import { FieldTable } from '#model/field-table/table'
import { yamlIn } from './yaml.ts'

/** Every field table in a folder, by its name. A folder that is not there has none. */
export function readFieldTables(folder: string): ReadonlyMap<string, FieldTable> {
  const tables = filesIn(folder).map((file) => readFieldTable(path.join(folder, file)))
  const byName = new Map(tables.map((table) => [table.table, table]))
  if (byName.size < tables.length)
    throw new Refused('FIELD_TABLE_WRONG', `Two field tables in ${folder} have one name.`)
  return byName
}

export const readFieldTable = (file: string): FieldTable => fieldTableFrom(readFileSync(file, 'utf8'), file)

/** A table as a person writes it. */
export const fieldTableText = (table: FieldTable): string => stringify(table, { lineWidth: 120 })

/** Every scalar is text, so that no code loses a zero in front or becomes a number on the way. */
export function fieldTableFrom(text: string, file: string): FieldTable {
  let content: unknown
  try {
    content = yamlIn(text, { aliases: 50 })
  } catch (error) {
    throw new Refused('FIELD_TABLE_UNREADABLE', `${file} is not YAML: ${(error as Error).message}`, { cause: error })
  }
  const table = FieldTable.safeParse(content)
  if (table.success) return asItsExamplesSay(table.data, file)
  const where = table.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; ')
  throw new Refused('FIELD_TABLE_WRONG', `${file} is not a field table: ${where}.`)
}

/** Whoever mends one thing and breaks another is told before a hub runs on it. */
function asItsExamplesSay(table: FieldTable, file: string): FieldTable {
  const broken = brokenExamples(table)
  if (broken.length === 0) return table
  throw new Refused('FIELD_TABLE_WRONG', `${file} does not do what it says: ${broken.join('; ')}.`)
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
  } catch {
    return []
  }
}
