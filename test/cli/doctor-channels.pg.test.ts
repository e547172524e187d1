import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { Symptom } from '../../src/cli/symptom.ts'
import { millwright } from '../support/command.ts'
import { authority, type HookReceiver, hookReceiver, type MailServer, mailServer } from '../support/post-office.ts'

let post: MailServer
let hooks: HookReceiver

beforeAll(async () => {
  post = await mailServer({ security: 'starttls' })
  hooks = await hookReceiver()
})
afterAll(async () => {
  await Promise.all([post?.[Symbol.asyncDispose](), hooks?.[Symbol.asyncDispose]()])
})

const mailbox = (settings: object = {}) => ({
  kind: 'mail',
  settings: {
    host: '127.0.0.1',
    port: String(post.port),
    from: 'hub@example.com',
    user: 'hub',
    password: { env: 'SMTP_PASSWORD' },
    certificate: { file: 'authority.pem' },
    ...settings,
  },
})

/** What the doctor says of channels that an estate names. */
async function seen(channels: Readonly<Record<string, object>>, hosts: readonly string[] = ['127.0.0.1']) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-channels-'))
  writeFileSync(path.join(folder, 'authority.pem'), authority)
  const systems = Object.entries(channels).map(([id, channel]) => ({ id, title: id, plants: ['A'], ...channel }))
  const estate = {
    plants: [{ id: 'A', name: 'Plant A' }],
    outbound: { hosts, networks: ['127.0.0.1/32'] },
    systems,
  }
  writeFileSync(path.join(folder, 'estate.yaml'), stringify(estate))
  const run = millwright({ MILLWRIGHT_ESTATE: folder, SMTP_PASSWORD: 'secret', HOOK: `whsec_${'a'.repeat(32)}` })
  const { out } = await run(['doctor', '--json'])
  return (JSON.parse(out) as Symptom[]).filter(({ about }) => Object.hasOwn(channels, about))
}

describe('doctor, of the channels that alerts leave by', () => {
  it('says how far each was reached, and sends nothing', async () => {
    const told = await seen({
      post: mailbox(),
      alarms: { kind: 'webhook', settings: { url: `${hooks.url}/alarms`, secrets: [{ env: 'HOOK' }] } },
      talk: { kind: 'chat', settings: { url: `${hooks.url}/a-secret-path` } },
    })
    expect(told.map(({ about, state }) => [about, state])).toEqual([
      ['post', 'well'],
      ['alarms', 'well'],
      ['talk', 'well'],
    ])
    expect(told[0]!.sentence).toMatch(/takes mail at port \d+ over TLS, .* and lets hub in$/)
    expect(told[1]!.sentence).toMatch(/answers without TLS; whether it takes notices only one shows/)
    expect(JSON.stringify(told)).not.toMatch(/a-secret-path|secret"/)
    expect(post.mails).toEqual([])
    expect(hooks.calls.every(({ body }) => body === '')).toBe(true)
  })

  it.each<[string, () => object, RegExp, (readonly string[])?]>([
    [
      'a password that is wrong',
      () => mailbox({ password: 'guess' }),
      /does not let the hub in; mend its user or password/,
    ],
    [
      'a certificate of nobody known',
      () => mailbox({ certificate: undefined }),
      /certificate that the hub does not trust/,
    ],
    ['a server that speaks no TLS from the first byte', () => mailbox({ security: 'tls' }), /cannot be reached/],
    ['a port where nobody listens', () => mailbox({ port: '1' }), /cannot be reached \(ECONNREFUSED\)/],
    [
      'a host that the estate does not open',
      () => mailbox(),
      /may not call 127\.0\.0\.1; name it .* outbound/,
      ['x.example'],
    ],
    ['settings that are none', () => mailbox({ port: 'smtp' }), /settings in the estate are not understood: port: /],
    [
      'a chat that is away',
      () => ({ kind: 'chat', settings: { url: 'http://127.0.0.1:1/x' } }),
      /127\.0\.0\.1 cannot be reached \(ECONNREFUSED\)/,
    ],
  ])('finds %s', async (_what, channel, sentence, hosts) => {
    const [told] = await seen({ it: channel() }, hosts)
    expect(told).toMatchObject({ state: 'wrong', sentence: expect.stringMatching(sentence) })
  })
})
