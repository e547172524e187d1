import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEstate } from './estate-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'millwright-estate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** An estate of one plant whose MES is described by these as well. */
const estateWith = (...more: readonly string[]): void =>
  writeFileSync(
    path.join(folder, 'estate.yaml'),
    `plants: [{ id: A, name: Plant A }]
systems: [{ ${['id: mes', 'kind: mes', 'title: MES', 'plants: [A]', ...more].join(', ')} }]`,
  )

describe('the estate in a folder', () => {
  it('has the field table that reads what a system says, and the secret that signs it', () => {
    cpSync('demo/estate/field-tables', path.join(folder, 'field-tables'), { recursive: true })
    mkdirSync(path.join(folder, 'secrets'))
    writeFileSync(path.join(folder, 'secrets/wire'), `${secret}\n`)
    estateWith('fieldTable: mes-a', 'wireSecrets: [{ file: secrets/wire }]')
    const { systems, fieldTables } = readEstate(folder, {})
    expect(systems).toMatchObject([{ fieldTable: 'mes-a', wireSecrets: [secret] }])
    expect(fieldTables.map(({ table }) => table)).toEqual(['mes-a'])
  })

  it('is refused whole when a system names a table that is not there, or a secret stands in it that is none', () => {
    estateWith('fieldTable: mes-z')
    expect(() => readEstate(folder, {})).toThrow(/systems\.0\.fieldTable: there is no field table mes-z/)
    estateWith('wireSecrets: [password]')
    expect(() => readEstate(folder, {})).toThrow(/must be a webhook secret/)
    estateWith('wireSecrets: [{ env: WIRE }]')
    expect(() => readEstate(folder, {})).toThrow(/the environment has no WIRE/)
  })

  it('is refused whole when a field table in it is none', () => {
    mkdirSync(path.join(folder, 'field-tables'))
    writeFileSync(path.join(folder, 'field-tables/mes.yaml'), 'table: mes')
    estateWith()
    expect(() => readEstate(folder, {})).toThrow(/mes\.yaml is not a field table/)
  })
})
