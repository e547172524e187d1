import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { meaningOf } from '../../src/governance/codes.ts'
import { Row } from '../../src/model/field-table/table.ts'
import { eachConnector, eachPort } from './connectors.ts'
import { eachFlow, listOfFlows } from './flows.ts'
import { code, tableOf } from './markdown.ts'

/** `node tools/reference/pages.ts` writes the generated parts of these pages anew. */
export const pages = ['field-tables', 'flows', 'connectors'].map((name) =>
  path.join(import.meta.dirname, `../../docs/${name}.md`),
)

const codes = ['FIELD_MISSING', 'FIELD_UNREADABLE', 'UNMAPPED_RECORD', 'UNMAPPED_CODE', 'UOM_NOT_CONVERTIBLE']

/** What pages tell from the code: schemas, the list of flows, what people are told about codes. */
const generated: Readonly<Record<string, () => string>> = {
  steps: () =>
    tableOf(
      ['step', 'what it does'],
      Object.entries(Row.shape).map(([name, field]) => [code(name), field.description ?? '']),
    ),
  codes: () =>
    tableOf(
      ['code', 'for', 'means', 'what now'],
      codes.map((one) => {
        const { owner, meaning, suggestion } = meaningOf(one)
        return [code(one), owner, meaning, suggestion]
      }),
    ),
  'list-of-flows': listOfFlows,
  'each-flow': eachFlow,
  'each-connector': eachConnector,
  'each-port': eachPort,
}

/** The page with its reference written anew. */
export const written = (text: string): string =>
  text.replaceAll(
    /<!-- generated: ([\w-]+) -->[^]*?<!-- end -->/g,
    (_whole, name: string) => `<!-- generated: ${name} -->\n\n${generated[name]!()}\n\n<!-- end -->`,
  )

if (import.meta.main) for (const page of pages) writeFileSync(page, written(readFileSync(page, 'utf8')))
