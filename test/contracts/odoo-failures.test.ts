import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Failure, Refused, Unanswered } from '#kernel/failure'
import type { Run } from '../../src/connectors/odoo/caller.ts'
import { odooClient } from '../../src/connectors/odoo/client.ts'
import { odooMapping } from '../../src/connectors/odoo/mapping.ts'
import { productionLedger } from '../../src/connectors/odoo/production-ledger.ts'
import { call, effect, pieces } from './production-ledger.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Says = (response: ServerResponse) => unknown
interface Told {
  readonly version?: number
  /** The caller's own patience, beside that of the client. */
  readonly signal?: AbortSignal
  readonly login?: Says
}

/** Calls a server that says which version it is and answers the call as scripted; tells how the client understood it. */
async function told(answer: Says, wish: Told = {}): Promise<string> {
  const { version = 19, signal, login = rpc({ result: 7 }) } = wish
  const server = createServer((request, response) => {
    let asked = ''
    request.on('data', (chunk: Buffer) => (asked += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'GET') return response.writeHead(303, { 'set-cookie': 'session_id=1; Path=/' }).end()
      if (request.url === '/web/webclient/version_info')
        return rpc({ result: { server_version_info: [version, 0] } })(response)
      // As an Odoo with several databases does of one who has not taken a place in any.
      if (version < 19 && request.headers.cookie !== 'session_id=1') return html(500)(response)
      return asked.includes('"common"') ? login(response) : answer(response)
    })
  })
  return toldBy(await listening(server), { ...(signal ? { signal } : {}) })
}

interface Patience {
  readonly timeout?: number
  readonly signal?: AbortSignal
}

async function toldBy(port: number, { timeout = 30_000, ...options }: Patience = {}): Promise<string> {
  const client = odooClient({ url: `http://127.0.0.1:${port}`, database: 'd', login: 'l', apiKey: 'k', timeout })
  closers.push(() => client.close())
  try {
    await client.call('stock.move', 'search', { domain: [] }, z.array(z.int()), options)
    return 'answered'
  } catch (failure) {
    return `${(failure as Failure).name} ${(failure as Failure).code}`
  }
}

