import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aTarget, type Target, usualEvent } from './target.ts'

/** A01: what JSON can be written to do to whoever reads it. Each is refused, quickly, and leaves nothing. */

const text = JSON.stringify
const withData = (data: unknown) => text({ ...usualEvent('hostile'), data })
/** The event with something written into its data that `JSON.stringify` would not write. */
const withWords = (words: string) => withData({ order: 'odoo.1', here: 0 }).replace('"here":0', words)
const batch = { 'content-type': 'application/cloudevents-batch+json' }
const keys = (count: number) => Array.from({ length: count }, (_, nth) => `"k${nth}":${nth}`).join(',')

type Case = readonly [
  what: string,
  body: string | Uint8Array,
  status: number,
  headers?: Readonly<Record<string, string>> | undefined,
]

const cases: readonly Case[] = [
  ['nothing at all', '', 400],
  ['a list where one event is meant', text([usualEvent('a')]), 422],
  ['lists in lists, a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000), 400],
  ['objects in objects, a hundred thousand deep', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, 400],
  ['a list that is never closed', '['.repeat(250_000), 400],
  ['ten thousand names', withWords(keys(10_000)), 400],
  ['nine hundred names that nobody declared', withWords(keys(900)), 422],
  ['half a million names in a batch', `[{${keys(500_000)}}]`, 400, batch],
  ['half a million names, few in each event', `[${'{"a":1,"b":2,"c":3},'.repeat(170_000)}{}]`, 400, batch],
  ['two million empty things', `[{"d":[${'{},'.repeat(2_000_000)}1]}]`, 400, batch],
  ['a name said twice', withWords('"order":"odoo.1","order":"odoo.2"'), 400],
  ['a name said twice, once in escapes', withWords('"order":"odoo.1","\\u006frder":"odoo.2"'), 400],
  ['__proto__', withWords('"__proto__":{"polluted":true}'), 400],
  ['__proto__ in escapes', withWords('"\\u005f_proto__":{"polluted":true}'), 400],
  ['constructor.prototype', withWords('"constructor":{"prototype":{"polluted":true}}'), 400],
  ['NaN', withWords('"n":NaN'), 400],
  ['Infinity', withWords('"n":-Infinity'), 400],
  ['a number nobody can hold', withWords('"n":1e999'), 400],
  ['a number of a hundred thousand digits', withWords(`"n":${'9'.repeat(100_000)}`), 400],
  ['a number with a hexadecimal face', withWords('"n":0x10'), 400],
  ['half of a character', withWords('"s":"\\ud800"'), 400],
  ['a NUL in a text', withWords('"s":"a\\u0000b"'), 400],
  ['a comment', withWords('"s":1/*,"t":2*/'), 400],
  ['a comma too many', withWords('"s":1,'), 400],
  ['single quotes', withData({}).replaceAll('"', "'"), 400],
  ['a mark of byte order inside', `${withData({})}\ufeff`, 400],
  ['text of two bytes a letter', Buffer.from(`\ufeff${withData({})}`, 'utf16le'), 400],
  ['bytes that are no text', Buffer.from([0xc0, 0xaf, 0xff, 0xfe, 0x7b]), 400],
  ['a second document behind the first', `${withData({})}${withData({})}`, 400],
  ['a body that is packed', gzipSync(withData({})), 400, { 'content-encoding': 'gzip' }],
  ['a bomb that is packed', gzipSync(Buffer.alloc(50_000_000, ' ')), 400, { 'content-encoding': 'gzip' }],
  ['an event of half a megabyte', withData({ s: 'x'.repeat(500_000) }), 413],
  ['a form', 'order=odoo.1', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form with a file', '--x\r\n\r\n--x--', 415, { 'content-type': 'multipart/form-data; boundary=x' }],
  ['a file named where a form was expected', text({ files: { f: { filepath: '/etc/passwd' } } }), 422],
  ['no kind of content', withData({}), 415, { 'content-type': '' }],
  ['an event that is a number', '1', 422],
  ['an event that is null', 'null', 422],
  ['a batch of nothing', '[]', 422, batch],
  ['a batch of a thousand and one', text(Array.from({ length: 1001 }, (_, n) => usualEvent(`b${n}`))), 413, batch],
  ['a batch of a million numbers', `[${'1,'.repeat(999_999)}1]`, 400, batch],
  ['a megabyte of blanks and no event', ' '.repeat(1_000_000), 400, batch],
  ['a text of backslashes', withWords(`"s":"${'\\\\'.repeat(100_000)}"`), 422],
  ['a text of quotes that are never closed', '"\\'.repeat(100_000), 400],
]

describe('whoever has a key and writes', () => {
  let target: Target
  beforeAll(async () => {
    target = await aTarget()
    // The first requests are slow for reasons of their own.
    for (let nth = 0; nth < 20; nth++) expect(await target.usual()).toBe(202)
  })
  afterAll(() => target?.[Symbol.asyncDispose]())

  it.each(cases.map((one) => [one[0], one] as const))('%s', async (_what, [, body, status, headers]) => {
    const kept = await target.kept()
    const answer = await target.post(body, headers)
    expect(answer.status, answer.text.slice(0, 600)).toBe(status)
    expect(answer.stall).toBeLessThanOrEqual(100)
    expect(target.isAlive()).toBe(true)
    expect(await target.kept()).toBe(kept)
    expect(await target.usual()).toBe(202)
  })

  it('ten megabytes: refused by their number, before they are here', async () => {
    const answer = await target.attack(
      `POST /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${target.key}\r\n` +
        'content-type: application/cloudevents-batch+json\r\ncontent-length: 10000000\r\n\r\n[',
    )
    expect([answer.status, answer.stall <= 100]).toEqual([413, true])
  })
})
