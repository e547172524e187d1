import { mkdtempSync, openSync, readFileSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { logInto } from './log.ts'
import { logLines, writerTo } from './log-lines.ts'

describe('a log whose disk is full', () => {
  it('loses lines, says how many when there is room again, and goes on', () => {
    const written: string[] = []
    let isFull = false
    const lines = logLines((text) => {
      if (isFull) throw new Error('ENOSPC')
      written.push(text)
    })
    lines.write('one\n')
    isFull = true
    lines.write('two\n')
    lines.write('three\n')
    isFull = false
    lines.write('four\n')
    lines.write('five\n')
    expect(written.map((text) => text.trim())).toEqual([
      'one',
      expect.stringMatching(/"missing":2,"msg":"Lines of this log could not be written"/),
      'four',
      'five',
    ])
  })

  it.runIf(process.platform === 'linux')('does not end whoever writes to it', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-log-'))
    symlinkSync('/dev/full', path.join(folder, 'hub.log'))
    const log = logInto(folder)
    for (const nth of [1, 2, 3]) log.error({ nth }, 'something')
  })

  it('is written in the order of what happened', () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-log-')), 'hub.log')
    const write = writerTo(openSync(file, 'a'))
    write('ä\n')
    write('b\n')
    expect(readFileSync(file, 'utf8')).toBe('ä\nb\n')
  })
})
