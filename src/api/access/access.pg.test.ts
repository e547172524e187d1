import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { systemClock } from '#kernel/world'
import { type TestApi, testApi, type TestPerson } from '../../../test/support/api.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testHub } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { KeyList, MadeInvitation, MadeKey, PeopleList } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

let database: TestDatabase
let engine: Engine
let api: TestApi
let admin: TestPerson
let ofPlantA: TestPerson
let began: string

beforeAll(async () => {
  database = await testDatabase()
  engine = testHub(database.pool, ledgerDouble(anOrder()))
})
afterAll(async () => {
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

beforeEach(async () => {
  await database.pool.query('truncate person, role_grant, session, invitation, access_key cascade')
  began = systemClock.now()
  api = await testApi(database, engine)
  admin = await api.person('admin', { role: 'admin', plant: '*' })
  ofPlantA = await api.person('of-a', { role: 'admin', plant: 'A' })
  return () => api[Symbol.asyncDispose]()
})

const keys = async (person: TestPerson): Promise<KeyList> => (await person.get('/api/v1/keys')).json()
const people = async (person: TestPerson): Promise<PeopleList> => (await person.get('/api/v1/people')).json()
const reason = 'as agreed'
const change = (by: TestPerson, login: string, body: object) => by.post(`/api/v1/people/${login}`, { reason, ...body })
const audit = async (action: string) => {
  const { rows } = await database.pool.query(
    'select plant, actor, subject, reason, before, after from audit where action = $1 and at >= $2 order by audit_id',
    [action, began],
  )
  return rows
}

describe('a key', () => {
  const wish = { plant: 'A', system: 'mes', days: 30, note: 'The new server' }

  it('is made, shown once, opens the door, and does not once it is revoked', async () => {
    const made: MadeKey = (await ofPlantA.post('/api/v1/keys', wish)).json()
    expect(made.row).toMatchObject({ plant: 'A', system: 'mes', types: ['*'], state: 'valid', createdBy: 'of-a' })
    expect(made.key).toMatch(new RegExp(`^mwk_${made.row.keyId}_`))
    const { eventText } = aMessage('output.received', { order: 'odoo.42', quantity: { value: '1', uom: 'H87' } })
    const sent = await api.send(made.key, eventText)
    expect(sent.statusCode, sent.body).toBe(202)
    expect(JSON.stringify(await keys(admin))).not.toContain(made.key.slice(-20))

    const revoked = await ofPlantA.post(`/api/v1/keys/${made.row.keyId}`, { action: 'revoke', reason: 'it leaked' })
    expect(revoked.json()).toMatchObject({ state: 'revoked', revokedBy: 'of-a' })
    const after = aMessage('output.received', { order: 'odoo.42', quantity: { value: '1', uom: 'H87' } }).eventText
    await eventually(async () => expect((await api.send(made.key, after)).statusCode).toBe(401))
    const [row] = await audit('key.revoked')
    expect(row).toMatchObject({ plant: 'A', actor: 'of-a', subject: made.row.keyId, reason: 'it leaked' })
    expect(await audit('key.created')).toHaveLength(1)
  })

  it('of another plant is neither seen nor made nor revoked', async () => {
    const made: MadeKey = (await admin.post('/api/v1/keys', { ...wish, plant: 'B' })).json()
    expect((await keys(ofPlantA)).items).toEqual([])
    expect((await keys(ofPlantA)).mayManage).toEqual(['A'])
    expect((await ofPlantA.post('/api/v1/keys', { ...wish, plant: 'B' })).statusCode).toBe(403)
    const revoke = { action: 'revoke', reason }
    expect((await ofPlantA.post(`/api/v1/keys/${made.row.keyId}`, revoke)).statusCode).toBe(404)
    expect((await keys(admin)).items).toMatchObject([{ state: 'valid' }])
  })

  it.each([
    [{ ...wish, plant: 'nowhere' }, 403],
    [{ ...wish, days: 0 }, 422],
    [{ ...wish, types: ['mfg.nothing.v1'] }, 422],
    [{ ...wish, system: 'two words' }, 422],
  ])('that is wished wrongly (%#) is not made', async (wrong, status) => {
    const answer = await admin.post('/api/v1/keys', wrong)
    expect([status, 400]).toContain(answer.statusCode)
    expect((await keys(admin)).items).toEqual([])
  })
})

describe('an invitation', () => {
  it('is a link that works once and gives what was offered', async () => {
    const grants = [{ role: 'supervisor', plant: 'A' }]
    const { token }: MadeInvitation = (await ofPlantA.post('/api/v1/people', { grants })).json()
    expect((await people(ofPlantA)).invitations).toMatchObject([{ grants, createdBy: 'of-a' }])
    const claim = (login: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/v1/session/claim',
        payload: { token, login, name: 'New One', password: 'a sentence is fine' },
      })
    expect((await claim('new')).json()).toMatchObject({ grants })
    expect((await claim('newer')).statusCode).toBe(410)
    expect((await people(ofPlantA)).invitations).toEqual([])
    expect((await people(ofPlantA)).items).toMatchObject([{ login: 'new', grants }, { login: 'of-a' }])
  })

  it('is taken back before it is used', async () => {
    const grants = [{ role: 'supervisor', plant: 'B' }]
    const { token }: MadeInvitation = (await admin.post('/api/v1/people', { grants })).json()
    const [{ invitation } = { invitation: '' }] = (await people(admin)).invitations
    const withdraw = (by: TestPerson) =>
      api.app.inject({
        method: 'DELETE',
        url: `/api/v1/invitations/${invitation}`,
        headers: { cookie: by.cookie, 'x-csrf-token': by.csrf },
      })
    expect((await people(ofPlantA)).invitations).toEqual([])
    expect((await withdraw(ofPlantA)).statusCode).toBe(404)
    expect((await withdraw(admin)).statusCode).toBe(204)
    const payload = { token, login: 'late', name: 'Late', password: 'a sentence is fine' }
    expect((await api.app.inject({ method: 'POST', url: '/api/v1/session/claim', payload })).statusCode).toBe(410)
    expect(await audit('person.invitation-withdrawn')).toMatchObject([{ plant: 'B', actor: 'admin' }])
  })

  it('never gives what the inviter does not hold', async () => {
    for (const grant of [
      { role: 'operator', plant: 'B' },
      { role: 'operator', plant: '*' },
      { role: 'admin', plant: '*' },
      { role: 'operator', plant: 'nowhere' },
    ]) {
      expect((await ofPlantA.post('/api/v1/people', { grants: [grant] })).statusCode).toBe(403)
      expect((await change(ofPlantA, 'of-a', { action: 'change', add: [grant], remove: [] })).statusCode).toBe(403)
    }
    expect((await people(ofPlantA)).mayGrant.every(({ plant }) => plant === 'A')).toBe(true)
  })
})

describe('a person', () => {
  const both = [
    { role: 'operator', plant: 'A' },
    { role: 'planner', plant: 'B' },
  ] as const

  it('is given and loses roles, with what they held before and after in the record', async () => {
    await api.person('kim', { role: 'operator', plant: 'A' })
    const add = [{ role: 'supervisor', plant: 'A' }]
    const remove = [{ role: 'operator', plant: 'A' }]
    const changed = await change(ofPlantA, 'kim', { action: 'change', add, remove })
    expect(changed.json()).toMatchObject({ login: 'kim', grants: add })
    expect(await audit('person.roles-changed')).toEqual([
      { plant: 'A', actor: 'of-a', subject: 'kim', reason, before: ['operator'], after: ['supervisor'] },
    ])
  })

  it('is known by the roles in the own plant alone', async () => {
    const kim = await api.person('kim', ...both)
    await api.person('stranger', { role: 'planner', plant: 'B' })
    const seen = await people(ofPlantA)
    expect(seen.items).toMatchObject([
      { login: 'kim', grants: [both[0]], elsewhere: true, may: ['change'] },
      { login: 'of-a' },
    ])
    expect((await change(ofPlantA, 'kim', { action: 'disable' })).statusCode).toBe(403)
    expect((await change(ofPlantA, 'stranger', { action: 'disable' })).statusCode).toBe(404)
    expect((await change(ofPlantA, 'kim', { action: 'change', add: [], remove: [both[1]] })).statusCode).toBe(403)
    expect((await kim.get('/api/v1/session')).json().grants).toHaveLength(2)
  })

  it('who is shut out is out at once, takes their open links along, and can be let in again', async () => {
    const brief = await api.person('brief', { role: 'admin', plant: 'A' })
    const grants = [{ role: 'operator', plant: 'A' }]
    const { token }: MadeInvitation = (await brief.post('/api/v1/people', { grants })).json()
    expect((await change(admin, 'brief', { action: 'disable' })).json()).toMatchObject({ may: ['change', 'enable'] })
    expect((await brief.get('/api/v1/session')).statusCode).toBe(401)
    const payload = { token, login: 'late', name: 'Late', password: 'a sentence is fine' }
    expect((await api.app.inject({ method: 'POST', url: '/api/v1/session/claim', payload })).statusCode).toBe(410)
    expect((await change(admin, 'brief', { action: 'enable' })).json()).toMatchObject({ disabledAt: null })
    expect((await brief.get('/api/v1/session')).statusCode).toBe(200)
    expect(await audit('person.disabled')).toMatchObject([{ plant: 'A', subject: 'brief', reason }])
  })

  it('who is the last administrator stays one, also when two let each other go at once', async () => {
    const grant = { role: 'admin', plant: '*' } as const
    const mine = { action: 'change', add: [], remove: [grant] }
    const last = await change(admin, 'admin', mine)
    expect([last.statusCode, last.json().code]).toEqual([409, 'LAST_ADMINISTRATOR'])
    expect((await change(admin, 'admin', { action: 'disable' })).statusCode).toBe(403)

    const other = await api.person('other', grant)
    const answers = await Promise.all([change(admin, 'other', mine), change(other, 'admin', mine)])
    const codes = answers.map(({ statusCode }) => statusCode).sort((one, more) => one - more)
    expect(codes[0]).toBe(200)
    // Who has lost the role meanwhile is not allowed any more, or would have been the last to go.
    expect([403, 409]).toContain(codes[1])
    const { rows } = await database.pool.query("select login from role_grant where role = 'admin' and plant = '*'")
    expect(rows).toHaveLength(1)
  })
})
