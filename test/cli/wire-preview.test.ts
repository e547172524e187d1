import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { millwright } from '../support/command.ts'
import { anIssue } from '../support/wire.ts'

const files = mkdtempSync(path.join(os.tmpdir(), 'millwright-wire-'))
const run = millwright({})
const fileWith = (name: string, content: string): string => {
  const file = path.join(files, name)
  writeFileSync(file, content)
  return file
}
const json = (value: unknown) => JSON.stringify(value)

it('a record is shown beside what it would become, row by row', async () => {
  const record = anIssue([{ quantity: '1.012,50' }])
  const { code, out, said } = await run(['wire', 'preview', 'mes-a', fileWith('issue.json', json(record))])
  expect(code).toBe(0)
  expect(out).toContain('material issue, line 1: Material issued')
  expect(out).toMatch(/^6 +data\.quantity\.value +line\.quantity +1\.012,50 +number german +1012\.50$/m)
  expect(said).toMatch(/^The hub would take this\. \(mes-a@[0-9a-f]{64}\)$/)
})

it('problems are told with their place, and end the command with 1', async () => {
  const input = json(anIssue([{ uom: 'box' }]))
  const shown = await run(['wire', 'preview', 'demo/estate/field-tables/mes-a.yaml', '-'], { input })
  expect(shown.code).toBe(1)
  expect(shown.out).toContain('/data/lines/0/uom  UOM_NOT_CONVERTIBLE: line.uom says "box"')
  expect(shown.said).toContain('until the table is mended')

  const asJson = await run(['wire', 'preview', 'mes-a', '-', '--json', '--plant', 'Z', '--system', 'mes'], {
    input: input.replace('box', 'kg'),
  })
  expect(JSON.parse(asJson.out)).toMatchObject({
    kind: 'events',
    events: [{ event: { source: '/plants/Z/systems/mes' } }],
  })
})

it.each([
  ['a table that is not there', ['mes-z', '-'], 3],
  ['a file that is not there', ['mes-a', path.join(files, 'nothing.json')], 3],
  ['a file that is no JSON', ['mes-a', fileWith('broken.json', '{"a":')], 2],
  ['several records at once', ['mes-a', fileWith('several.json', '[{},{}]')], 2],
  ['a file that is no table', [fileWith('table.yaml', 'table: x'), fileWith('record.json', '{}')], 1],
  ['no file', ['mes-a'], 2],
])('%s ends it with a sentence', async (_what, args, code) => {
  const outcome = await run(['wire', 'preview', ...args], { input: '{}' })
  expect([outcome.code, outcome.out]).toEqual([code, ''])
  expect(outcome.said).not.toBe('')
})
