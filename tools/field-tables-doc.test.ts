import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readEstate } from '../src/governance/estate-file.ts'
import { page, written } from './field-tables-doc.ts'

const text = readFileSync(page, 'utf8')
/** A formatter sets tables in columns. */
const bare = (some: string) => some.replaceAll(/[ -]+/g, ' ')

it('the page about field tables tells the steps and codes that there are (node tools/field-tables-doc.ts)', () => {
  expect(bare(text)).toBe(bare(written(text)))
})

it('the table and the estate on the page work as they stand there', () => {
  const [table, systems] = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, block]) => block!)
  const folder = mkdtempSync(path.join(tmpdir(), 'millwright-docs-'))
  for (const [file, content] of [
    ['estate.yaml', `plants: [{ id: A, name: Plant A }]\n${systems}`],
    ['field-tables/packer.yaml', table!],
    ['secrets/packer', `whsec_${Buffer.alloc(32).toString('base64')}`],
  ] as const) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  expect(readEstate(folder, {}).fieldTables[0]).toMatchObject({ table: 'packer', examples: [{}] })
  rmSync(folder, { recursive: true })
})
