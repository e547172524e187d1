import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fieldTableFrom, fieldTableText, readFieldTable, readFieldTables } from './field-table-file.ts'

const demo = 'demo/estate/field-tables/mes-a.yaml'
const text = readFileSync(demo, 'utf8')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'millwright-tables-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const reading = (content: string, name = 'mes.yaml') => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return () => readFieldTable(file)
}

describe('a field table in its file', () => {
  it('is the same when it is written as text and read again', () => {
    const table = readFieldTable(demo)
    expect(fieldTableFrom(fieldTableText(table), 'text')).toEqual(table)
  })

  it('SYNC-14: is tested by the examples in it; whoever mends one thing and breaks another is told', () => {
    expect(reading(text)().examples).toHaveLength(4)
    const broken: readonly (readonly [mended: string, sentence: RegExp])[] = [
      [
        text.replace("german: { decimal: ',', group: '.' }", "german: { decimal: '.', group: ',' }"),
        /"material in kilograms, a line for each lot" does not hold: line\.quantity says "1\.012,50"/,
      ],
      [
        text.replace(
          "pattern: 'yyyy-MM-dd HH:mm:ss', zone: Europe/Berlin",
          "pattern: 'yyyy-MM-dd HH:mm:ss', zone: UTC",
        ),
        /each lot" has time 2026-11-22T06:04:11\.000Z, not 2026-11-22T05:04:11\.000Z; the example/,
      ],
      [text.replace('B: backflush', 'B: manual'), /has data\.method manual, not backflush/],
      [
        text.replace('kg: KGM', 'kg: KGM, box: H87'),
        /"a unit that nobody has named" has no problem UOM_NOT_CONVERTIBLE/,
      ],
      [text.replace('id: MI-7/1', 'id: MI-7/1\n      - id: MI-7/9'), /becomes 2 events, not 3/],
    ]
    for (const [mended, sentence] of broken) {
      expect(mended).not.toBe(text)
      expect(reading(mended)).toThrow(sentence)
    }
  })

  it('is not taken when it is no YAML, or another has its name', () => {
    expect(reading('table: [')).toThrow(/is not YAML/)
    reading(text, 'one.yaml')
    reading(text, 'two.yaml')
    rmSync(path.join(folder, 'mes.yaml'))
    expect(() => readFieldTables(folder)).toThrow(/Two field tables in .* have one name/)
  })
})
