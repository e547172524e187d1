import { type Database, statementsIn } from '#kernel/sql'
import type { CheckpointFolder } from './checkpoint-folder.ts'
import { crowded, cut, edited, type Finding, missing, rewritten, uncovered } from './findings.ts'
import { Frontier } from './merkle.ts'
import { leafOf, recomputed, type SealedRow } from './rows.ts'
import { type SignedHeads, signedHeads } from './signed-heads.ts'

const sql = statementsIn(import.meta.url)
const readSealed = sql('read-sealed')
const readStanding = sql('read-standing')

export interface Verification {
  readonly intact: boolean
  /** Rows whose seal was checked. */
  readonly sealed: number
  /** Rows that wait for their seal: written within the last second, or behind a transaction that still runs. */
  readonly unsealed: number
  readonly oldestUnsealed?: string
  readonly checkpoints: { readonly inDatabase: number; readonly inFolder: number }
  /** The log's name, and its head as recomputed from the rows. */
  readonly origin?: string
  readonly root: string
  /** The first hundred; `findingCount` says how many there are. */
  readonly findings: readonly Finding[]
  readonly findingCount: number
}

export interface VerifyParts {
  readonly database: Database
  readonly folder: CheckpointFolder
  /** Rows in memory at a time. */
  readonly page?: number
}

interface Standing {
  readonly unsealed: number
  readonly oldest_unsealed: string | null
  readonly last_placed: number | null
  readonly last_signed: number | null
}

/**
 * Recomputes the log from the rows and compares it with everything that was ever signed over it, in the database and in
 * the folder. A head that comes out as signed at each of those sizes proves that the log has only been appended to.
 */
export async function verifyAudit({ database, folder, page = 2000 }: VerifyParts): Promise<Verification> {
  const findings: Finding[] = []
  let findingCount = 0
  const find = (finding: Finding): void => {
    if (++findingCount <= 100) findings.push(finding)
  }
  const signed = await signedHeads(database, folder, find)
  const log = new Frontier()
  const agrees = comparison(signed, find)
  let last = 0
  for await (const row of sealedRows(database, signed.largest, page)) {
    if (row.position > last + 1) find(missing(last + 1, row.position - 1))
    if (row.position <= last) find(crowded(row))
    last = row.position
    if (recomputed(row) !== row.content_hash) find(edited(row))
    log.append(leafOf(row))
    agrees(log, last)
  }
  if (signed.largest > last) find(cut(last + 1, signed.largest))

  // Sealing goes on meanwhile, so both ends are asked for at one moment.
  const [now] = await database.all<Standing>(readStanding, [])
  const covered = Math.max(now?.last_signed ?? 0, last)
  if (now?.last_placed && now.last_placed > covered) find(uncovered(covered + 1, now.last_placed))
  return {
    intact: findingCount === 0,
    sealed: log.size,
    unsealed: now?.unsealed ?? 0,
    ...(now?.oldest_unsealed ? { oldestUnsealed: now.oldest_unsealed } : {}),
    checkpoints: { inDatabase: signed.inDatabase, inFolder: signed.inFolder },
    ...(signed.origin ? { origin: signed.origin } : {}),
    root: log.root().toString('base64'),
    findings,
    findingCount,
  }
}

/** Compares heads where one was signed, until the first that differs: from there on all differ. */
function comparison({ heads }: SignedHeads, find: (finding: Finding) => void): (log: Frontier, last: number) => void {
  let agreed = 0
  let comparable = true
  return (log, last) => {
    const wanted = comparable && heads.get(log.size)
    if (!wanted) return
    const root = log.root().toString('base64')
    // Behind a gap the log is another one; the gap was told already.
    comparable = last === log.size && [...wanted].every((head) => head === root)
    if (comparable) agreed = log.size
    else if (last <= log.size) find(rewritten(agreed + 1, log.size))
  }
}

/** Before every id there can be. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

async function* sealedRows(database: Database, upTo: number, page: number) {
  let after: Pick<SealedRow, 'position' | 'audit_id'> = { position: Number.MIN_SAFE_INTEGER, audit_id: NOBODY }
  for (;;) {
    const rows = await database.all<SealedRow>(readSealed, [after.position, after.audit_id, upTo, page])
    yield* rows
    if (rows.length < page) return
    after = rows.at(-1)!
  }
}
