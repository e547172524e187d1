import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { meaningOf } from '../src/governance/codes.ts'
import { Row } from '../src/model/field-table/table.ts'

export const page = path.join(import.meta.dirname, '../docs/field-tables.md')

const codes = ['FIELD_MISSING', 'FIELD_UNREADABLE', 'UNMAPPED_RECORD', 'UNMAPPED_CODE', 'UOM_NOT_CONVERTIBLE']

const tableOf = (head: readonly [string, ...string[]], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The reference of the page, from the schema that judges tables and from what people are told about codes. */
const generated: Readonly<Record<string, () => string>> = {
  steps: () =>
    tableOf(
      ['step', 'what it does'],
      Object.entries(Row.shape).map(([name, field]) => [`\`${name}\``, field.description ?? '']),
    ),
  codes: () =>
    tableOf(
      ['code', 'for', 'means', 'what now'],
      codes.map((code) => {
        const { owner, meaning, suggestion } = meaningOf(code)
        return [`\`${code}\``, owner, meaning, suggestion]
      }),
    ),
}

/** The page with its reference written anew. */
export const written = (text: string): string =>
  text.replaceAll(
    /<!-- generated: (\w+) -->[^]*?<!-- end -->/g,
    (_whole, name: string) => `<!-- generated: ${name} -->\n\n${generated[name]!()}\n\n<!-- end -->`,
  )

if (import.meta.main) writeFileSync(page, written(readFileSync(page, 'utf8')))
