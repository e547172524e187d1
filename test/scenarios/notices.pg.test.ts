import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alertBook, noticeDesk } from '#alerts'
import { databaseOf, type EngineParts } from '#engine'
import { Estate } from '#governance/estate'
import { Recipient } from '#governance/rules/alerting'
import { verifyWebhook } from '#kernel/webhooks'
import { systemClock, uuids } from '#kernel/world'
import { handOver } from '../../src/alerts/hand-over.ts'
import { connect, type EstateConnections } from '../../src/hub/connections.ts'
import { allFlows } from '../../src/flows/index.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { authority, type HookReceiver, hookReceiver, type MailServer, mailServer } from '../support/post-office.ts'
import { eventually } from '../support/eventually.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const ids = uuids(systemClock)
const now = () => systemClock.now()
let database: TestDatabase
let post: MailServer
let hooks: HookReceiver
let connections: EstateConnections

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.[Symbol.asyncDispose]())

beforeEach(async () => {
  await database.pool.query(
    'truncate exception, notice, notice_alert, notice_link, intent, conflict, inbox, lane, message cascade',
  )
  post = await mailServer()
  hooks = await hookReceiver()
  connections = channels()
})
afterEach(async () => {
  connections.close()
  await Promise.all([post[Symbol.asyncDispose](), hooks[Symbol.asyncDispose]()])
})

const desk = () => noticeDesk({ database: databaseOf(database.pool), now, console: () => 'https://hub' })
const opened = { hosts: ['127.0.0.1'], networks: ['127.0.0.1/32'] }

/** A mail server, a receiver of webhooks and a chat, as an estate names them. */
function channels(outbound: object = opened, port = post.port, over: object = {}): EstateConnections {
  const plants = ['A']
  const estate = Estate.parse({
    plants: [{ id: 'A', name: 'Plant A' }],
    outbound,
    systems: [
      {
        id: 'mail',
        kind: 'mail',
        title: 'Mail',
        plants,
        settings: {
          host: '127.0.0.1',
          port,
          security: 'none',
          from: 'millwright@example.com',
          user: 'hub',
          password: 'secret',
          ...over,
        },
      },
      { id: 'hook', kind: 'webhook', title: 'Hook', plants, settings: { url: `${hooks.url}/hook`, secrets: [secret] } },
      { id: 'chat', kind: 'chat', title: 'Chat', plants, settings: { url: `${hooks.url}/chat`, shape: 'teams' } },
    ],
  })
  return connect(estate, [], desk())
}

const hub = (over: Partial<EngineParts> = {}) =>
  testHub(database.pool, ledgerDouble(), {
    flowFor: (type) => allFlows.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => allFlows.find((flow) => flow.name === name),
    connections: connections.of,
    systems: connections.all,
    ...over,
  })

/** A hub that dies when its call has come back: nothing of it goes on, and it writes nothing down. */
function mortal() {
  const death = Promise.withResolvers<void>()
  const forEver = new Promise<void>(() => {})
  let isDead = false
  const dying = hub({
    log: { error: () => {}, info: () => {} },
    crash: (point) => {
      if (point !== 'effects.after-call' && !isDead) return undefined
      isDead = true
      // Its other hands stop as well; this one never comes back, so nobody waits for it.
      void dying[Symbol.asyncDispose]()
      death.resolve()
      return forEver
    },
  })
  return { dying, died: death.promise }
}

/** Has somebody told by a channel, as a press on “Send a test alert” does. */
async function tells(engine: ReturnType<typeof hub>, via: string, id = via, address?: string): Promise<string> {
  const sessions = databaseOf(database.pool)
  const book = alertBook({ database: sessions, home: 'hub', ids, now, console: () => 'https://hub' })
  const recipient = Recipient.parse({ plant: 'A', id, via, ...(address ? { address } : {}) })
  const notice = await book.test(recipient, 'Plant A', 'anna')
  await handOver({ database: sessions, home: 'hub', now, receive: (messages) => engine.receive(messages) })
  return notice
}
const states = async (): Promise<string[]> => {
  const { rows } = await database.pool.query('select system, state from intent order by planned_at, intent_id')
  return rows.map(({ system, state }) => `${system} ${state}`)
}

