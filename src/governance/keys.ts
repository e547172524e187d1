import type { Database } from '#kernel/sql'
import { statementsIn } from '#kernel/sql'
import { type Instant, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { writeAudit } from './audit.ts'
import { hashOfSecret, newSecret, sameHash } from './secrets.ts'

const sql = statementsIn(import.meta.url)
const findKey = sql('find-key')
const createKeyStatement = sql('create-key')
const listKeysStatement = sql('list-keys')
const revokeKeyStatement = sql('revoke-key')

/** A system that may come in: its own source, and the event types it may send. `*` stands for all. */
export interface SystemKey {
  readonly keyId: string
  readonly plant: string
  readonly system: string
  readonly types: readonly string[]
  /** Where a key is that of a device: it speaks of the orders at these work centres, and of no other. */
  readonly workCentres?: readonly string[]
}

/** A key of a device at certain work centres. */
export type DeviceKey = SystemKey & Required<Pick<SystemKey, 'workCentres'>>

export interface KeyRecord extends SystemKey {
  readonly note?: string
  readonly createdAt: Instant
  readonly createdBy: string
  readonly expiresAt: Instant
  readonly revokedAt?: Instant
  readonly revokedBy?: string
}

export type KeyVerdict = SystemKey | { readonly refused: 'KEY_UNKNOWN' | 'KEY_EXPIRED' | 'KEY_REVOKED' }

/** `mwk_<public part>_<secret>`: the public part finds the row, the hash of the secret opens the door. */
const shape = /^mwk_([a-z0-9]{12})_([A-Za-z0-9_-]{32})$/

interface KeyRow {
  key_id: string
  plant: string
  system: string
  secret_hash: string
  types: string[]
  work_centres: string[] | null
  expires_at: string
  revoked_at: string | null
}

export interface Keys {
  /** Answers within the time that a revocation may take to bite: keys are remembered for a few seconds. */
  check(key: string): Promise<KeyVerdict>
}

const REMEMBERED = 4000

export function keys(database: Database, now: () => Instant): Keys {
  const remembered = new Map<string, { readonly row: KeyRow | undefined; readonly until: number }>()

  async function rowOf(keyId: string): Promise<KeyRow | undefined> {
    const at = Date.parse(now())
    const before = remembered.get(keyId)
    if (before && before.until > at) return before.row
    const [row] = await database.all<KeyRow>(findKey, [keyId])
    if (remembered.size > 10_000) remembered.clear()
    remembered.set(keyId, { row, until: at + REMEMBERED })
    return row
  }

  return {
    async check(key) {
      const [, keyId, secret] = shape.exec(key) ?? []
      if (!keyId || !secret) return { refused: 'KEY_UNKNOWN' }
      const row = await rowOf(keyId)
      if (!row || !sameHash(hashOfSecret(secret), row.secret_hash)) return { refused: 'KEY_UNKNOWN' }
      if (row.revoked_at) return { refused: 'KEY_REVOKED' }
      if (row.expires_at <= now()) return { refused: 'KEY_EXPIRED' }
      return systemKeyFrom(row)
    },
  }
}

const systemKeyFrom = (row: KeyRow): SystemKey => ({
  keyId: row.key_id,
  plant: row.plant,
  system: row.system,
  types: row.types,
  ...(row.work_centres ? { workCentres: row.work_centres } : {}),
})

export interface KeyWish {
  readonly plant: string
  readonly system: string
  readonly types: readonly string[]
  readonly workCentres?: readonly string[]
  readonly days: number
  readonly note?: string
  readonly by: string
}

/** Makes a key; the whole of it is shown once and kept nowhere. */
export async function createKey(
  database: Database,
  home: string,
  ids: Ids,
  now: Instant,
  wish: KeyWish,
): Promise<string> {
  const keyId = hashOfSecret(newSecret()).slice(0, 12)
  const secret = newSecret()
  const expiresAt = later(now, wish.days * 86_400_000)
  await database.transaction(async (session) => {
    await session.all(createKeyStatement, [
      keyId,
      home,
      wish.plant,
      wish.system,
      hashOfSecret(secret),
      wish.types,
      wish.note ?? null,
      now,
      wish.by,
      expiresAt,
      wish.workCentres ?? null,
    ])
    await writeAudit(session, home, [
      {
        auditId: ids(),
        plant: wish.plant,
        at: now,
        actor: wish.by,
        action: 'key.created',
        subject: `${wish.plant}/${wish.system}`,
        after: {
          keyId,
          types: [...wish.types],
          expiresAt,
          ...(wish.workCentres ? { workCentres: [...wish.workCentres] } : {}),
        },
      },
    ])
  })
  return `mwk_${keyId}_${secret}`
}

export async function listKeys(database: Database, home: string): Promise<readonly KeyRecord[]> {
  const rows = await database.all<
    KeyRow & { note: string | null; created_at: string; created_by: string; revoked_by: string | null }
  >(listKeysStatement, [home])
  return rows.map((row) => ({
    ...systemKeyFrom(row),
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    ...(row.note ? { note: row.note } : {}),
    ...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
    ...(row.revoked_by ? { revokedBy: row.revoked_by } : {}),
  }))
}

/** Ends a key. Answers false when there is none, or it has ended already. */
export async function revokeKey(
  database: Database,
  home: string,
  ids: Ids,
  now: Instant,
  keyId: string,
  by: string,
  reason?: string,
): Promise<boolean> {
  return database.transaction(async (session) => {
    const [row] = await session.all<{ plant: string }>(revokeKeyStatement, [keyId, now, by])
    if (!row) return false
    await writeAudit(session, home, [
      {
        auditId: ids(),
        plant: row.plant,
        at: now,
        actor: by,
        action: 'key.revoked',
        subject: keyId,
        ...(reason ? { reason } : {}),
      },
    ])
    return true
  })
}
