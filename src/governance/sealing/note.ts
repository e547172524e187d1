import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What a checkpoint says: this log had this many rows and this head, at this moment. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
  readonly at: string
}

/** Whoever signs: a name, and the first four bytes of a hash over name and key, which tell keys of one name apart. */
export interface Signer {
  readonly name: string
  readonly id: string
  readonly publicKey: KeyObject
}

/** The number of Ed25519 in signed notes. */
const ED25519 = Uint8Array.of(1)

const rawOf = (publicKey: KeyObject): Buffer => Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')

export function signerOf(name: string, publicKey: KeyObject): Signer {
  const digest = createHash('sha256').update(`${name}\n`).update(ED25519).update(rawOf(publicKey)).digest()
  return { name, publicKey, id: digest.subarray(0, 4).toString('hex') }
}

/** `name+id+key`: a signer as one line, as auditors exchange it. */
export const lineOf = ({ name, id, publicKey }: Signer): string =>
  `${name}+${id}+${Buffer.concat([ED25519, rawOf(publicKey)]).toString('base64')}`

/** Reads a signer's line; undefined when it is none, or its id is not that of its key. */
export function signerFrom(line: string): Signer | undefined {
  const [, name = '', id, key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? []
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 33 || bytes[0] !== ED25519[0]) return undefined
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }
  const signer = signerOf(name, createPublicKey({ key: jwk, format: 'jwk' }))
  return signer.id === id ? signer : undefined
}

const bodyOf = ({ origin, size, root, at }: Checkpoint): string => `${origin}\n${size}\n${root}\n${at}\n`

/** A checkpoint as a signed note (C2SP signed-note and tlog-checkpoint), with the moment as its one extension line. */
export function signNote(checkpoint: Checkpoint, signer: Signer, privateKey: KeyObject): string {
  const body = bodyOf(checkpoint)
  const signature = Buffer.concat([Buffer.from(signer.id, 'hex'), sign(null, Buffer.from(body), privateKey)])
  return `${body}\n— ${signer.name} ${signature.toString('base64')}\n`
}

const shape = /^(\S+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(\S+)\n\n— (\S+) ([A-Za-z0-9+/=]+)\n$/

export type Opened =
  | { readonly checkpoint: Checkpoint; readonly signedBy: Signer }
  | { readonly checkpoint?: Checkpoint; readonly trouble: 'not a checkpoint' | 'signer unknown' | 'signature wrong' }

/** Opens a note: what it says, when one of the trusted signed exactly that. */
export function openNote(note: string, trusted: readonly Signer[]): Opened {
  const [, origin, size, root, at, name, encoded] = shape.exec(note) ?? []
  if (!origin || !size || !root || !at || !name || !encoded) return { trouble: 'not a checkpoint' }
  const checkpoint = { origin, size: Number(size), root, at }
  const signature = Buffer.from(encoded, 'base64')
  const id = signature.subarray(0, 4).toString('hex')
  const signer = trusted.find((one) => one.name === name && one.id === id)
  if (!signer) return { checkpoint, trouble: 'signer unknown' }
  return verify(null, Buffer.from(bodyOf(checkpoint)), signer.publicKey, signature.subarray(4))
    ? { checkpoint, signedBy: signer }
    : { checkpoint, trouble: 'signature wrong' }
}
