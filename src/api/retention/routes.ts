import { z } from 'zod'
import { contents } from '#governance/contents'
import { type Grant, mayIn } from '#governance/rights'
import { type Failure, Refused } from '#kernel/failure'
import { erasures, type HoldRow, sweeps } from '#retention'
import { PlantId } from '../contract/words.ts'
import { plantsNamed, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { HoldRelease, type HoldView, HoldWish, Retention } from './contract.ts'

const retentionRoute = route(
  {
    name: 'readRetention',
    method: 'GET',
    path: '/api/v1/retention',
    access: ['retention.read'],
    summary: 'How long contents are kept, what was erased by which rule, and what is held',
    query: z.strictObject({ plant: PlantId.optional() }),
    answer: Retention,
  },
  ({ reader, query }, parts) => readRetention(reader, parts, query.plant),
)

const placeRoute = route(
  {
    name: 'placeHold',
    method: 'POST',
    path: '/api/v1/legal-holds',
    access: ['holds.manage'],
    summary: 'Keeps contents from being erased, of a whole plant or of all that is about one thing',
    body: HoldWish,
    answer: Retention,
    refuses: [409],
  },
  async ({ person, reader, body }, parts) => {
    if (!mayIn(person.grants, 'holds.manage', body.plant)) throw notAllowed()
    await parts.holds.place({ ...body, by: person.login }).catch(asConflict)
    return readRetention(reader, parts)
  },
)

const releaseRoute = route(
  {
    name: 'releaseHold',
    method: 'POST',
    path: '/api/v1/legal-holds/{id}/release',
    access: ['holds.manage'],
    summary: 'Ends a hold: from then on the rule decides again',
    params: z.object({ id: z.uuid() }),
    body: HoldRelease,
    answer: Retention,
    refuses: [404, 409],
  },
  async ({ person, reader, params, body }, parts) => {
    const holds = await parts.holds.list(plantsNamed(reader, 'holds.manage'))
    if (!holds.some((hold) => hold.hold_id === params.id)) throw notFound('hold')
    await parts.holds.release({ holdId: params.id, reason: body.reason, by: person.login }).catch(asConflict)
    return readRetention(reader, parts)
  },
)

export const retentionRoutes = [retentionRoute, placeRoute, releaseRoute]

async function readRetention(reader: Reader, parts: ApiParts, wished?: string): Promise<Retention> {
  const { database, home, rules, holds } = parts
  const plants = plantsNamed(reader, 'retention.read', wished)
  const [erased, swept, held] = await Promise.all([
    erasures(database, home, plants),
    sweeps(database, home, plants),
    holds.list(plants),
  ])
  const { policies } = rules.live.now().rules
  return {
    kept: plants.flatMap((plant) =>
      contents.map((content) => ({
        plant,
        content,
        keptFor: (policies[plant]?.retention[content] ?? 0) / 1000 || null,
        sweptAt: swept.find((mark) => mark.plant === plant && mark.content === content)?.swept_at ?? null,
      })),
    ),
    erased: erased.map((row) => ({
      plant: row.plant,
      content: row.content,
      keptFor: Number(row.kept_for) / 1000,
      rules: Number(row.rules),
      items: row.items,
      acts: row.acts,
      oldest: row.oldest,
      newest: row.newest,
      at: row.erased_at,
    })),
    holds: held.map((row) => viewOf(row, reader.grants)),
    mayPlace: plants.filter((plant) => mayIn(reader.grants, 'holds.manage', plant)),
  }
}

const viewOf = (row: HoldRow, grants: readonly Grant[]): HoldView => ({
  holdId: row.hold_id,
  plant: row.plant,
  about: row.stream && row.key ? { stream: row.stream, key: row.key } : null,
  reason: row.reason,
  placedBy: row.placed_by,
  placedAt: row.placed_at,
  released:
    row.released_by && row.released_at
      ? { by: row.released_by, at: row.released_at, reason: row.release_reason ?? '' }
      : null,
  mayRelease: !row.released_at && mayIn(grants, 'holds.manage', row.plant),
})

const asConflict = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(409, error.code, 'Not done', error.message)
}
