import type { Problem } from '../contract.ts'

export type JsonVerdict = { readonly value: unknown } | { readonly problem: NonNullable<Problem['errors']>[number] }

const DEEPEST = 32

/** Reads JSON that comes from outside: exact UTF-8, no deeper than anybody needs, no names that mean something to JavaScript. */
export function readJson(bytes: Uint8Array): JsonVerdict {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return wrong('', 'the body is not UTF-8 text')
  }
  if (tooDeep(text)) return wrong('', `nested deeper than ${DEEPEST} levels`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return wrong('', `not JSON: ${(error as Error).message}`)
  }
  const pointer = findForbidden(value, '')
  return pointer ? wrong(pointer.at, pointer.why) : { value }
}

const wrong = (pointer: string, detail: string): JsonVerdict => ({
  problem: { pointer, code: 'SCHEMA_INVALID', detail },
})

/** Counts brackets outside strings, so that depth is known before a recursive parser meets it. */
function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (quoted) {
      if (char === 0x5c) at++
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > DEEPEST) return true
    } else if (char === 0x7d || char === 0x5d) depth--
  }
  return false
}

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/** NUL cannot be kept in the journal; the forbidden names could reach a prototype. Anywhere in the document. */
function findForbidden(value: unknown, at: string): { readonly at: string; readonly why: string } | undefined {
  if (typeof value === 'string') return value.includes('\u0000') ? { at, why: 'contains a NUL character' } : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const name of Object.keys(value)) {
    const here = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (forbiddenNames.has(name)) return { at: here, why: `the name ${name} is not allowed` }
    if (name.includes('\u0000')) return { at: here, why: 'a name contains a NUL character' }
    const below = findForbidden((value as Record<string, unknown>)[name], here)
    if (below) return below
  }
  return undefined
}
