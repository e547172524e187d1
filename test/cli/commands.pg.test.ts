import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Millwright, millwright } from '../support/command.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { eventually } from '../support/eventually.ts'

const files = mkdtempSync(path.join(os.tmpdir(), 'millwright-events-'))
const archive = {
  MILLWRIGHT_CHECKPOINTS: path.join(files, 'checkpoints'),
  MILLWRIGHT_SIGNING_KEY: path.join(files, 'signing.key'),
}
let database: TestDatabase
let hub: HubProcess
let run: Millwright

beforeAll(async () => {
  database = await testDatabase()
  run = millwright({ DATABASE_URL: database.url, ...archive })
  hub = await startHubProcess({
    databaseUrl: database.url,
    estate: { home: 'centre', plants: [{ id: 'A', name: 'Plant A' }], systems: [] },
    env: archive,
  })
})
afterAll(async () => {
  await hub?.stop()
  await database?.[Symbol.asyncDispose]()
})

const receipt = (id: string, value = '60', source = '/plants/A/systems/mes') => ({
  specversion: '1.0',
  id,
  source,
  type: 'mfg.production.output.received.v1',
  time: '2026-11-22T06:00:00Z',
  data: { order: 'odoo.1', quantity: { value, uom: 'H87' } },
})

const fileWith = (name: string, content: string) => {
  const file = path.join(files, name)
  writeFileSync(file, content)
  return file
}

/** Until the hub's sealer has been there: it takes less than a second. */
const allSealed = () =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      'select count(*) filter (where position is null) as open, count(*) as all from audit',
    )
    expect(rows[0].all).toBeGreaterThan(0)
    expect(rows[0].open).toBe(0)
  })

describe('a key', () => {
  it('is made, listed, and ended; each leaves an audit row', async () => {
    const made = await run([
      'key',
      'create',
      '--plant',
      'A',
      '--system',
      'scanner',
      '--days',
      '30',
      '--note',
      'line 3',
      '--json',
    ])
    expect(made.code).toBe(0)
    const { key } = JSON.parse(made.out)
    expect(key).toMatch(/^mwk_[a-z0-9]{12}_/)
    const id = key.split('_')[1]
    const listed = JSON.parse((await run(['key', 'list', '--json'])).out)
    expect(listed).toMatchObject([{ keyId: id, plant: 'A', system: 'scanner', types: ['*'], note: 'line 3' }])
    expect(JSON.stringify(listed)).not.toContain(key.slice(17))
    expect((await run(['key', 'revoke', key])).code).toBe(0)
    expect((await run(['key', 'list'])).out).toContain('revoked')
    expect(await run(['key', 'revoke', id])).toMatchObject({ code: 1, said: expect.stringContaining('no valid key') })
    const { rows } = await database.pool.query("select action, actor from audit where action like 'key.%' order by at")
    expect(rows.map(({ action }) => action)).toEqual(['key.created', 'key.revoked'])
    expect(rows[0].actor).toBe('command line (schulze)')
  })

  it.each([
    [['key', 'create', '--plant', 'A'], 2, "required option '--system"],
    [['key', 'create', '--plant', 'A', '--system', 'mes', '--days', '0'], 2, 'whole number from 1 to 3650'],
    [['key', 'create', '--plant', 'A/B', '--system', 'mes'], 1, 'is no name for a plant'],
    [
      ['key', 'create', '--plant', 'A', '--system', 'mes', '--types', 'order.made'],
      1,
      'There is no event type "order.made"',
    ],
  ])('%j is refused in one sentence', async (args, code, sentence) => {
    const outcome = await run(args)
    expect(outcome.code).toBe(code)
    expect(outcome.said).toContain(sentence)
    expect(outcome.out).toBe('')
  })
})

