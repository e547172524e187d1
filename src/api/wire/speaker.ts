import type { FastifyRequest } from 'fastify'
import type { SystemKey } from '#governance/keys'
import type { WireSystem } from '#governance/wire-systems'
import type { Instant } from '#kernel/time'
import { type replayGuard, verifyWebhook } from '#kernel/webhooks'
import { notFound, Trouble } from '../problems.ts'

/** The system that speaks through a table with this key. What only other plants have is to it as if it were not there. */
export function speakerOf(table: string, key: SystemKey, systems: readonly WireSystem[]): WireSystem {
  const speakers = systems.filter((one) => one.table.table === table && one.plants.includes(key.plant))
  if (speakers.length === 0) throw notFound('field table')
  const own = speakers.find(({ id }) => id === key.system)
  if (own) return own
  throw new Trouble(
    403,
    'NOT_AUTHORISED',
    'Not allowed',
    'This field table reads what another system says. Send to the table of the system that the key belongs to.',
  )
}

const sentences = {
  SIGNATURE_MISSING: 'This system signs what it sends: the headers webhook-id, -timestamp and -signature are missing.',
  SIGNATURE_INVALID:
    'The signature does not fit these bytes. Sign the body as it is sent, with the secret of this system.',
  TIMESTAMP_TOO_OLD: 'It was signed more than five minutes ago. Sign it anew for each try, and set the clock.',
  TIMESTAMP_TOO_NEW: 'It was signed in the future. Set the clock of the sender.',
} as const

/** Why the signature is not accepted; undefined when it is, or when the system has no secret to sign with. */
export function signatureTrouble(
  { secrets }: WireSystem,
  { headers }: Pick<FastifyRequest, 'headers'>,
  bytes: Uint8Array,
  now: Instant,
  isNew: ReturnType<typeof replayGuard>,
): Trouble | undefined {
  if (secrets.length === 0) return undefined
  const verdict = verifyWebhook(secrets, headers, bytes, now)
  if ('refused' in verdict) return new Trouble(401, verdict.refused, 'Signature refused', sentences[verdict.refused])
  if (isNew(verdict, now)) return undefined
  return new Trouble(
    409,
    'REPLAYED',
    'Played again',
    'This delivery came before under the same timestamp. Sign it anew for each try.',
  )
}
