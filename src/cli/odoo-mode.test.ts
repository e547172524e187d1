import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { modeOf } from './odoo-mode.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'millwright-estate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const url = 'https://erp.example.com'
const saying = (mode: string) => {
  const settings = `{ url: '${url}/', database: plant, apiKey: { env: KEY }${mode} }`
  const system = `- { id: erp, kind: odoo, title: Odoo, plants: [A], settings: ${settings} }`
  writeFileSync(path.join(folder, 'estate.yaml'), `plants: [{ id: A, name: A }]\nsystems:\n  ${system}\n`)
  return { env: { MILLWRIGHT_ESTATE: folder, KEY: 'k' } }
}

test('the settings of the system say in which mode the hub books there', () => {
  expect(modeOf(saying(', mode: plain'), url)).toEqual({
    mode: 'plain',
    why: 'the settings of erp in the estate say so',
  })
  expect(modeOf(saying(''), url)).toMatchObject({ mode: 'procedures', why: expect.stringContaining('nothing else') })
  expect(modeOf(saying(', mode: plain'), 'https://other.example.com').mode).toBe('procedures')
  expect(modeOf({ env: {} }, url)).toEqual({ mode: 'procedures', why: 'no estate says otherwise' })
})
