import type { Problem } from '../contract.ts'
import { Trouble } from '../problems.ts'
import { trapIn } from './scan-json.ts'

export type JsonVerdict = { readonly value: unknown } | { readonly problem: NonNullable<Problem['errors']>[number] }

/** Reads JSON that comes from outside: exact UTF-8, no deeper than anybody needs, no names that mean something to JavaScript. */
export function readJson(bytes: Uint8Array, parse: (text: string) => unknown = JSON.parse): JsonVerdict {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return wrong('', 'the body is not UTF-8 text')
  }
  const trap = trapIn(text)
  if (trap) return wrong('', trap)
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    return wrong('', `not JSON: ${(error as Error).message}`)
  }
  return readValue(value)
}

/** The same for what came in another way than as JSON text. */
export function readValue(value: unknown): JsonVerdict {
  const pointer = findForbidden(value)
  return pointer ? wrong(pointer.at, pointer.why) : { value }
}

/** The value that was read, or the answer to whoever sent what cannot be. */
export function readable(read: JsonVerdict, what = 'event'): unknown {
  if ('value' in read) return read.value
  throw new Trouble(400, 'SCHEMA_INVALID', 'Not readable', `The ${what} could not be read: ${read.problem.detail}.`, {
    errors: [read.problem],
  })
}

const wrong = (pointer: string, detail: string): JsonVerdict => ({
  problem: { pointer, code: 'SCHEMA_INVALID', detail },
})

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

interface Forbidden {
  readonly at: string
  readonly why: string
}

/** NUL and halves of characters cannot be kept in the journal; the forbidden names could reach a prototype. */
function findForbidden(value: unknown): Forbidden | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { at: '', why: 'the number is too large' }
  if (typeof value === 'string') return unkeepable(value, 'contains')
  if (typeof value !== 'object' || value === null) return undefined
  for (const name of Object.keys(value)) {
    const ill = unkeepable(name, 'a name contains')
    if (ill) return ill
    const found = forbiddenNames.has(name)
      ? { at: '', why: `the name ${name} is not allowed` }
      : findForbidden((value as Record<string, unknown>)[name])
    // The place is put together on the way back: almost no document has one to tell.
    if (found) return { at: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${found.at}`, why: found.why }
  }
  return undefined
}

function unkeepable(text: string, contains: string): Forbidden | undefined {
  if (text.includes('\u0000')) return { at: '', why: `${contains} a NUL character` }
  if (!text.isWellFormed()) return { at: '', why: `${contains} half of a character (a lone surrogate)` }
  return undefined
}
