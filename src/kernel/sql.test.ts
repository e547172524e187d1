import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { Refused, Unavailable } from './failure.ts'
import { isUnkeepable, statementsIn } from './sql.ts'

it('statements of the same name in two folders are two to a session', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'millwright-sql-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const read = ['replay', 'alerts'].map((owner) => {
    mkdirSync(path.join(root, owner, 'sql'), { recursive: true })
    writeFileSync(path.join(root, owner, 'sql', 'open.sql'), `select * from ${owner}`)
    return statementsIn(pathToFileURL(path.join(root, owner, 'book.ts')).href)('open')
  })
  expect(read).toEqual([
    { name: 'replay.open', text: 'select * from replay' },
    { name: 'alerts.open', text: 'select * from alerts' },
  ])
})

it.each([
  ['a text that holds a NUL', new Refused('22021', 'invalid byte sequence'), true],
  ['a row too large', new Refused('54000', 'row is too big'), true],
  ['a row that is there already', new Refused('23505', 'duplicate key'), false],
  ['a verdict with more after its class', new Refused('22021-X', 'something else'), false],
  ['a database that is away', new Unavailable('22021', 'no answer'), false],
  ['an error of ours', new RangeError('22021'), false],
])('%s: the contents themselves cannot be kept, or something else is wrong', (_what, error, is) => {
  expect(isUnkeepable(error)).toBe(is)
})
