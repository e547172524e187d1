import { z } from 'zod'
import type { Duration } from '#kernel/time'
import type { Desk } from './desk.ts'
import type { Words } from './words.ts'

/** Odoo tells moments by the second only, and means the whole of it: of the second where a page ended, who was looked at. */
const Place = z.strictObject({ changed: z.string(), seen: z.array(z.int()), newest: z.string() })

export interface Wanted {
  readonly since: string
  readonly after: unknown
  readonly limit: number
  readonly overlap: Duration
}

/**
 * Orders that changed since a moment, oldest change first, each chain by its first record. All of them, whatever was heard:
 * of two changes within a second the second cannot be told from the first.
 */
export async function released(desk: Desk, words: Words, { since, after, limit, overlap }: Wanted) {
  const place = after === null ? undefined : Place.parse(after)
  const from = place?.changed ?? since.slice(0, 19).replace(' ', 'T')
  const rows = (
    await desk.read(
      words.changed,
      [
        ['state', '!=', 'draft'],
        ['write_date', '>=', from.replace('T', ' ')],
        ...(place ? [['id', 'not in', place.seen]] : []),
      ],
      { order: 'write_date, id', limit },
    )
  ).map((row) => ({ ...row, at: row.at.replace(' ', 'T') }))
  const newest = place?.newest ?? (rows.length < limit ? rows.at(-1)?.at : await newestOf(desk, words)) ?? from
  const last = rows.length === limit ? rows.at(-1)! : undefined
  const groups = [...new Set(rows.map(({ group }) => group).filter((group) => group !== undefined))]
  const members = await desk.read(words.changed, words.inGroups(groups), { order: 'backorder_sequence, id' })
  const first = rows.map((row) => members.find(({ group }) => group === row.group)?.id ?? row.id)
  // What was looked back by does not count: without news the next look begins where this one did.
  const behind = new Date(new Date(`${since.slice(0, 19).replace(' ', 'T')}Z`).getTime() + overlap)
    .toISOString()
    .slice(0, 19)
  return {
    first: [...new Set(first)],
    heard: {},
    next: last ? { changed: last.at, newest, seen: [...seenAt(last.at), ...idsAt(last.at)] } : null,
    began: newest > behind ? newest : behind,
  }

  function seenAt(second: string): readonly number[] {
    return place?.changed === second ? place.seen : []
  }
  function idsAt(second: string): readonly number[] {
    return rows.filter(({ at }) => at === second).map(({ id }) => id)
  }
}

/** Whatever is committed later was begun before this at most by as long as a transaction lasts. */
async function newestOf(desk: Desk, words: Words): Promise<string | undefined> {
  const [row] = await desk.read(words.changed, [['state', '!=', 'draft']], { order: 'write_date desc', limit: 1 })
  return row?.at.replace(' ', 'T')
}
