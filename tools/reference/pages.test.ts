import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readEstate } from '../../src/governance/estate-file.ts'
import { pages, written } from './pages.ts'

/** A formatter sets tables in columns. */
const bare = (some: string) => some.replaceAll(/[ -]+/g, ' ').replaceAll('\\_', '_')

it.each(pages)('%s tells what there is (node tools/reference/pages.ts)', (page) => {
  const text = readFileSync(page, 'utf8')
  expect(text).toContain('<!-- generated:')
  expect(bare(text)).toBe(bare(written(text)))
})

it('the table and the estate on the page work as they stand there', () => {
  const text = readFileSync(
    pages.find((page) => page.endsWith('field-tables.md'))!,
    'utf8',
  )
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