describe('events send', () => {
  let key: string
  const send = (file: string, ...more: string[]) =>
    run(['events', 'send', file, '--url', hub.url, '--key-file', key, ...more])
  beforeAll(async () => {
    key = fileWith('key', (await run(['key', 'create', '--plant', 'A', '--system', 'mes'])).out)
  })

  it('hands in a file and says what became of each event; sending it again is safe', async () => {
    const file = fileWith('two.json', JSON.stringify([receipt('a'), receipt('b')]))
    const first = await send(file, '--json')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject([
      { id: 'a', status: 'accepted' },
      { id: 'b', status: 'accepted' },
    ])
    const again = await send(file)
    expect(again).toMatchObject({ code: 0, said: '2 taken, 0 not taken' })
    expect(again.out.split('\n').map((line) => line.split(/\s+/)[0])).toEqual(['duplicate', 'duplicate'])
  })

  it('ends with 1 when an event is refused or in conflict, and says why', async () => {
    const lines = [receipt('a', '61'), receipt('c'), receipt('d', 'many'), receipt('e', '1', '/plants/B/systems/mes')]
    const file = fileWith('mixed.jsonl', lines.map((event) => JSON.stringify(event)).join('\n'))
    const { code, out } = await send(file)
    expect(code).toBe(1)
    expect(out.split('\n').map((line) => line.split(/\s+/)[0])).toEqual(['conflict', 'accepted', 'refused', 'refused'])
    expect(out).toContain('DUPLICATE_CONFLICT')
    expect(out).toContain('[/data/quantity/value')
    expect(out).toContain('NOT_AUTHORISED')
  })

  it('takes many in several requests, from standard input, in their order', async () => {
    const input = Array.from({ length: 1201 }, (_, n) => JSON.stringify(receipt(`m${n}`))).join('\n')
    const { code, out } = await run(['events', 'send', '-', '--url', hub.url, '--key-file', key, '--json'], { input })
    expect(code).toBe(0)
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(
      Array.from({ length: 1201 }, (_, n) => `m${n}`),
    )
  })

  it.each([
    ['no hub there', ['--url', 'http://127.0.0.1:9', '--key', 'mwk_x'], 3, 'No hub answers at'],
    [
      'a key nobody knows',
      ['--key', 'mwk_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
      1,
      'This key is not known here.',
    ],
    ['no key', [], 3, 'There is no key to send with'],
  ])('with %s says so', async (_what, more, code, sentence) => {
    const file = fileWith('one.json', JSON.stringify(receipt('z')))
    const outcome = await run(['events', 'send', file, ...(more.includes('--url') ? [] : ['--url', hub.url]), ...more])
    expect(outcome).toMatchObject({ code, said: expect.stringContaining(sentence) })
  })

  it('of a file that is not there, or holds no events, says so', async () => {
    expect(await send('/nowhere.json')).toMatchObject({
      code: 3,
      said: expect.stringContaining('/nowhere.json cannot be read'),
    })
    expect(await send(fileWith('none.json', '[]'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('holds no events'),
    })
  })
})

describe('alert', () => {
  it('says what is wrong, and that somebody sees to it; once', async () => {
    const id = '019ab5c4-0000-7000-8000-00000000000a'
    await database.pool.query(
      `insert into alert (alert_id, home, plant, cause, about, severity, owner_role, sentence, what_now, link, count, most, opened_at)
        values ($1, 'centre', 'A', 'system-away', 'odoo', 'critical', 'integration', 'Odoo does not answer.', '', '/', 1, 1, now())`,
      [id],
    )
    expect((await run(['alert', 'list'])).out).toMatch(/critical .*nobody +Odoo does not answer/)
    expect(await run(['alert', 'acknowledge', '019ab5c4', '--note', 'on it'])).toMatchObject({
      code: 0,
      out: 'Acknowledged: Odoo does not answer.',
    })
    expect(await run(['alert', 'acknowledge', id])).toMatchObject({ code: 1 })
    const test = await run(['alert', 'test', '--plant', 'A', '--to', 'nobody'])
    expect(test.said).toContain('name no recipient nobody')
    await database.pool.query('delete from alert')
  })
})

describe('audit verify', () => {
  it('finds the trail of a running hub intact, sealed within a second, the key for our eyes only', async () => {
    await allSealed()
    const { code, out } = await run(['audit', 'verify', '--json'])
    expect(JSON.parse(out)).toMatchObject({ intact: true, unsealed: 0, findings: [] })
    expect(code).toBe(0)
    expect(statSync(archive.MILLWRIGHT_SIGNING_KEY).mode & 0o777).toBe(0o600)
    expect(readFileSync(path.join(archive.MILLWRIGHT_CHECKPOINTS, 'trusted-signers'), 'utf8')).toMatch(
      /^\s*millwright\/audit\+/,
    )
  })

  it('ends with 1 after somebody changed a row, and names it', async () => {
    await allSealed()
    const session = await database.pool.connect()
    await session.query('set session_replication_role = replica')
    const { rows } = await session.query("update audit set actor = 'nobody' where position = 1 returning audit_id")
    try {
      const { code, out } = await run(['audit', 'verify'])
      expect(code).toBe(1)
      expect(out).toContain(`The row at position 1 (${rows[0].audit_id}) does not say what it said`)
    } finally {
      session.release(true)
    }
  })
})

describe('doctor', () => {
  it('says how the database stands, and that no Odoo is there', async () => {
    const { code, out } = await run(['doctor', '--json'])
    const symptoms = JSON.parse(out) as { about: string; state: string; sentence: string }[]
    const states = Object.fromEntries(symptoms.map(({ about, state }) => [about, state]))
    expect(states).toMatchObject({
      database: 'well',
      durability: 'well',
      clock: 'well',
      schema: 'well',
      audit: 'well',
      odoo: 'wrong',
    })
    expect(symptoms.at(-1)?.sentence).toContain('No Odoo runs here')
    expect(code).toBe(1)
  })

  it('says which setting would lose acknowledged events', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await database.pool.query(`alter database ${name} set synchronous_commit = off`)
    try {
      const { out } = await run(['doctor'])
      expect(out).toMatch(/WRONG +durability .*synchronous_commit is off and must be on/)
    } finally {
      await database.pool.query(`alter database ${name} reset synchronous_commit`)
    }
  })
})

it.each(['', 'key', 'key create', 'key revoke', 'events send', 'audit verify', 'doctor'])(
  'millwright %s explains itself with an example',
  async (command) => {
    const { code, out } = await run([...command.split(' ').filter(Boolean), '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/Examples?:\n {2}millwright /)
  },
)

it.each(['audit verify', 'key list', 'doctor'])('millwright %s without a database says what to do', async (command) => {
  const outcome = await run(command.split(' '), { env: { DATABASE_URL: '' } })
  expect(outcome.code).not.toBe(0)
  expect(outcome.out + outcome.said).toContain('run "millwright up" in another terminal')
})

describe('contents', () => {
  it('SEC-21: are held by name, and a name that nobody ever heard of is refused', async () => {
    expect((await run(['retention'])).out).toContain('Nothing was erased yet.')
    const hold = ['retention', 'hold', '--plant', 'A', '--reason', 'complaint 4711', '--about']
    const refused = await run([...hold, 'production-order/odoo.404'])
    expect(refused.code).toBeGreaterThan(0)
    expect(refused.said).toContain('ever received in plant A')
    const { out } = await run([...hold, 'production-order/odoo.1', '--json'])
    const { holdId } = JSON.parse(out)
    expect((await run(['retention', 'holds'])).out).toMatch(/production-order\/odoo\.1 .*complaint 4711/)
    expect(await run(['retention', 'release', holdId, '--reason', 'settled'])).toMatchObject({ code: 0 })
    expect((await run(['retention', 'release', holdId, '--reason', 'settled'])).said).toContain('released already')
    expect((await run(['retention', 'check'])).out).toContain('0 acts of erasing')
  })
})
