import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { Estate } from '#governance/estate'
import { createKey } from '#governance/keys'
import { people } from '#governance/people'
import { systemClock, uuids } from '#kernel/world'
import { type Hub, startHub } from '../../src/hub/start.ts'
import { logTo } from '../../src/local/log.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

/** Something that must turn up nowhere; its name says where it went in. */
const canary = (name: string) => `CANARY-${name}-${Math.random().toString(36).slice(2)}`
const secrets: Record<string, string> = {}
const secret = (name: string) => (secrets[name] ??= canary(name))

const logged: string[] = []
const answers: string[] = []
const ids = uuids(systemClock)
const now = () => systemClock.now()
let database: TestDatabase
let hub: Hub

beforeAll(async () => {
  database = await testDatabase()
  const archive = mkdtempSync(path.join(os.tmpdir(), 'millwright-secrets-'))
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(chunk.toString())
      done()
    },
  })
  hub = await startHub({
    estate: Estate.parse({
      home: 'centre',
      plants: [{ id: 'A', name: 'Plant A' }],
      systems: [
        {
          id: 'odoo',
          kind: 'odoo',
          title: 'Odoo',
          plants: ['A'],
          settings: { url: 'http://127.0.0.1:9', database: 'none', apiKey: secret('odoo-key') },
        },
      ],
    }),
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    secure: false,
    log: logTo(sink),
    archive: { checkpoints: path.join(archive, 'checkpoints'), signingKey: path.join(archive, 'signing.key') },
    metrics: { host: '127.0.0.1', port: 0, token: secret('metrics-token') },
  })
})
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

/** Whatever comes back is evidence, its headers too, but for the cookie that is meant to be handed out. */
async function ask(route: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`${hub.url}${route}`, init)
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
  answers.push(`${JSON.stringify(headers)} ${await response.clone().text()}`)
  return response
}
const post = (route: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(route, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const event = (id: string, over: object = {}) => ({
  specversion: '1.0',
  id,
  source: '/plants/A/systems/mes',
  type: 'mfg.production.output.received.v1',
  time: '2026-11-22T06:00:00Z',
  data: { order: 'odoo.1', quantity: { value: '60', uom: 'H87' } },
  ...over,
})
const type = 'application/cloudevents+json'

it('secrets reach neither logs nor metrics, neither the audit trail nor an answer, whatever goes wrong', async () => {
  const key = await createKey(databaseOf(database.pool), 'centre', ids, now(), {
    plant: 'A',
    system: 'mes',
    types: ['*'],
    days: 1,
    by: 'test',
  })
  secrets['system-key'] = key.slice(17)
  const bearer = (value: string) => ({ authorization: `Bearer ${value}`, 'content-type': type })

  // The door: right, wrong, mangled, and in places where a key does not belong.
  await post('/api/v1/events', event('s1'), bearer(key))
  await post('/api/v1/events', event('s2', { source: '/plants/B/systems/mes' }), bearer(key))
  await post('/api/v1/events', event('s3', { type: 'no.such' }), bearer(key))
  await post('/api/v1/events', '{"specversion":', bearer(key))
  await post('/api/v1/events', event('s4'), bearer(secret('unknown-key')))
  await post('/api/v1/events', event('s5'), { authorization: `Basic ${secret('basic')}` })
  await post('/api/v1/events', event('s6'), { ...bearer(key), 'x-api-key': secret('other-header') })
  await post(`/api/v1/events?key=${secret('in-address')}`, event('s7'), bearer(key))

  // People: claim, sign in, sign in wrongly, sessions good and bad.
  const doors = people(databaseOf(database.pool), 'centre', ids, now)
  const token = hub.claimLink!.split('#')[1]!
  secrets['claim-token'] = token
  const claim = await post('/api/v1/session/claim', { token, login: 'ada', name: 'Ada', password: secret('password') })
  const cookie = (claim.headers.get('set-cookie') ?? '').split(';')[0]!
  if (cookie) secrets['session'] = cookie.split('=')[1]!
  await post('/api/v1/session/claim', {
    token: secret('wrong-token'),
    login: 'eve',
    name: 'Eve',
    password: secret('eve-password'),
  })
  expect(secrets['session']).toBeTruthy()
  await post('/api/v1/session', { login: 'ada', password: secret('wrong-password') })
  await post('/api/v1/session', { login: secret('password-as-login'), password: secret('login-as-password') })
  await post('/api/v1/session', `{"login":"ada","password":"${secret('half-a-body')}`)
  await ask('/api/v1/messages', { headers: { cookie } })
  await ask('/api/v1/messages?text=x', { headers: { cookie: `millwright=${secret('wrong-session')}` } })
  await ask('/api/v1/session', { headers: { cookie } })
  expect(await doors.invite('test', [])).toBeTruthy()

  // Odoo is not there, then the database goes away under a request.
  await eventually(() => expect(logged.join('')).toContain('Odoo cannot be reached'))
  await database.pool.query('alter table millwright.message rename to message_gone')
  await post('/api/v1/events', event('s8'), bearer(key))
  await ask('/api/v1/messages', { headers: { cookie } })
  await database.pool.query('alter table millwright.message_gone rename to message')

  // The numbers, refused and given.
  answers.push(
    await (
      await fetch(hub.metricsUrl!, { headers: { authorization: `Bearer ${secret('wrong-metrics-token')}` } })
    ).text(),
  )
  const numbers = await (
    await fetch(hub.metricsUrl!, { headers: { authorization: `Bearer ${secret('metrics-token')}` } })
  ).text()
  expect(numbers).toContain('millwright_events_total')

  // A request that is no HTTP at all.
  const raw = request(`${hub.url}/api/v1/events`, {
    method: 'POST',
    headers: { ...bearer(key), 'content-length': '5' },
  })
  raw.end(`x`.repeat(5))
  answers.push(
    await new Promise<string>((resolve) =>
      raw.on('response', (answer) => resolve(text(answer))).on('error', () => resolve('')),
    ),
  )

  const { rows } = await database.pool.query('select * from audit')
  const { rows: messages } = await database.pool.query('select event, received_from from message')
  const { rows: keys } = await database.pool.query('select * from access_key')
  const { rows: failures } = await database.pool.query('select * from sign_in_failure')
  const places = {
    failures: JSON.stringify(failures),
    log: logged.join(''),
    metrics: numbers,
    answers: answers.join('\n'),
    audit: JSON.stringify(rows),
    journal: JSON.stringify(messages),
    keys: JSON.stringify(keys),
  }
  expect(rows.length).toBeGreaterThan(3)
  expect(places.log).toMatch(/"trace":"[0-9a-f]{32}"|Odoo cannot be reached/)
  const leaks = Object.entries(places).flatMap(([place, content]) =>
    Object.entries(secrets)
      .filter(([, value]) => content.includes(value))
      .map(([name]) => `${name} in ${place}`),
  )
  expect(leaks).toEqual([])
  // One record, one line, whatever was sent.
  for (const line of places.log.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
})
