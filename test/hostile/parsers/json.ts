import { isDeepStrictEqual } from 'node:util'
import { readJson } from '../../../src/api/door/read-json.ts'
import { canonicalJson, type Json } from '../../../src/kernel/canonical-json.ts'
import { parseExactJson } from '../../../src/kernel/exact-json.ts'
import { bytesOf, type Parser, promised } from './parser.ts'

/** The one reader of all JSON that comes in by a door. */
export const json: Parser = {
  name: 'json',
  reads: ['api/door/read-json.ts', 'api/door/scan-json.ts', 'kernel/exact-json.ts', 'kernel/canonical-json.ts'],
  seeds: [
    '{"a":1,"b":[true,false,null],"c":{"d":"\\u00e9\\n"},"e":-12.500e+3}',
    ' [ {"a":"x,y]"} , [] , {} , "\\"", 0 ] ',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":{"polluted":true}}',
    '["\\ud800", "a\\u0000b", 1e999]',
    `${'['.repeat(33)}${']'.repeat(33)}`,
    Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d),
    Uint8Array.of(0x22, 0xc0, 0xaf, 0x22),
  ],
  words: ['__proto__', 'constructor', 'prototype', '\\u005f', '\\ud800', '\\u0000', '1e999', 'null', 'true', 'false'],
  judge(bytes) {
    const read = readJson(bytes)
    if ('problem' in read) {
      promised(read.problem.detail.length > 0, 'a refusal says why')
      return
    }
    const { value, text, items } = read
    promised(namesSaid(text) === namesIn(value), 'each name was said once')
    promised(isKeepable(value, 0), 'nothing forbidden, and no deeper than 32 levels')
    const members = Array.isArray(value) ? (value as readonly unknown[]) : []
    promised(
      isDeepStrictEqual(
        items.map((item) => JSON.parse(item) as unknown),
        members,
      ),
      'items are as written',
    )

    const again = canonicalJson(value as Json)
    const second = readJson(bytesOf(again))
    promised('value' in second && canonicalJson(second.value as Json) === again, 'written again it says the same')

    const exact = readJson(bytes, parseExactJson)
    promised('value' in exact && isDeepStrictEqual(asNumbers(exact.value, value), value), 'two readings agree')
  },
}

/** Names are strings before a colon; outside of strings a colon stands nowhere else. */
const namesSaid = (text: string): number => text.replace(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1

function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, member) => sum + namesIn(member), own)
}

function isKeepable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return (
    depth < 32 &&
    Object.entries(value).every(
      ([name, member]) =>
        !['__proto__', 'constructor', 'prototype'].includes(name) &&
        isKeepable(name, depth) &&
        isKeepable(member, depth + 1),
    )
  )
}

/** Numbers that were kept as text, as numbers again where the other reading has a number. */
function asNumbers(exact: unknown, like: unknown): unknown {
  if (typeof like === 'number') return typeof exact === 'string' ? Number(exact) : exact
  if (Array.isArray(like)) return (exact as readonly unknown[]).map((item, nth) => asNumbers(item, like[nth]))
  if (typeof like !== 'object' || like === null) return exact
  const members = exact as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(like).map(([name, member]) => [name, asNumbers(members[name], member)]))
}
