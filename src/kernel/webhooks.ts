import { createHmac, timingSafeEqual } from 'node:crypto'
import { epochMilliseconds, type Instant, instant, minutes } from './time.ts'

/**
 * Standard Webhooks 1 (standardwebhooks.com): three headers, HMAC-SHA256 over `id.timestamp.body`.
 *
 * Written here and not taken from the library of that name: it reads the machine's clock (ours is handed in), decodes
 * the body to text before it checks it, takes `123abc` for a timestamp, knows one secret at a time, and brings its own
 * SHA-256 and Base64 although Node has both.
 */
export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/** 24 to 64 random bytes in Base64 behind a prefix that scanners for lost secrets know. */
export const webhookSecretShape =
  /^whsec_(?=[A-Za-z0-9+/]{32,86}={0,2}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** How far a timestamp may be from our clock, either way. */
export const WEBHOOK_TOLERANCE = minutes(5)

type Body = string | Uint8Array

/** Signs with every secret given: while one is being replaced, a receiver that knows either is content. */
export function signWebhook(
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Instant; readonly body: Body },
): WebhookHeaders {
  const timestamp = String(Math.floor(epochMilliseconds(at) / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${mac(secret, id, timestamp, body).toString('base64')}`).join(' '),
  }
}

export type WebhookVerdict =
  | { readonly id: string; readonly at: Instant }
  | {
      readonly refused: 'SIGNATURE_MISSING' | 'SIGNATURE_INVALID' | 'TIMESTAMP_TOO_OLD' | 'TIMESTAMP_TOO_NEW'
    }

/** Checks the bytes as they came, before anything reads them. */
export function verifyWebhook(
  secrets: readonly string[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Body,
  now: Instant,
): WebhookVerdict {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`])
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return { refused: 'SIGNATURE_MISSING' }
  if (!/^[!-~]{1,256}$/.test(id) || !/^\d{1,11}$/.test(timestamp)) return { refused: 'SIGNATURE_INVALID' }
  const given = signatures
    .split(' ', 16)
    .flatMap((signature) => (signature.startsWith('v1,') ? [Buffer.from(signature.slice(3), 'base64')] : []))
  const fits = secrets.some((secret) => {
    const right = mac(secret, id, timestamp, body)
    return given.some((signature) => signature.length === right.length && timingSafeEqual(signature, right))
  })
  if (!fits) return { refused: 'SIGNATURE_INVALID' }
  // Told only to those who know the secret.
  const at = Number(timestamp) * 1000
  const age = epochMilliseconds(now) - at
  if (age > WEBHOOK_TOLERANCE) return { refused: 'TIMESTAMP_TOO_OLD' }
  if (age < -WEBHOOK_TOLERANCE) return { refused: 'TIMESTAMP_TOO_NEW' }
  return { id, at: instant(at) }
}

function mac(secret: string, id: string, timestamp: string, body: Body): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
}

/**
 * Tells a replay from a retry. A retry by the sender carries the same id under a newer timestamp and must be answered
 * like the first; the very same id and timestamp again is a recording played by somebody else.
 */
export function replayGuard(): (delivery: { readonly id: string; readonly at: Instant }, now: Instant) => boolean {
  const seen = new Map<string, number>()
  return ({ id, at }, now) => {
    const moment = epochMilliseconds(now)
    // Insertion order is roughly age; what is older than the tolerance on both sides is refused by its timestamp.
    for (const [key, until] of seen) {
      if (until > moment) break
      seen.delete(key)
    }
    const key = `${at} ${id}`
    if (seen.has(key)) return false
    seen.set(key, moment + 2 * WEBHOOK_TOLERANCE)
    return true
  }
}
