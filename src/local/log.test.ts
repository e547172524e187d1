import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { logInto, logTo } from './log.ts'

function logged(about: object, sentence = 'said'): string {
  const lines: string[] = []
  logTo(new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })).error(about, sentence)
  return lines.join('')
}

const names = [
  'password',
  'secret',
  'token',
  'apiKey',
  'adminKey',
  'privateKey',
  'session',
  'csrf',
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'databaseUrl',
]

describe('a log line', () => {
  it.each(names)('masks %s at every depth that is logged', (name) => {
    const line = logged({ [name]: 'CANARY', a: { [name]: 'CANARY', b: { [name]: 'CANARY', c: { [name]: 'CANARY' } } } })
    expect(line).not.toContain('CANARY')
    expect(line.split('[secret]')).toHaveLength(5)
  })

  it('tells of a request without what follows the question mark, and without its headers', () => {
    const line = logged({
      req: { method: 'GET', url: '/api/v1/events?key=CANARY', headers: { authorization: 'CANARY' } },
    })
    expect(line).toContain('"url":"/api/v1/events"')
    expect(line).not.toContain('CANARY')
  })

  it('is one line, whatever was sent', () => {
    const nasty = Array.from({ length: 0x10000 }, (_, point) => String.fromCodePoint(point)).join('')
    for (const line of [logged({ nasty }), logged({ [nasty.slice(0, 200)]: 1 }), logged({}, nasty)]) {
      expect(line.trimEnd().split(/[\n\r]/)).toHaveLength(1)
      expect(() => JSON.parse(line) as unknown).not.toThrow()
      expect(line).not.toContain('\u001b')
    }
  })
})

it('a log is written into a folder that is not there yet', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'millwright-log-'))
  const folder = path.join(parent, 'data')
  logInto(folder).info('begun')
  await expect.poll(() => readFileSync(path.join(folder, 'hub.log'), 'utf8')).toContain('begun')
  rmSync(parent, { recursive: true })
})
