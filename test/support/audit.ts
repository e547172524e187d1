import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { checkpointFolder, type CheckpointFolder } from '#governance/sealing/checkpoint-folder'
import { sealFrom, type Seal } from '#governance/sealing/signing-key'
import type { AuditEntry } from '#governance/audit'
import type { Database, Sql } from '#kernel/sql'
import { systemClock, uuids } from '#kernel/world'

const ids = uuids(systemClock)

/** An audit row as a person's action leaves it. */
export const anAuditEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  auditId: ids(),
  plant: 'A',
  at: systemClock.now(),
  actor: 'schulze',
  action: 'exception.skipped',
  subject: `exception-${Math.random()}`,
  reason: 'counted twice',
  before: { state: 'open' },
  after: { state: 'closed', amount: '12.5' },
  ...over,
})

/** A place for checkpoints and the key they are signed with. */
export function anArchive(): { readonly folder: CheckpointFolder; readonly seal: Seal; readonly path: string } {
  const place = mkdtempSync(path.join(os.tmpdir(), 'millwright-archive-'))
  const folder = path.join(place, 'checkpoints')
  return { folder: checkpointFolder(folder), seal: sealFrom(path.join(place, 'signing.key')), path: folder }
}

/** One session as a database of its own, so that a test can tamper, look and take it all back. */
export function onOneSession(session: pg.PoolClient): Database {
  const sql: Sql = {
    all: async <Row>({ text }: { readonly text: string }, values: readonly unknown[]) =>
      (await session.query(text, [...values])).rows as Row[],
  }
  return { ...sql, transaction: (work) => work(sql) }
}

/**
 * Turns until so many rows are sealed. One turn may find nothing: a transaction of another test, in the same cluster,
 * may hold the horizon back for a moment.
 */
export async function sealUntil(turn: () => Promise<number>, count: number): Promise<void> {
  for (let sealed = 0; sealed < count; sealed += await turn()) await pause(5)
}
