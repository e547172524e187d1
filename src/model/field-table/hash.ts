import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { FieldTable } from './table.ts'

/** The version of a table: the same rules always have the same hash. */
export function tableHash(table: FieldTable): string {
  const before = hashes.get(table)
  if (before) return before
  const hash = sha256(canonicalJson(table as unknown as Json))
  hashes.set(table, hash)
  return hash
}
const hashes = new WeakMap<FieldTable, string>()
