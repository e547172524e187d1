import { hash } from 'node:crypto'
import type { Json } from './json.ts'

export type { Json }

/** The same value always gives the same text: keys sorted, no spaces, absent and undefined alike (RFC 8785 in spirit). */
export function canonicalJson(value: Json | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
    return `[${text}]`
  }
  const members = value as { readonly [key: string]: Json | undefined }
  for (const key of inOrder(Object.keys(members))) {
    const member = members[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Most are few and in order already, which is quicker to see than to sort. */
const inOrder = (keys: string[]): readonly string[] =>
  keys.every((key, nth) => nth === 0 || keys[nth - 1]! <= key) ? keys : keys.sort()

/** SHA-256 as 64 hexadecimal digits. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex')
