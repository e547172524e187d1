import type { Duration } from '#kernel/time'
import type { Desk } from './desk.ts'
import type { Words } from './words.ts'

/** Orders that changed since a moment, oldest change first, each chain by its first record. */
export async function released(
  desk: Desk,
  words: Words,
  { since, limit, overlap }: { readonly since: string; readonly limit: number; readonly overlap: Duration },
): Promise<{ first: readonly number[]; upto: string; more: boolean }> {
  // Odoo tells moments by the second only, and means the whole of it.
  const from = since.slice(0, 19)
  const rows = await desk.read(
    words.changed,
    [
      ['state', '!=', 'draft'],
      ['write_date', '>=', from],
    ],
    { order: 'write_date, id', limit },
  )
  const groups = [...new Set(rows.map(({ group }) => group).filter((group) => group !== undefined))]
  const members = await desk.read(words.changed, words.inGroups(groups), { order: 'backorder_sequence, id' })
  const first = rows.map((row) => members.find(({ group }) => group === row.group)?.id ?? row.id)
  // What was looked back by does not count: without news the next poll looks from where this one did.
  const behind = new Date(new Date(`${from.replace(' ', 'T')}Z`).getTime() + overlap).toISOString().slice(0, 19)
  const last = rows.at(-1)?.at.replace(' ', 'T') ?? ''
  const more = rows.length === limit
  return { first: [...new Set(first)], upto: more || last > behind ? last : behind, more }
}
