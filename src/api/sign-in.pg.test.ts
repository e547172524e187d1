import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { people } from '#governance/people'
import { hours, type Instant, instant, later, minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { password, type TestApi, testApi } from '../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'

let database: TestDatabase
let api: TestApi
let time: Instant = instant(Date.now())

const engine = { receive: async () => [], wake: () => {} }

beforeAll(async () => {
  database = await testDatabase()
  const now = () => time
  api = await testApi(database, engine, {
    now,
    people: people(databaseOf(database.pool), 'hub', uuids(systemClock), now),
  })
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const post = (url: string, payload: object) => api.app.inject({ method: 'POST', url, payload })
const signIn = (login: string, word: string) => post('/api/v1/session', { login, password: word })
const session = (cookie: string) => api.app.inject({ url: '/api/v1/session', headers: { cookie } })
const cookieFrom = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!

describe('signing in', () => {
  it('by the first one-time link makes the administrator, once', async () => {
    // Somebody who sets plants up is no administrator: the link is not used up by them.
    const { people } = api.parts
    await people.claim(await people.invite('hub', [{ role: 'planner', plant: '*' }]), 'setter', 'Setter', password)
    const token = await people.inviteFirst()
    expect(token).toBeDefined()
    const claim = (login: string) => post('/api/v1/session/claim', { token, login, name: 'Ada', password })
    const made = await claim('ada')
    expect(made.statusCode).toBe(200)
    expect(made.json()).toMatchObject({ login: 'ada', grants: [{ role: 'admin', plant: '*' }] })
    const again = await claim('eve')
    expect([again.statusCode, again.json().code]).toEqual([410, 'INVITATION_UNKNOWN'])
    expect(await api.parts.people.inviteFirst()).toBeUndefined()
  })

  it('by a link under a login that somebody has is refused, and the link is good for another one', async () => {
    const token = await api.parts.people.invite('ada', [{ role: 'planner', plant: 'A' }])
    const claim = (login: string) => post('/api/v1/session/claim', { token, login, name: 'Bert', password })
    const taken = await claim('ada')
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'LOGIN_TAKEN'])
    const made = await claim('bert')
    expect(made.statusCode, made.body).toBe(200)
    expect(made.json()).toMatchObject({ login: 'bert', grants: [{ role: 'planner', plant: 'A' }] })
    // Nothing of the refused claim has become of the one whose login it is.
    const ada = await signIn('ada', password)
    expect(ada.json()).toMatchObject({ login: 'ada', name: 'Ada', grants: [{ role: 'admin', plant: '*' }] })
  })

  it('gives a cookie that scripts and other sites do not get', async () => {
    const answer = await signIn('ada', password)
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).toMatch(/Path=\//)
    expect(cookie).not.toMatch(/Domain|Secure/)
    expect(cookieFrom(answer)).not.toBe(cookieFrom(await signIn('ada', password)))
  })

  it('over TLS keeps the cookie to TLS and to this host', async () => {
    await using secure = await testApi(database, engine, { secure: true })
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { login: 'ada', password },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-millwright=.*; Secure/)
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/)
  })

  it('says of what no database can hold that it is that, and not that the hub failed', async () => {
    const answer = await signIn('a\u0000da', password)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'SCHEMA_INVALID'])
    expect(answer.json().detail).toMatch(/NUL/)
  })

  it('says the same of a wrong login and of a wrong password', async () => {
    const [login, word] = [await signIn('nobody', password), await signIn('ada', 'wrong')]
    expect(login.statusCode).toBe(401)
    expect(login.body).toBe(word.body)
    expect(login.headers['set-cookie']).toBeUndefined()
  })

  it('rests after five wrong tries, for a quarter of an hour, even with the right password', async () => {
    await api.person('bob', { role: 'operator', plant: 'A' })
    for (let n = 0; n < 5; n++) expect((await signIn('bob', `wrong ${n}`)).statusCode).toBe(401)
    const resting = await signIn('bob', password)
    expect([resting.statusCode, resting.headers['retry-after']]).toEqual([429, '900'])
    time = later(time, minutes(16))
    expect((await signIn('bob', password)).statusCode).toBe(200)
  })

  it.each([{}, { login: 'ada' }, { login: ['ada'], password }, { login: 'ada', password, role: 'admin' }, 'ada', null])(
    'takes no %j',
    async (body) => {
      const payload = JSON.stringify(body)
      const headers = { 'content-type': 'application/json' }
      const answer = await api.app.inject({ method: 'POST', url: '/api/v1/session', payload, headers })
      expect(answer.statusCode).toBe(422)
    },
  )
})

describe('a session', () => {
  it('ends after an hour of idleness, and after twelve in any case', async () => {
    const idle = cookieFrom(await signIn('ada', password))
    time = later(time, minutes(59))
    expect((await session(idle)).statusCode).toBe(200)
    time = later(time, minutes(61))
    expect((await session(idle)).statusCode).toBe(401)

    const busy = cookieFrom(await signIn('ada', password))
    for (let n = 0; n < 12; n++) {
      time = later(time, minutes(59))
      expect((await session(busy)).statusCode, `after ${n + 1}`).toBe(200)
    }
    time = later(time, hours(1))
    expect((await session(busy)).statusCode).toBe(401)
  })

  it('ends with signing out, everywhere it was copied to', async () => {
    const signedIn = await signIn('ada', password)
    const cookie = cookieFrom(signedIn)
    const headers = { cookie, 'x-csrf-token': signedIn.json().csrf }
    const without = await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } })
    expect(without.statusCode).toBe(403)
    const out = await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })
    expect(out.statusCode).toBe(204)
    expect((await session(cookie)).statusCode).toBe(401)
  })

  it('ends when the person is disabled', async () => {
    const { cookie } = await api.person('carl', { role: 'operator', plant: 'A' })
    await database.pool.query("update person set disabled_at = now() where login = 'carl'")
    expect((await session(cookie)).statusCode).toBe(401)
    expect((await signIn('carl', password)).statusCode).toBe(401)
  })

  it('is kept as a hash only', async () => {
    const secret = cookieFrom(await signIn('ada', password)).split('=')[1]!
    const { rows } = await database.pool.query('select * from session')
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('every answer', () => {
  it('tells the browser what it may do with it', async () => {
    for (const url of ['/api/v1/session', '/healthz', '/nowhere', '/api/v1/nowhere']) {
      const { headers } = await api.app.inject({ url })
      expect(headers['content-security-policy'], url).toContain("default-src 'self'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('of the API stays in no cache, and is a problem where there is nothing', async () => {
    const answer = await api.app.inject({ url: '/api/v1/nowhere' })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })
})
