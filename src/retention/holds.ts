import { writeAudit } from '#governance/audit'
import { Refused } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'

const sql = statementsIn(import.meta.url)
const placeHold = sql('place-hold')
const releaseHold = sql('release-hold')
const findHeld = sql('find-held')
const listHolds = sql('list-holds')

export interface HoldRow {
  readonly hold_id: string
  readonly plant: string
  /** All that is about one thing, or the whole plant where absent. */
  readonly stream: string | null
  readonly key: string | null
  readonly reason: string
  readonly placed_by: string
  readonly placed_at: Instant
  readonly released_by: string | null
  readonly released_at: Instant | null
  readonly release_reason: string | null
}

export interface HoldWish {
  readonly plant: string
  readonly about?: { readonly stream: string; readonly key: string } | undefined
  readonly reason: string
  readonly by: string
}

export type LegalHolds = ReturnType<typeof legalHolds>

/** What must not be erased, whatever the rules say. */
export function legalHolds(parts: {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}) {
  const { database, home, ids, now } = parts
  return {
    list: (plants: readonly string[] | null) => database.all<HoldRow>(listHolds, [home, plants]),

    /** Refuses with `NOT_FOUND` what nothing was ever received of. */
    place: ({ plant, about, reason, by }: HoldWish): Promise<string> =>
      database.transaction(async (session) => {
        const [holdId, at] = [ids(), now()]
        const { stream = null, key = null } = about ?? {}
        if ((await session.all(findHeld, [home, plant, stream, key])).length === 0)
          throw new Refused('NOT_FOUND', nothingOf(plant, about))
        await session.all(placeHold, [holdId, home, plant, stream, key, reason, by, at])
        const after = { stream, key }
        const subject = `hold ${holdId}`
        await writeAudit(session, home, [
          { auditId: ids(), plant, at, actor: by, action: 'hold.placed', subject, reason, after },
        ])
        return holdId
      }),

    /** Refuses with `ALREADY_DONE` a hold that is not there or was released before. */
    release: ({ holdId, reason, by }: { readonly holdId: string; readonly reason: string; readonly by: string }) =>
      database.transaction(async (session) => {
        const at = now()
        const [row] = await session.all<{ plant: string; stream: string | null; key: string | null }>(releaseHold, [
          home,
          holdId,
          by,
          at,
          reason,
        ])
        if (!row)
          throw new Refused('ALREADY_DONE', 'The hold was released already, or never placed. Look at the list again.')
        const { plant, ...before } = row
        const subject = `hold ${holdId}`
        await writeAudit(session, home, [
          { auditId: ids(), plant, at, actor: by, action: 'hold.released', subject, reason, before },
        ])
      }),
  }
}

/** A slip of the pen would hold nothing, and nobody would know. */
const nothingOf = (plant: string, about: HoldWish['about']): string =>
  about
    ? `Nothing about ${about.stream}/${about.key} was ever received in plant ${plant}. Check the name.`
    : `Nothing was ever received in plant ${plant}. Check its name.`
