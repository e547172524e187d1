import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { diskReason, flush } from '#kernel/disk'
import { Refused } from '#kernel/failure'
import { type Checkpoint, lineOf, openNote, type Opened, type Signer, signerFrom } from './note.ts'

/**
 * Checkpoints off the database: one file a day that only grows, and the public keys they may be signed with. Whoever
 * can write to the database but not in here cannot cut the log's tail or tell its story anew.
 */
export interface CheckpointFolder {
  readonly path: string
  /** Adds a note; resolves when it is durable. */
  keep(note: string, at: string): Promise<void>
  /** Adds a signer to those that are trusted, once. */
  trust(signer: Signer): Promise<void>
  trusted(): Promise<readonly Signer[]>
  /** Everything kept so far, opened; the caller sees one day's notes at a time in memory. */
  opened(): AsyncIterable<Opened & { readonly note: string }>
  /** The newest that one of the trusted signed. */
  latest(): Promise<Checkpoint | undefined>
}

const SIGNERS = 'trusted-signers'
const ENDING = '.checkpoints'
const note = /(?:[^\n]+\n){4}\n— [^\n]+\n/g

export function checkpointFolder(folder: string): CheckpointFolder {
  const trusted = async (): Promise<readonly Signer[]> =>
    (await textOf(path.join(folder, SIGNERS))).split('\n').flatMap((line) => signerFrom(line) ?? [])

  async function* opened(newestFirst = false): AsyncGenerator<Opened & { note: string }> {
    const signers = await trusted()
    const files = await days()
    for (const file of newestFirst ? files.toReversed() : files) {
      const notes = [...(await textOf(path.join(folder, file))).matchAll(note)].map(([text]) => text)
      for (const text of newestFirst ? notes.toReversed() : notes) yield { note: text, ...openNote(text, signers) }
    }
  }

  const days = async (): Promise<readonly string[]> =>
    (await readdir(folder).catch(missingAs([]))).filter((file) => file.endsWith(ENDING)).sort()

  return {
    path: folder,
    trusted,
    opened: () => opened(),
    keep: (text, at) => append(folder, `${at.slice(0, 10)}${ENDING}`, text),
    async trust(signer) {
      const known = await trusted()
      if (!known.some(({ name, id }) => name === signer.name && id === signer.id))
        await append(folder, SIGNERS, `${lineOf(signer)}\n`)
    },
    async latest() {
      for await (const one of opened(true)) if ('signedBy' in one) return one.checkpoint
      return undefined
    },
  }
}

/** Appended and flushed. Begins a line of its own: what was there may end in the middle, after a power cut. */
async function append(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const file = await open(path.join(folder, name), 'a', 0o600)
    try {
      await file.appendFile(`\n${text}`)
      await file.sync()
    } finally {
      await file.close()
    }
    flush(folder)
  } catch (cause) {
    const reason = diskReason(cause)
    if (!reason) throw cause
    throw new Refused(
      'CHECKPOINT_NOT_KEPT',
      `A checkpoint of the audit trail cannot be kept in ${folder}: ${reason}. See to that; the hub tries again by itself.`,
      { cause },
    )
  }
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(missingAs(''))

const missingAs =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value
    throw error
  }
