import { type AuditEntry, writeAudit } from '#governance/audit'
import { Refused } from '#kernel/failure'
import type { Json } from '#kernel/canonical-json'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { type AssetTold, type Criticality, objectionsTo, type WorkCentre } from '#model/asset'

const sql = statementsIn(import.meta.url)
const listAssets = sql('list-assets')
const listEquipment = sql('list-equipment')
const holdAssets = sql('hold-assets')
const keepAssets = sql('keep-assets')
const leavePlaces = sql('leave-places')
const fillPlaces = sql('fill-places')
const mapEquipment = sql('map-equipment')
const unmapEquipment = sql('unmap-equipment')

export interface AssetRow {
  readonly plant: string
  readonly asset: string
  readonly name: string
  readonly class: string | null
  readonly level: number
  readonly criticality: Criticality
  readonly parent: string | null
  readonly serial: string | null
  readonly equipment: string | null
  readonly since: Instant | null
}

export interface MappedEquipment {
  readonly plant: string
  readonly equipment: string
  readonly work_centre: string
  readonly label: string
  /** How orders name it; by its label where it has none. */
  readonly code: string | null
  readonly changed_at: Instant
  readonly changed_by: string
}

/** Whose hand a change is, in which plant. */
interface Hand {
  readonly plant: string
  readonly by: string
  readonly reason?: string | undefined
}

export type AssetBook = ReturnType<typeof assetBook>

/** What stands in the plants, and which work centre of the ERP each place is. Each change has its audit row. */
export function assetBook(parts: {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}) {
  const { database, home, ids, now } = parts
  const entry = (
    { plant, by, reason }: Hand,
    at: Instant,
    what: Omit<AuditEntry, 'auditId' | 'plant' | 'at' | 'actor'>,
  ) => ({
    ...{ auditId: ids(), plant, at, actor: by, ...what },
    ...(reason ? { reason } : {}),
  })

  return {
    assets: (plants: readonly string[] | null) => database.all<AssetRow>(listAssets, [home, plants]),
    equipment: (plants: readonly string[] | null) => database.all<MappedEquipment>(listEquipment, [home, plants]),

    /** All or none; refuses with `SCHEMA_INVALID` what cannot be, and says what. */
    keep: (told: readonly AssetTold[], hand: Hand): Promise<void> =>
      database.transaction(async (session) => {
        const { plant, by } = hand
        await session.all(holdAssets, [home, plant])
        const known = await session.all<AssetRow>(listAssets, [home, [plant]])
        const objections = objectionsTo(told, known)
        if (objections.length > 0) throw new Refused('SCHEMA_INVALID', objections.slice(0, 5).join(' '))
        const at = now()
        const before = new Map(known.map((row) => [row.asset, row]))
        const moved = told.flatMap(({ asset, equipment, since }) =>
          equipment === undefined || equipment === (before.get(asset)?.equipment ?? null)
            ? []
            : { asset, equipment, since: since ?? at },
        )
        await session.all(keepAssets, [home, plant, JSON.stringify(told), at, by])
        await session.all(leavePlaces, [home, plant, JSON.stringify(moved)])
        await session.all(fillPlaces, [home, plant, JSON.stringify(moved)])
        await writeAudit(
          session,
          home,
          told.map((after) =>
            entry(hand, at, {
              action: 'asset.kept',
              subject: `asset ${after.asset}`,
              after: after as unknown as Json,
              ...(before.has(after.asset) ? { before: before.get(after.asset) as unknown as Json } : {}),
            }),
          ),
        )
      }),

    /** Which work centre a place is from now on; none: it is none of the ERP's. */
    map: (equipment: string, to: WorkCentre | null, hand: Hand): Promise<void> =>
      database.transaction(async (session) => {
        const { plant, by } = hand
        await session.all(holdAssets, [home, plant])
        const rows = await session.all<MappedEquipment>(listEquipment, [home, [plant]])
        const before = rows.find((row) => row.equipment === equipment)
        const at = now()
        if (to) await session.all(mapEquipment, [home, plant, equipment, to.id, to.name, to.code, at, by])
        else await session.all(unmapEquipment, [home, plant, equipment])
        await writeAudit(session, home, [
          entry(hand, at, {
            action: 'equipment.mapped',
            subject: `equipment ${equipment}`,
            before: { workCentre: before?.work_centre ?? null },
            after: { workCentre: to?.id ?? null },
          }),
        ])
      }),
  }
}
