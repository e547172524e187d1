import { bell, loop } from '#kernel/loop'
import { checkpointFolder } from '#governance/sealing/checkpoint-folder'
import { sealer } from '#governance/sealing/seal'
import { sealFrom } from '#governance/sealing/signing-key'
import type { Database } from '#kernel/sql'
import { type Clock, milliseconds } from '#kernel/time'

/** Where evidence is kept off the database. */
export interface Archive {
  /** Folder for signed checkpoints; best on another machine's disk. */
  readonly checkpoints: string
  /** File with the key they are signed with; made the first time. */
  readonly signingKey: string
}

export interface SealingParts {
  readonly database: Database
  readonly archive: Archive
  readonly home: string
  readonly clock: Clock
  readonly log: { error(about: object, sentence: string): void }
}

/** A row is sealed within a second of its commit. */
const IDLE = milliseconds(400)

/** Seals the audit trail while the hub runs; of several hubs on one database, whichever is there. */
export function startSealing({ database, archive, home, clock, log }: SealingParts): AsyncDisposable {
  const turn = sealer({
    database,
    home,
    folder: checkpointFolder(archive.checkpoints),
    seal: sealFrom(archive.signingKey),
    now: () => clock.now(),
  })
  const stop = new AbortController()
  let told = ''
  const onError = (error: unknown): void => {
    const sentence = error instanceof Error ? error.message : String(error)
    if (sentence !== told) log.error({ err: error, who: 'sealer' }, 'The audit trail is not sealed at the moment')
    told = sentence
  }
  const sealing = loop({ clock, signal: stop.signal, bell: bell(), idle: IDLE, onError }, async () => {
    const sealed = await turn()
    told = ''
    return { busy: sealed > 0 }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await sealing
      // What was written last; should it fail, the next start sees to it.
      await turn().catch(onError)
    },
  }
}
