import { randomBytes } from 'node:crypto'
import { Refused } from '#kernel/failure'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { CheckpointFolder } from './checkpoint-folder.ts'
import { Frontier } from './merkle.ts'
import type { Checkpoint } from './note.ts'
import { leafOf } from './rows.ts'
import type { Seal } from './signing-key.ts'

const sql = statementsIn(import.meta.url)
const peekUnsealed = sql('peek-unsealed')
const holdSeal = sql('hold-seal')
const readLastCheckpoint = sql('read-last-checkpoint')
const readCheckpoint = sql('read-checkpoint')
const takeUnsealed = sql('take-unsealed')
const placeRows = sql('place-rows')
const writeCheckpoint = sql('write-checkpoint')

export interface SealerParts {
  readonly database: Database
  readonly folder: CheckpointFolder
  readonly seal: Seal
  readonly home: string
  readonly now: () => Instant
  /** Rows in one checkpoint at most. */
  readonly most?: number
}

interface LastRow {
  readonly size: number
  readonly origin: string
  readonly root: string
  readonly frontier: readonly string[]
  readonly note: string
}

type Owed = LastRow & { readonly at: Instant }

/**
 * Answers a turn: appends what is ready to the log, signs its head, and keeps the checkpoint in the database and off
 * it. Any number of processes may take turns; the database lets one at a time. Answers how many rows were sealed.
 */
export function sealer(parts: SealerParts): () => Promise<number> {
  const { database, folder, seal, now, most = 5000 } = parts
  let known: Checkpoint | undefined
  let introduced = false
  /** Signed and committed, and not in the folder yet. */
  let owed: Owed | undefined

  async function settle(): Promise<void> {
    if (!owed) return
    await folder.keep(owed.note, owed.at)
    known = owed
    owed = undefined
  }

  async function turn(session: Sql): Promise<{ readonly sealed: number; readonly owed?: Owed }> {
    const [lock] = await session.all<{ ours: boolean }>(holdSeal, [])
    if (!lock?.ours) return { sealed: 0 }
    const [last] = await session.all<LastRow>(readLastCheckpoint, [])
    if (known) await assertContinues(session, last, known, folder.path)
    const rows = await session.all<{ audit_id: string; home: string; content_hash: string }>(takeUnsealed, [most])
    // A process may have died between its commit and the folder.
    const behind = last && last.size !== known?.size ? { ...last, at: now() } : undefined
    if (rows.length === 0) return { sealed: 0, ...(behind ? { owed: behind } : {}) }

    const log = new Frontier(
      last?.size,
      last?.frontier.map((root) => Buffer.from(root, 'hex')),
    )
    for (const row of rows) log.append(leafOf(row))
    const at = now()
    const origin = last?.origin ?? `millwright/${parts.home}/${randomBytes(6).toString('hex')}`
    const checkpoint = { origin, size: log.size, root: log.root().toString('base64'), at }
    const note = seal.sign(checkpoint)
    const frontier = log.roots.map((root) => root.toString('hex'))
    await session.all(placeRows, [rows.map((row) => row.audit_id), last?.size ?? 0])
    await session.all(writeCheckpoint, [log.size, origin, checkpoint.root, frontier, note, at])
    return { sealed: rows.length, owed: { ...checkpoint, frontier, note } }
  }

  return async () => {
    if (!introduced) {
      known = await folder.latest()
      await folder.trust(seal.signer)
      introduced = true
    }
    await settle()
    if ((await database.all(peekUnsealed, [])).length === 0) return 0
    const sealing = await database.transaction(turn).catch((error) => {
      // Whoever puts the folder right finds it read again.
      introduced = false
      throw error
    })
    owed = sealing.owed
    await settle()
    return sealing.sealed
  }
}

/** A log that lost rows the folder knows of is not gone on with: that would bury the proof. */
async function assertContinues(session: Sql, last: LastRow | undefined, known: Checkpoint, folder: string) {
  const refuse = (what: string): never => {
    throw new Refused(
      'AUDIT_CUT',
      `The audit trail is not sealed any further: ${what}. Run "millwright audit verify"; if a backup was restored on purpose, move the folder aside, and a new one is begun.`,
    )
  }
  if (!last || last.size < known.size)
    refuse(`${folder} has a checkpoint over ${known.size} rows, the database has sealed ${last?.size ?? 0}`)
  const [same] = await session.all<{ origin: string; root: string }>(readCheckpoint, [known.size])
  if (same?.origin !== known.origin || same.root !== known.root)
    refuse(`the database tells another story of the first ${known.size} rows than ${folder}`)
}
