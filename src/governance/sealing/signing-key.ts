import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { diskReason, flush, writeFlushed } from '#kernel/disk'
import { Refused } from '#kernel/failure'
import { type Checkpoint, type Signer, signerOf, signNote } from './note.ts'

/** Signs checkpoints; the key itself stays in here. */
export interface Seal {
  readonly signer: Signer
  readonly sign: (checkpoint: Checkpoint) => string
}

const NAME = 'millwright/audit'

/** The Ed25519 key in this file, made the first time; a file that others can read is refused. */
export function sealFrom(file: string): Seal {
  const privateKey = keyIn(file) ?? makeKey(file)
  const signer = signerOf(NAME, createPublicKey(privateKey))
  return { signer, sign: (checkpoint) => signNote(checkpoint, signer, privateKey) }
}

function keyIn(file: string): KeyObject | undefined {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Refused('SIGNING_KEY_UNREADABLE', `The signing key of the audit trail, ${file}, cannot be read.`, {
      cause: error,
    })
  }
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Refused(
      'SIGNING_KEY_OPEN',
      `The signing key of the audit trail, ${file}, can be read by others: run "chmod 600" on it, and replace it if somebody else has had access.`,
    )
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw new Refused('SIGNING_KEY_UNREADABLE', `${file} is not a private key: put the file back from its backup.`, {
      cause,
    })
  }
}

/**
 * A link appears whole or not at all: of two processes that make a key at once, one wins and both use it. It is on the
 * disk before anything is signed with it, for nobody could open what a lost key signed last.
 */
function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${file}.${process.pid}.new`
  try {
    // Others may walk through: in a local run the folder holds the database, which runs as another user.
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 })
    writeFlushed(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    linkSync(draft, file)
    flush(path.dirname(file))
    return privateKey
  } catch (cause) {
    const known = (cause as NodeJS.ErrnoException).code === 'EEXIST' && keyIn(file)
    if (known) return known
    throw new Refused(
      'SIGNING_KEY_UNWRITABLE',
      `The signing key of the audit trail cannot be made at ${file} (${diskReason(cause) ?? 'there is no way to it'}): let the hub write there, or name another file with MILLWRIGHT_SIGNING_KEY.`,
      { cause },
    )
  } finally {
    rmSync(draft, { force: true })
  }
}
