import { type Database, statementsIn } from '#kernel/sql'
import type { CheckpointFolder } from './checkpoint-folder.ts'
import { type Finding, otherLog, unsigned } from './findings.ts'
import { type Checkpoint, openNote } from './note.ts'

const readCheckpoints = statementsIn(import.meta.url)('read-checkpoints')

/** Every head one of the trusted has signed, by the size of the log; several, when they contradict each other. */
export interface SignedHeads {
  readonly heads: ReadonlyMap<number, ReadonlySet<string>>
  readonly largest: number
  readonly origin: string | undefined
  readonly inDatabase: number
  readonly inFolder: number
}

/** Gathers what was signed, off the database first: that is what the database is measured against. */
export async function signedHeads(
  database: Database,
  folder: CheckpointFolder,
  find: (finding: Finding) => void,
): Promise<SignedHeads> {
  const heads = new Map<number, Set<string>>()
  let [inDatabase, inFolder, largest] = [0, 0, 0]
  let origin: string | undefined
  /** What is in both places need not be opened twice. */
  const kept = new Map<number, string>()

  const take = (checkpoint: Checkpoint, where: string): void => {
    origin ??= checkpoint.origin
    if (checkpoint.origin !== origin) return find(otherLog(where, checkpoint.origin, origin))
    largest = Math.max(largest, checkpoint.size)
    const before = heads.get(checkpoint.size)
    if (before) before.add(checkpoint.root)
    else heads.set(checkpoint.size, new Set([checkpoint.root]))
  }

  for await (const one of folder.opened()) {
    inFolder++
    if ('signedBy' in one) {
      take(one.checkpoint, folder.path)
      kept.set(one.checkpoint.size, one.note)
    } else find(unsigned(one.trouble, folder.path, one.checkpoint?.size))
  }
  const trusted = await folder.trusted()
  for await (const { size, note } of notesIn(database)) {
    inDatabase++
    if (kept.get(size) === note) continue
    const one = openNote(note, trusted)
    if (!('signedBy' in one)) find(unsigned(one.trouble, 'The database', size))
    else if (one.checkpoint.size !== size) find(unsigned('it says another size', 'The database', size))
    else take(one.checkpoint, 'The database')
  }
  return { heads, largest, origin, inDatabase, inFolder }
}

async function* notesIn(database: Database) {
  let after = 0
  for (;;) {
    const rows = await database.all<{ size: number; note: string }>(readCheckpoints, [after, 5000])
    if (rows.length === 0) return
    yield* rows
    after = rows.at(-1)!.size
  }
}