describe('EXC-13: a notice', () => {
  it('leaves by mail, by a signed webhook and into a chat', async () => {
    await using engine = hub()
    await tells(engine, 'mail', 'shift', 'shift@example.com')
    await tells(engine, 'hook')
    await tells(engine, 'chat')
    await eventually(async () => expect(await states()).toEqual(['mail confirmed', 'hook confirmed', 'chat confirmed']))

    expect(post.mails).toMatchObject([{ to: ['shift@example.com'], subject: 'Plant A: a test of the alerts' }])
    expect(post.mails[0]!.text).toContain('anna has sent a test alert; nothing is wrong.')
    const [hook, chat] = ['/hook', '/chat'].map((path) => hooks.calls.find((call) => call.path === path)!)
    expect(verifyWebhook([secret], hook!.headers, hook!.body, now())).toMatchObject({ id: hook!.headers['webhook-id'] })
    expect(JSON.parse(hook!.body)).toMatchObject({ type: 'millwright.notice.v1', data: { recipient: 'hook' } })
    expect(JSON.parse(chat!.body).attachments[0].content.type).toBe('AdaptiveCard')
  })

  it.each(['tls', 'starttls'] as const)(
    'leaves over TLS (%s) where the plant’s own authority vouches for the server, and not where nobody does',
    async (security) => {
      await using office = await mailServer({ security })
      const trusting = channels(opened, office.port, { security, certificate: authority })
      const distrusting = channels(opened, office.port, { security })
      {
        await using engine = hub({ connections: distrusting.of, systems: distrusting.all })
        await tells(engine, 'mail', 'shift', 'shift@example.com')
        await eventually(async () => {
          const { rows } = await database.pool.query('select state, failure from intent')
          expect(rows).toMatchObject([{ state: 'planned' }])
          expect(JSON.stringify(rows[0].failure)).toContain('a certificate that the hub does not trust')
        })
        expect(office.mails).toEqual([])
      }
      await using engine = hub({ connections: trusting.of, systems: trusting.all })
      await tells(engine, 'mail', 'manager', 'manager@example.com')
      await eventually(() => expect(office.mails.map(({ to }) => to[0])).toContain('manager@example.com'))
      for (const each of [trusting, distrusting]) each.close()
    },
  )

  it('bears a link to acknowledge by, whose secret is in the mail and nowhere in the hub', async () => {
    const sessions = databaseOf(database.pool)
    const notice = ids()
    const body = {
      notice,
      plant: 'A',
      plantName: 'Plant A',
      recipient: 'shift',
      via: 'mail',
      address: 'shift@example.com',
      subject: 'Plant A: 1 exception',
      items: [
        {
          what: 'raised',
          cause: 'exception',
          severity: 'warning',
          sentence: 'One.',
          now: 'Do.',
          link: 'https://hub/x',
        },
      ],
      more: 0,
      asks: true,
    }
    await database.pool.query(
      "insert into notice (notice_id, home, plant, recipient, kind, body, made_at) values ($1, 'hub', 'A', 'shift', 'one', $2, now())",
      [notice, body],
    )
    await using engine = hub()
    await handOver({ database: sessions, home: 'hub', now, receive: (messages) => engine.receive(messages) })
    await eventually(() => expect(post.mails).toHaveLength(1))
    const token = /https:\/\/hub\/seen#(\S+)/.exec(post.mails[0]!.text)![1]!
    const { rows } = await database.pool.query('select token_hash from notice_link')
    expect(rows).toHaveLength(1)
    expect(rows[0].token_hash).not.toContain(token)
    const kept = await database.pool.query(
      'select (select json_agg(message) from message)::text || (select json_agg(intent) from intent)::text as text',
    )
    expect(kept.rows[0].text).not.toContain(token)
  })

  it('waits while its channel is away, holds no other, and leaves when it is back', async () => {
    const { port } = post
    await post[Symbol.asyncDispose]()
    await using engine = hub()
    await tells(engine, 'mail', 'shift', 'shift@example.com')
    await tells(engine, 'hook')
    await eventually(async () => expect(await states()).toEqual(['mail planned', 'hook confirmed']))
    await eventually(async () => {
      const { rows } = await database.pool.query("select failure ->> 'code' as code from intent where system = 'mail'")
      expect(rows).toEqual([{ code: 'UNREACHABLE' }])
    })
    post = await mailServer({ port })
    await eventually(async () => expect(await states()).toEqual(['mail confirmed', 'hook confirmed']))
    expect(post.mails).toHaveLength(1)
  })

  it('whose hub dies between sending and writing it down comes once more at most, under the same id', async () => {
    const { dying, died } = mortal()
    await tells(dying, 'mail', 'shift', 'shift@example.com')
    await died
    await database.pool.query("update conflict set lease_until = now() - interval '1 second'")
    await using _second = hub()
    await eventually(async () => expect(await states()).toEqual(['mail confirmed']))
    expect(post.mails).toHaveLength(2)
    expect(new Set(post.mails.map(({ id }) => id)).size).toBe(1)
  })

  it('that is repeated by webhook bears the same id and the same bytes', async () => {
    const { dying, died } = mortal()
    await tells(dying, 'hook')
    await died
    await database.pool.query("update conflict set lease_until = now() - interval '1 second'")
    await using _second = hub()
    await eventually(async () => expect(await states()).toEqual(['hook confirmed']))
    const [one, other] = hooks.calls
    expect([other!.headers['webhook-id'], other!.body]).toEqual([one!.headers['webhook-id'], one!.body])
  })

  it('is never sent a third time to a mail server that takes it and does not say so', async () => {
    post.manner = 'break off'
    await using engine = hub()
    await tells(engine, 'mail', 'shift', 'shift@example.com')
    await eventually(async () => expect(await states()).toEqual(['mail confirmed']))
    expect(post.mails).toHaveLength(2)
  })

  it('that the mail server refuses is an exception for a person', async () => {
    post.manner = 'refuse'
    await using engine = hub()
    await tells(engine, 'mail', 'shift', 'nobody@example.com')
    await eventually(async () => expect(await states()).toEqual(['mail refused']))
    const { rows } = await database.pool.query('select code, sentence from exception')
    expect(rows).toEqual([
      { code: 'NOTICE_REFUSED', sentence: '127.0.0.1 does not take this mail (550); mend its address under Rules' },
    ])
  })

  it('leaves for nowhere that the estate has not opened', async () => {
    connections.close()
    connections = channels({})
    await using engine = hub()
    await tells(engine, 'mail', 'shift', 'shift@example.com')
    await tells(engine, 'hook')
    await eventually(async () => {
      const { rows } = await database.pool.query(
        "select failure ->> 'code' as code from intent where failure is not null",
      )
      expect(rows).toEqual([{ code: 'NOT_ALLOWED' }, { code: 'NOT_ALLOWED' }])
    })
    expect([post.mails.length, hooks.calls.length]).toEqual([0, 0])
  })

  it('never leaves for a place inside, although its name is allowed', async () => {
    connections.close()
    connections = channels({ hosts: ['127.0.0.1'] })
    await using engine = hub()
    await tells(engine, 'hook')
    await eventually(async () => {
      const { rows } = await database.pool.query(
        "select failure ->> 'sentence' as sentence from intent where failure is not null",
      )
      expect(rows[0]?.sentence).toContain('inside a private network')
    })
    expect(hooks.calls).toEqual([])
  })
})