async function listening(server: Server | ReturnType<typeof createSocketServer>): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closers.push(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
const html = (status: number) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Maintenance</html>')
const odooError = (name: string, message = 'a sentence') => ({ name, message, arguments: [], context: {}, debug: '' })
const rpc = (said: object): Says => json(200, { jsonrpc: '2.0', id: 1, ...said })
const rpcError = (name: string, message?: string, code = 200): Says =>
  rpc({ error: { code, message: 'Odoo Server Error', data: odooError(name, message) } })

describe('what Odoo 19, or what stands before it, can answer', () => {
  test.each([
    ['a result', json(200, [1, 2]), 'answered'],
    ['a business refusal', json(422, odooError('odoo.exceptions.UserError')), 'Refused ODOO_REFUSED'],
    ['a constraint', json(422, odooError('odoo.exceptions.ValidationError')), 'Refused ODOO_REFUSED'],
    [
      'a call it does not understand',
      json(422, odooError('werkzeug.exceptions.UnprocessableEntity')),
      'Refused ODOO_FAULT',
    ],
    ['an unknown field', json(500, odooError('builtins.ValueError')), 'Refused ODOO_FAULT'],
    [
      'a wrong key',
      json(401, odooError('werkzeug.exceptions.Unauthorized', 'Invalid apikey')),
      'Unavailable NOT_AUTHORISED',
    ],
    ['a missing right', json(403, odooError('odoo.exceptions.AccessError')), 'Unavailable NOT_AUTHORISED'],
    ['a login page', html(401), 'Unavailable NOT_AUTHORISED'],
    ['a procedure that is gone', json(404, odooError('odoo.exceptions.MissingError')), 'Unavailable NOT_DEPLOYED'],
    ['a model that is gone', json(404, odooError('werkzeug.exceptions.NotFound')), 'Unavailable NOT_DEPLOYED'],
    ['no such database', html(404), 'Unavailable NO_DATABASE'],
    ['modules being upgraded: registry', json(500, odooError('builtins.KeyError')), 'Unavailable CHANGING'],
    ['modules being upgraded: column', json(500, odooError('psycopg2.errors.UndefinedColumn')), 'Unavailable CHANGING'],
    ['serialization, five times', json(500, odooError('psycopg2.errors.SerializationFailure')), 'Unavailable BUSY'],
    ['a deadlock', json(500, odooError('psycopg2.errors.DeadlockDetected')), 'Unavailable BUSY'],
    [
      'a server told to stop, work committed',
      json(500, odooError('psycopg2.InterfaceError')),
      'Unanswered DATABASE_LOST',
    ],
    ['a database that went away', json(500, odooError('psycopg2.OperationalError')), 'Unanswered DATABASE_LOST'],
    ['an error of a kind never seen', json(500, odooError('some.new.Error')), 'Unanswered ODOO_FAULT'],
    [
      'success with an error inside',
      json(200, { jsonrpc: '2.0', id: 1, error: { data: odooError('odoo.exceptions.UserError') } }),
      'Refused ODOO_REFUSED',
    ],
    [
      'success of another shape, such as a wizard',
      json(200, { type: 'ir.actions.act_window' }),
      'Unanswered HALF_AN_ANSWER',
    ],
    ['true, as for a write without ids', json(200, true), 'Unanswered HALF_AN_ANSWER'],
    ['a proxy: backend broken', html(502), 'Unanswered NOT_ODOO'],
    ['a proxy: nobody there', html(503), 'Unavailable OVERLOADED'],
    ['a proxy: backend too slow', html(504), 'Unanswered NOT_ODOO'],
    ['a proxy: too many calls', html(429), 'Unavailable OVERLOADED'],
    ['a proxy: body too large', html(413), 'Unavailable NOT_ODOO'],
    ['a page with status 200', html(200), 'Unanswered NOT_ODOO'],
    ['an error page of Odoo', html(500), 'Unanswered NOT_ODOO'],
  ])('%s', async (_, answer, understood) => {
    expect(await told(answer)).toBe(understood)
  })
})

describe('what Odoo 14, or what stands before it, can answer', () => {
  test.each([
    ['a result', rpc({ result: [1, 2] }), 'answered'],
    ['a business refusal', rpcError('odoo.exceptions.UserError'), 'Refused ODOO_REFUSED'],
    ['a constraint', rpcError('odoo.exceptions.ValidationError'), 'Refused ODOO_REFUSED'],
    ['a call it does not understand', rpcError('builtins.TypeError'), 'Refused ODOO_FAULT'],
    ['an unknown field', rpcError('builtins.ValueError'), 'Refused ODOO_FAULT'],
    ['a wrong key', rpcError('odoo.exceptions.AccessDenied', 'Access Denied'), 'Unavailable NOT_AUTHORISED'],
    ['a missing right', rpcError('odoo.exceptions.AccessError'), 'Unavailable NOT_AUTHORISED'],
    ['a session that is over', rpcError('odoo.http.SessionExpiredException', '', 100), 'Unavailable NOT_AUTHORISED'],
    ['a procedure that is gone', rpcError('odoo.exceptions.MissingError'), 'Unavailable NOT_DEPLOYED'],
    ['an unknown method', rpcError('builtins.AttributeError'), 'Unavailable CHANGING'],
    ['modules being upgraded: registry', rpcError('builtins.KeyError'), 'Unavailable CHANGING'],
    ['modules being upgraded: column', rpcError('psycopg2.errors.UndefinedColumn'), 'Unavailable CHANGING'],
    ['serialization, five times', rpcError('psycopg2.errors.SerializationFailure'), 'Unavailable BUSY'],
    ['a deadlock', rpcError('psycopg2.errors.DeadlockDetected'), 'Unavailable BUSY'],
    ['a server told to stop, work committed', rpcError('psycopg2.InterfaceError'), 'Unanswered DATABASE_LOST'],
    ['a database that went away', rpcError('psycopg2.OperationalError'), 'Unanswered DATABASE_LOST'],
    ['an error of a kind never seen', rpcError('some.new.Error'), 'Unanswered ODOO_FAULT'],
    ['success of another shape, such as a wizard', rpc({ result: { type: 'x' } }), 'Unanswered HALF_AN_ANSWER'],
    ['nothing, as for a method without result', rpc({}), 'Unanswered HALF_AN_ANSWER'],
    ['JSON that is no envelope', json(200, [1, 2]), 'Unanswered HALF_AN_ANSWER'],
    ['a proxy: backend broken', html(502), 'Unanswered NOT_ODOO'],
    ['a proxy: nobody there', html(503), 'Unavailable OVERLOADED'],
    ['a proxy: backend too slow', html(504), 'Unanswered NOT_ODOO'],
    ['a proxy: body too large', html(413), 'Unavailable NOT_ODOO'],
    ['a page with status 200', html(200), 'Unanswered NOT_ODOO'],
    ['an error page', html(500), 'Unanswered NOT_ODOO'],
    ['an address it does not have', json(404, {}), 'Unavailable NO_DATABASE'],
  ])('%s', async (_, answer, understood) => {
    expect(await told(answer, { version: 14 })).toBe(understood)
  })
})

describe('before anything was asked to change, nothing can have happened', () => {
  test.each([
    ['nobody of that login and key', rpc({ result: false }), 'Unavailable NOT_AUTHORISED'],
    ['no such database', rpcError('psycopg2.OperationalError'), 'Unavailable NO_DATABASE'],
    ['an error of a kind never seen', rpcError('some.new.Error'), 'Unavailable ODOO_FAULT'],
    ['a proxy: backend broken', html(502), 'Unavailable NOT_ODOO'],
  ])('at the login: %s', async (_, login, understood) => {
    expect(await told(rpc({ result: [] }), { version: 14, login })).toBe(understood)
  })

  test('at the login: the caller gives up', async () => {
    const patience = new AbortController()
    const wish = { version: 14, login: () => patience.abort(), signal: patience.signal }

    expect(await told(rpc({ result: [] }), wish)).toBe('Unavailable DEADLINE')
  })

  test.each([
    ['a proxy: backend broken', html(502), 'Unavailable NOT_ODOO'],
    ['a page with status 200', html(200), 'Unavailable NOT_ODOO'],
    ['something else that speaks the envelope', rpc({ result: 'hello' }), 'Unavailable NOT_ODOO'],
  ])('asked for its version: %s', async (_, answer, understood) => {
    const server = createServer((request, response) => void request.resume().on('end', () => answer(response)))
    expect(await toldBy(await listening(server))).toBe(understood)
  })

  test('asked for its version: silence until the deadline', async () => {
    const server = createServer((request) => void request.resume())
    expect(await toldBy(await listening(server), { timeout: 1_000 })).toBe('Unavailable DEADLINE')
  })
})

describe.each([14, 19])('what can happen on the way to Odoo %i', (version) => {
  test('nobody listens: nothing happened', async () => {
    const port = await listening(createSocketServer())
    for (const close of closers.splice(0)) close()

    expect(await toldBy(port)).toBe('Unavailable UNREACHABLE')
  })

  test('the connection breaks after the call was sent: nobody knows', async () => {
    expect(await told((response) => response.socket!.destroy(), { version })).toBe('Unanswered CONNECTION_LOST')
  })

  test('the caller gives up while Odoo works: nobody knows', async () => {
    const patience = new AbortController()

    const silence = () => patience.abort()

    expect(await told(silence, { version, signal: patience.signal })).toBe('Unanswered DEADLINE')
  })

  test('half an answer: nobody knows', async () => {
    const half = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('[1,')
      setTimeout(() => response.destroy(), 20)
    }

    expect(await told(half, { version })).toMatch(/^Unanswered /)
  })

  test('an answer that ends too early but politely: nobody knows', async () => {
    const cut: Says = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[1,')

    expect(await told(cut, { version })).toBe('Unanswered HALF_AN_ANSWER')
  })
})

describe('a batch that Odoo rolled back is repeated one by one', () => {
  test('Odoo goes away in between: what was booked is booked, the one under way in doubt, the rest not sent', async () => {
    const booked = { documents: [], before: { states: ['confirmed'] }, after: { states: ['progress'] } }
    const effects = [1, 2, 3, 4].map((quantity) =>
      effect('receiveOutput', { order: 'odoo.1', quantity: pieces(quantity) }),
    )
    const script: (object | Failure)[] = [
      new Refused('ODOO_REFUSED', 'One of them is wrong.'),
      { outcome: 'done', key: effects[0]!.key, result: booked },
      new Unanswered('CONNECTION_LOST', 'The line broke.'),
    ]
    const run: Run = async (_, __, shape) => {
      const next = script.shift()
      if (next === undefined) throw new Error('asked once more than it should')
      if (next instanceof Error) throw next
      return shape.parse({ effects: [next] })
    }
    const words = { system: 'odoo', plant: 'A', warehouses: {}, url: 'http://odoo', units: {} }
    const ledger = productionLedger(run, odooMapping(words), { of: async () => [], between: async () => [] })

    const answers = await ledger.perform(effects, call())

    expect(answers[0]).toMatchObject({ known: false, documents: [] })
    expect(answers.slice(1).map((answer) => `${(answer as Failure).name} ${(answer as Failure).code}`)).toEqual([
      'Unanswered CONNECTION_LOST',
      'Unavailable CONNECTION_LOST',
      'Unavailable CONNECTION_LOST',
    ])
  })
})
