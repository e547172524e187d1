import type { FastifyRequest } from 'fastify'
import type { Keys, SystemKey } from '#governance/keys'
import { Trouble, tryLater } from '../problems.ts'

/** Which system asks, by the key it shows. */
export async function keyOf(request: FastifyRequest, keys: Keys): Promise<SystemKey> {
  const [, key] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (!key)
    throw new Trouble(401, 'NOT_AUTHORISED', 'No key', 'Send the key of your system as "Authorization: Bearer …".')
  const verdict = await keys.check(key).catch((error) => {
    throw Object.assign(tryLater('Keys cannot be checked at the moment; nothing was accepted. Send the same again.'), {
      cause: error,
    })
  })
  if (!('refused' in verdict)) return verdict
  const sentences = {
    KEY_UNKNOWN: 'This key is not known here.',
    KEY_EXPIRED: 'This key has expired. Ask an administrator for a new one.',
    KEY_REVOKED: 'This key was revoked. Ask an administrator for a new one.',
  }
  throw new Trouble(401, 'NOT_AUTHORISED', 'Key refused', sentences[verdict.refused])
}

/** The public part of a key, for counting who sends how much; no proof of anything. */
export const claimedKey = (request: FastifyRequest): string =>
  /^Bearer (mwk_[a-z0-9]{12})_/i.exec(request.headers.authorization ?? '')?.[1] ?? request.ip
