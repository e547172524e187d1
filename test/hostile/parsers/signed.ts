import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto'
import {
  bundleKeyFrom,
  bundleText,
  openBundle,
  signerFrom as bundleSigner,
} from '../../../src/governance/rules/bundle.ts'
import { lineOf, openNote, signerFrom, signerOf, signNote } from '../../../src/governance/sealing/note.ts'
import { Refused } from '../../../src/kernel/failure.ts'
import { replayGuard, signWebhook, verifyWebhook, WEBHOOK_TOLERANCE } from '../../../src/kernel/webhooks.ts'
import { orRefused, type Parser, promised, textOf } from './parser.ts'

/** The same key each time, so that what was signed once opens again: 32 sevens behind what PKCS #8 says of Ed25519. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
})
const publicKey = createPublicKey(privateKey)
const now = '2026-11-22T06:04:11.250Z'

const secrets = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(
  (bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`,
)
const delivery = (secret: readonly string[], at: string): string => {
  const headers = signWebhook(secret, { id: 'msg.1', at, body: '{"a":1}' })
  return `${headers['webhook-id']}\n${headers['webhook-timestamp']}\n${headers['webhook-signature']}\n{"a":1}`
}

/** Three headers, a line each, and the body behind them. */
export const webhook: Parser = {
  name: 'webhook',
  reads: ['kernel/webhooks.ts'],
  seeds: [
    delivery(secrets, now),
    delivery(secrets.slice(1), '2026-11-22T06:00:11.250Z'),
    delivery(secrets, '2026-11-22T05:00:00.000Z'),
    'msg\n1\nv1,\n',
    'msg\n1\nv1a,x v2,y v1,z\nbody',
  ],
  words: ['v1,', 'v1a,', 'whsec_', '='],
  judge(bytes) {
    const text = Buffer.from(bytes).toString('latin1')
    const [id = '', timestamp = '', signature = '', ...lines] = text.split('\n')
    const body = Buffer.from(lines.join('\n'), 'latin1')
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
    const verdict = verifyWebhook(secrets, headers, body, now)
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
    const right = secrets.map((secret) =>
      createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        .update(signed)
        .digest('base64'),
    )
    const isSigned = signature.split(' ', 16).some((one) => right.some((good) => isSame(one, good)))
    const isWellFormed = /^[!-~]{1,256}$/.test(id) && /^\d{1,11}$/.test(timestamp)
    const isOurTime = Math.abs(Date.parse(now) - Number(timestamp) * 1000) <= WEBHOOK_TOLERANCE
    promised('id' in verdict === (isSigned && isWellFormed && isOurTime), 'taken is what was signed, in its time')
    if (!('id' in verdict)) return
    const isNew = replayGuard()
    promised(isNew(verdict, now) && !isNew(verdict, now), 'and once')
    const spoilt = Buffer.concat([body, Buffer.from(' ')])
    promised('refused' in verifyWebhook(secrets, headers, spoilt, now), 'and no other body')
  },
}

const isSame = (given: string, good: string): boolean =>
  given.startsWith('v1,') && Buffer.from(given.slice(3), 'base64').toString('base64') === good

const content = { home: 'centre', version: 3, madeAt: now, madeBy: 'ann' }
const rules = { policies: {}, ownership: [], flows: [], alerting: {}, fieldTables: [] }
const bundled = bundleText({ ...content, rules }, privateKey)

/** Rules that travel from hub to hub. */
export const bundle: Parser = {
  name: 'bundle',
  reads: ['governance/rules/bundle.ts'],
  seeds: [bundled, bundleText({ ...content, rules: { policies: 1 } }, privateKey), bundled.replace('ann', 'eve'), '{}'],
  words: ['"bundle"', '"millwright-rules-1"', '"signature"', '"rules"', '"__proto__"'],
  judge(bytes) {
    const text = textOf(bytes)
    const isOwn = (error: unknown) =>
      error instanceof Refused && ['BUNDLE_WRONG', 'BUNDLE_NOT_SIGNED'].includes(error.code)
    const opened = orRefused(() => openBundle(text, [{ name: 'centre', key: publicKey }]), isOwn)
    if (!opened) return
    const {
      signature: _,
      bundle: _kind,
      ...said
    } = JSON.parse(text) as Parameters<typeof bundleText>[0] & {
      signature: string
      bundle: string
    }
    const own = openBundle(bundleText(said, privateKey), [{ name: 'centre', key: publicKey }])
    promised(JSON.stringify(own) === JSON.stringify(opened), 'what is opened is what was signed')
    promised(opened.madeBy === 'ann' && opened.version === 3, 'and by nobody else')
  },
}

/** Keys in PEM, as an estate names them. */
export const pem: Parser = {
  name: 'pem',
  reads: ['governance/rules/bundle.ts', 'governance/sealing/signing-key.ts', 'cli/estate-bundle.ts'],
  seeds: [
    publicKey.export({ type: 'spki', format: 'pem' }),
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
    '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n',
  ].map(String),
  words: ['-----BEGIN ', ' PRIVATE KEY-----', ' PUBLIC KEY-----', 'RSA', 'EC', 'ENCRYPTED', 'Proc-Type: 4,ENCRYPTED'],
  judge(bytes) {
    const text = textOf(bytes)
    const isOwn = (error: unknown) => error instanceof Refused && /^(SIGNER|BUNDLE_KEY)_WRONG$/.test(error.code)
    const signer = orRefused(() => bundleSigner('x', text), isOwn)
    const key = orRefused(() => bundleKeyFrom(text), isOwn)
    promised(!signer || signer.key.type === 'public', 'who vouches is known by a public key')
    promised(!key || key.type === 'private', 'and signs with a private one')
  },
}

const auditor = signerOf('centre', publicKey)
const checkpoint = { origin: 'millwright/centre', size: 12, root: Buffer.alloc(32, 1).toString('base64'), at: now }
const aNote = signNote(checkpoint, auditor, privateKey)

/** Checkpoints of the audit trail, and the line that says who may sign them. */
export const note: Parser = {
  name: 'note',
  reads: ['governance/sealing/note.ts', 'governance/sealing/checkpoint-folder.ts'],
  seeds: [aNote, aNote.replace('12', '13'), `${lineOf(auditor)}\n`, 'a+00000000+AQ==', 'x\n1\n'],
  words: ['\n\n— ', 'centre ', '+', '='],
  judge(bytes) {
    const text = textOf(bytes)
    const opened = openNote(text, [auditor])
    if ('signedBy' in opened)
      promised(
        signNote(opened.checkpoint, auditor, privateKey).startsWith(text.slice(0, text.indexOf('\n\n'))),
        'signed',
      )
    if ('signedBy' in opened) promised(opened.checkpoint.size === 12, 'and nothing that nobody signed')
    const signer = signerFrom(text)
    promised(!signer || signerFrom(lineOf(signer))?.id === signer.id, 'a signer is written as it is read')
  },
}
