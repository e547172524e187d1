import { hash } from 'node:crypto'
import type { Json } from './json.ts'

export type { Json }

/** The same value always gives the same text: keys sorted, no spaces, absent and undefined alike (RFC 8785 in spirit). */
export function canonicalJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = value as { readonly [key: string]: Json | undefined }
    const parts: string[] = []
    for (const key of Object.keys(members).sort()) {
      const member = members[key]
      if (member !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
    }
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** SHA-256 as 64 hexadecimal digits. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex')
