import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Failure } from '#kernel/failure'
import { minutes, seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { verifyWebhook } from '#kernel/webhooks'
import type { Effect, Receipt } from '#model/ports/port'
import { mes } from '../../src/connectors/mes/index.ts'
import { MesSettings } from '../../src/connectors/mes/settings.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const coming = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

interface Delivery {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An MES on a real socket that does what the test says. */
async function anMes(answer: (response: ServerResponse, delivery: Delivery, nth: number) => void) {
  const taken: Delivery[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const delivery = { headers: request.headers, body: Buffer.concat(chunks).toString() }
      taken.push(delivery)
      answer(response, delivery, taken.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/orders`, taken }
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

function floorAt(url: string, over: Partial<MesSettings> = {}) {
  const connected = mes.connect(
    MesSettings.parse({ url, secrets: [secret], plant: 'A', timeout: seconds(30), ...over }),
  )
  open.push(() => connected.close())
  return connected
}

const told = (operation: string, order = 'odoo.42', key = `${operation}-${order}`): Effect => ({
  key,
  port: 'shop-floor',
  operation,
  body: { order, release: 1 },
  message: '/plants/A/systems/odoo e1',
  correlation: 'production-order/odoo.42',
  occurredAt: '2026-11-22T06:00:00.000Z',
})

const call = () => ({ signal: AbortSignal.timeout(minutes(1)), urgency: 'bulk' as const })
const perform = (url: string, ...effects: Effect[]) => floorAt(url).provides[0]!.perform(effects, call())
const outcome = (answer: Receipt | Failure | undefined) =>
  answer instanceof Failure ? `${answer.name} ${answer.code}` : answer && 'delivered'

describe('SYS-10: an order handed to the MES', () => {
  it('is signed by the key of the effect, and its receipt names the number the MES gave it', async () => {
    const there = await anMes((response) =>
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"reference":"WO-7","known":false}'),
    )
    const [receipt] = await perform(there.url, told('release'))

    expect(receipt).toEqual({ known: false, documents: [{ kind: 'mes-order', id: 'WO-7' }] })
    const [{ headers, body }] = there.taken as [Delivery]
    expect(verifyWebhook([secret], headers, body, systemClock.now())).toMatchObject({ id: 'release-odoo.42' })
    expect(JSON.parse(body)).toEqual({
      type: 'mfg.production.order.released.v1',
      timestamp: '2026-11-22T06:00:00.000Z',
      data: { order: 'odoo.42', release: 1 },
    })
  })

  it('is repeated as the very same bytes under the same id', async () => {
    const there = await anMes((response, _delivery, nth) =>
      nth === 1 ? response.destroy() : response.end('{"known":true}'),
    )
    const { provides } = floorAt(there.url)
    const [first] = await provides[0]!.perform([told('release')], call())
    const [second] = await provides[0]!.perform([told('release')], call())

    expect(outcome(first)).toBe('Unanswered CONNECTION_LOST')
    expect(second).toMatchObject({ known: true })
    const [one, two] = there.taken as [Delivery, Delivery]
    expect(two.body).toBe(one.body)
    expect(two.headers['webhook-id']).toBe(one.headers['webhook-id'])
  })

  it('is signed with both secrets while one is being replaced', async () => {
    const there = await anMes((response) => response.end())
    await floorAt(there.url, { secrets: [coming, secret] }).provides[0]!.perform([told('release')], call())

    const [{ headers, body }] = there.taken as [Delivery]
    for (const known of [secret, coming])
      expect(verifyWebhook([known], headers, body, systemClock.now())).toHaveProperty('id')
  })

  it('never overtakes what was told about it before, and holds up no other order', async () => {
    const there = await anMes((response, { body }) => response.writeHead(body.includes('odoo.1') ? 500 : 200).end())
    const answers = await perform(
      there.url,
      told('release', 'odoo.1'),
      told('release', 'odoo.2'),
      told('cancel', 'odoo.1'),
      told('cancel', 'odoo.2'),
    )

    expect(answers.map(outcome)).toEqual(['Unanswered MES_FAULT', 'delivered', 'Unavailable NOT_SENT', 'delivered'])
    expect(there.taken).toHaveLength(3)
  })
})

describe('SYNC-21: an MES that can be asked for reports', () => {
  const missed: Effect = {
    ...told('tellAgain'),
    body: { order: 'odoo.42', source: '/plants/A/systems/mes', from: 12, to: 13 },
  }
  const ask = (url: string) => floorAt(url, { tellsAgain: true }).provides[0]!.perform([missed], call())

  it('is asked by their numbers, and says what it tells again and what it never had', async () => {
    const there = await anMes((response) =>
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"toldAgain":1,"neverHad":"13"}'),
    )
    expect(await ask(there.url)).toMatchObject([{ after: { toldAgain: 1, neverHad: '13' } }])
    expect(JSON.parse(there.taken[0]!.body)).toMatchObject({
      type: 'mfg.production.reports.missed.v1',
      data: { order: 'odoo.42', source: '/plants/A/systems/mes', from: 12, to: 13 },
    })
  })

  it('has answered when it says no: that is no trouble of its own', async () => {
    const there = await anMes((response) => response.writeHead(422).end())
    expect(await ask(there.url)).toMatchObject([{ after: { neverHad: 'The MES said no (422)' } }])
  })

  it('is one whose settings say so', () => {
    expect(floorAt('http://127.0.0.1:1/').provides[0]!.lacks).toEqual(['tellAgain'])
    expect(floorAt('http://127.0.0.1:1/', { tellsAgain: true }).provides[0]!.lacks).toEqual([])
  })
})

describe('did the MES get it?', () => {
  it.each([
    [200, {}, 'delivered'],
    [204, {}, 'delivered'],
    [200, { 'content-type': 'text/html; charset=utf-8' }, 'Unanswered NOT_THE_MES'],
    [302, { location: 'https://elsewhere.example' }, 'Unavailable MOVED'],
    [400, {}, 'Refused MES_REFUSED'],
    [401, {}, 'Unavailable NOT_AUTHORISED'],
    [404, {}, 'Unavailable NO_SUCH_ADDRESS'],
    [408, {}, 'Unavailable OVERLOADED'],
    [409, {}, 'Refused MES_REFUSED'],
    [410, {}, 'Refused GONE'],
    [422, {}, 'Refused MES_REFUSED'],
    [425, {}, 'Unavailable OVERLOADED'],
    [429, { 'retry-after': '7' }, 'Unavailable OVERLOADED'],
    [500, {}, 'Unanswered MES_FAULT'],
    [502, { 'content-type': 'text/html' }, 'Unanswered MES_FAULT'],
    [503, {}, 'Unanswered MES_FAULT'],
    [503, { 'retry-after': '30' }, 'Unavailable OVERLOADED'],
  ])('an answer %s %o means: %s', async (status, headers, expected) => {
    const there = await anMes((response) => response.writeHead(status, headers).end())
    expect((await perform(there.url, told('release'))).map(outcome)).toEqual([expected])
  })

  it('nobody listens: no', async () => {
    const there = await anMes(() => {})
    for (const close of open.splice(0)) close()
    expect((await perform(there.url, told('release'))).map(outcome)).toEqual(['Unavailable UNREACHABLE'])
    await expect(floorAt(there.url).probe(AbortSignal.timeout(minutes(1)))).rejects.toMatchObject({
      code: 'UNREACHABLE',
    })
  })

  it('silence: perhaps', async () => {
    const there = await anMes(() => {})
    const [keeper] = floorAt(there.url, { timeout: 300 }).provides
    expect((await keeper!.perform([told('release')], call())).map(outcome)).toEqual(['Unanswered DEADLINE'])
  })

  it('half an answer: perhaps', async () => {
    const there = await anMes((response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"kno', () => response.destroy())
    })
    expect((await perform(there.url, told('release'))).map(outcome)).toEqual(['Unanswered HALF_AN_ANSWER'])
  })

  it('something that does not speak HTTP: perhaps', async () => {
    const server = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(() => server.close())
    const url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`
    expect((await perform(url, told('release'))).map(outcome)).toEqual(['Unanswered CONNECTION_LOST'])
  })

  it('asked whether it is there, any answer will do', async () => {
    const there = await anMes((response) => response.writeHead(405).end())
    await expect(floorAt(there.url).probe(AbortSignal.timeout(seconds(5)))).resolves.toBeUndefined()
  })
})
