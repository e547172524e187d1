import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import { Rules } from './document.ts'

/** Rules on their way from one hub to another, as a file: what they say, where they come from, and who vouches for them. */
const Bundle = z.strictObject({
  bundle: z.literal('millwright-rules-1'),
  home: z.string().describe('The hub they held at'),
  version: z.int().describe('Their version there'),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  rules: z.unknown(),
  signature: z.string().describe('Ed25519 over the canonical JSON of all the rest, in Base64'),
})
type Bundle = z.infer<typeof Bundle>

/** Somebody whose bundles this hub takes. */
export interface BundleSigner {
  readonly name: string
  readonly key: KeyObject
}

export interface OpenedBundle {
  readonly home: string
  readonly version: number
  readonly madeBy: string
  readonly signer: string
  readonly rules: Rules
}

const bytesOf = (content: Omit<Bundle, 'signature'>): Buffer => Buffer.from(canonicalJson(content as unknown as Json))

export function bundleText(content: Omit<Bundle, 'signature' | 'bundle'>, key: KeyObject): string {
  const signed = { bundle: 'millwright-rules-1' as const, ...content }
  return `${JSON.stringify({ ...signed, signature: sign(null, bytesOf(signed), key).toString('base64') }, undefined, 2)}\n`
}

/** What a bundle says, once its signature is one of the signers' own; refused for anything else, before it is understood. */
export function openBundle(text: string, signers: readonly BundleSigner[]): OpenedBundle {
  const { signature, ...content } = bundleIn(text)
  const bytes = bytesOf(content)
  const signer = signers.find(({ key }) => verify(null, bytes, key, Buffer.from(signature, 'base64')))
  if (!signer)
    throw new Refused(
      'BUNDLE_NOT_SIGNED',
      signers.length === 0
        ? 'This hub takes bundles from nobody: name a signer in the estate under signers.'
        : `The bundle was altered, or is signed by none of ${signers.map(({ name }) => name).join(', ')}: ask whoever made it for a new one.`,
    )
  const rules = Rules.safeParse(content.rules)
  if (!rules.success)
    throw new Refused(
      'BUNDLE_WRONG',
      `The bundle is signed by ${signer.name} and says what this hub does not know: update the hub.`,
    )
  return {
    home: content.home,
    version: content.version,
    madeBy: content.madeBy,
    signer: signer.name,
    rules: rules.data,
  }
}

function bundleIn(text: string): Bundle {
  try {
    return Bundle.parse(JSON.parse(text))
  } catch (cause) {
    throw new Refused(
      'BUNDLE_WRONG',
      'This is no bundle of rules: make one where they hold, with "millwright estate bundle" or on the page Rules.',
      {
        cause,
      },
    )
  }
}

/** A public key as PEM; refused for other kinds of keys. */
export function signerFrom(name: string, pem: string): BundleSigner {
  let key: KeyObject | undefined
  try {
    key = createPublicKey(pem)
  } catch {
    // Said below.
  }
  if (key?.asymmetricKeyType !== 'ed25519' || pem.includes('PRIVATE'))
    throw new Refused('SIGNER_WRONG', `The key of the signer ${name} is no public Ed25519 key in PEM.`)
  return { name, key }
}

/** The private key a hub signs with, as PEM; refused for other kinds of keys. */
export function bundleKeyFrom(pem: string): KeyObject {
  let key: KeyObject | undefined
  try {
    key = createPrivateKey(pem)
  } catch {
    // Said below.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Refused('BUNDLE_KEY_WRONG', 'What the estate names under bundleKey is no private Ed25519 key in PEM.')
  return key
}
