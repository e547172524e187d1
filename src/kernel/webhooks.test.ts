import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later, minutes, seconds } from './time.ts'
import { replayGuard, signWebhook, verifyWebhook, webhookSecretShape } from './webhooks.ts'

/** The example of the specification; the signature is what its own library (1.1.1) makes of it. */
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: instant(1_614_265_330_000),
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const next = `whsec_${randomBytes(32).toString('base64')}`

const headers = (over: Record<string, string> = {}) => ({ ...signWebhook([example.secret], example), ...over })
const verify = (
  given: Record<string, string>,
  { body = example.body, secrets = [example.secret], now = example.at } = {},
) => verifyWebhook(secrets, given, body, now)

describe('a signed webhook', () => {
  it('is signed as the specification shows', () => {
    expect(headers()['webhook-signature']).toBe(example.signature)
    expect(verify(headers())).toEqual({ id: example.id, at: example.at })
  })

  it('is known by its bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (body, word) => {
        const id = `m-${Buffer.from(word).toString('hex')}`
        const signed = signWebhook([example.secret], { id, at: example.at, body })
        expect(verifyWebhook([example.secret], { ...signed }, body, example.at)).toMatchObject({ id })
        expect(verifyWebhook([example.secret], { ...signed }, Buffer.concat([body, Buffer.of(1)]), example.at)).toEqual(
          {
            refused: 'SIGNATURE_INVALID',
          },
        )
      }),
    )
  })

  it('T66: is accepted under the old and the new secret while one is being replaced', () => {
    const both = signWebhook([next, example.secret], example)
    for (const secrets of [[next], [example.secret]]) expect(verify({ ...both }, { secrets })).toHaveProperty('id')
    expect(verify(headers(), { secrets: [next, example.secret] })).toHaveProperty('id')
    expect(verify(headers(), { secrets: [next] })).toEqual({ refused: 'SIGNATURE_INVALID' })
  })

  it.each([
    ['ten minutes old', minutes(10), { refused: 'TIMESTAMP_TOO_OLD' }],
    ['five minutes old', minutes(5), { id: example.id, at: example.at }],
    ['from the future', -minutes(5) - seconds(1), { refused: 'TIMESTAMP_TOO_NEW' }],
  ])('%s is judged by our clock', (_what, age, verdict) => {
    expect(verify(headers(), { now: later(example.at, age) })).toEqual(verdict)
  })

  it.each([
    ['no signature', { 'webhook-signature': '' }, 'SIGNATURE_INVALID'],
    ['another version', { 'webhook-signature': example.signature.replace('v1', 'v2') }, 'SIGNATURE_INVALID'],
    ['half a signature', { 'webhook-signature': example.signature.slice(0, 20) }, 'SIGNATURE_INVALID'],
    ['another id', { 'webhook-id': 'msg_other' }, 'SIGNATURE_INVALID'],
    ['a timestamp with a tail', { 'webhook-timestamp': '1614265330abc' }, 'SIGNATURE_INVALID'],
    ['another timestamp', { 'webhook-timestamp': '1614265331' }, 'SIGNATURE_INVALID'],
  ])('with %s is refused', (_what, over, refused) => {
    expect(verify(headers(over))).toEqual({ refused })
  })

  it('without its headers is refused', () => {
    expect(verifyWebhook([example.secret], {}, example.body, example.at)).toEqual({ refused: 'SIGNATURE_MISSING' })
  })
})

describe('a delivery seen before', () => {
  const delivery = { id: example.id, at: example.at }

  it('is a replay, and a retry with a new timestamp is not', () => {
    const isNew = replayGuard()
    expect(isNew(delivery, example.at)).toBe(true)
    expect(isNew(delivery, later(example.at, minutes(4)))).toBe(false)
    expect(isNew({ ...delivery, at: later(example.at, seconds(10)) }, later(example.at, seconds(10)))).toBe(true)
  })

  it('is remembered as long as its timestamp would be taken', () => {
    const isNew = replayGuard()
    isNew({ ...delivery, at: later(example.at, minutes(5)) }, example.at)
    expect(isNew({ ...delivery, at: later(example.at, minutes(5)) }, later(example.at, minutes(9)))).toBe(false)
    expect(isNew(delivery, later(example.at, minutes(11)))).toBe(true)
  })
})

describe('a secret', () => {
  it.each([
    [example.secret, true],
    [next, true],
    ['whsec_short', false],
    [example.secret.replace('whsec_', ''), false],
    [`${example.secret}!`, false],
  ])('%s is one: %s', (secret, is) => {
    expect(webhookSecretShape.test(secret)).toBe(is)
  })
})
