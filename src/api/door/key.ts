import type { FastifyRequest } from 'fastify'
import type { DeviceKey, Keys, SystemKey } from '#governance/keys'
import { notAllowed, Trouble, tryLater } from '../problems.ts'

interface KeyParts {
  readonly keys: Keys
  readonly secure: boolean
}

/** A browser on the floor keeps its key where no script reads it; the prefix is that of the session's cookie. */
export const deviceCookie = (secure: boolean): string => (secure ? '__Host-millwright-floor' : 'millwright-floor')

/**
 * The key that was shown: in the header, or, where the header says `Device`, in the cookie of the device. The browser
 * sends a cookie by itself, the header only where our own page asks for it.
 */
const shownKey = (request: FastifyRequest, secure: boolean): string | undefined => {
  const said = request.headers.authorization ?? ''
  if (/^Device$/i.test(said)) return request.cookies[deviceCookie(secure)]
  return /^Bearer (\S+)$/i.exec(said)?.[1]
}

/** Which system asks, by the key it shows. */
export async function keyOf(request: FastifyRequest, { keys, secure }: KeyParts): Promise<SystemKey> {
  const key = shownKey(request, secure)
  if (!key)
    throw new Trouble(401, 'NOT_AUTHORISED', 'No key', 'Send the key of your system as "Authorization: Bearer …".')
  return keyNamed(key, keys)
}

export async function keyNamed(key: string, keys: Keys): Promise<SystemKey> {
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

export const isOfDevice = (key: SystemKey): key is DeviceKey => key.workCentres !== undefined

/** A device asks for what is at its work centres; no other key has any. */
export function asDevice(key: SystemKey): DeviceKey {
  if (isOfDevice(key)) return key
  throw notAllowed('This is the key of a system, not of a device on the shop floor. Make one for the device on Access.')
}

/** What is more than a device may do. */
export function notOfDevice(key: SystemKey): SystemKey {
  if (isOfDevice(key)) throw notAllowed('The key of a device opens nothing but what is at its work centres.')
  return key
}

/** The public part of a key, for counting who sends how much; no proof of anything. */
export const claimedKey = (request: FastifyRequest): string => {
  const shown = shownKey(request, true) ?? shownKey(request, false) ?? ''
  return /^(mwk_[a-z0-9]{12})_/i.exec(shown)?.[1] ?? request.ip
}
