import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** Whom it lets in. */
export const access = { user: 'millwright', password: 'frepple-password' } as const

/** What can be made to go wrong: so many of the next calls that change something. */
const Faults = z.strictObject({
  unavailable: z.int().min(0).default(0).describe('Refused before anything happens: it is being restarted'),
  afterCommit: z.int().min(0).default(0).describe('Done, and answered with a failure'),
})
export type FreppleFaults = z.infer<typeof Faults>

const Resource = z.object({ name: z.string(), available: z.string().nullable().default(null) })
const Bucket = z.object({
  calendar: z.string(),
  startdate: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  enddate: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  value: z.string().regex(/^\d+(\.\d+)?$/),
  priority: z.int().default(0),
  source: z.string().nullable().default(null),
})
type Kept = z.infer<typeof Bucket> & { readonly id: number }

interface Answered {
  readonly status: number
  readonly body?: unknown
}
const ok = (body: unknown, status = 200): Answered => ({ status, body })
const notFound: Answered = { status: 404, body: { detail: 'Not found.' } }

export interface SimulatedFrepple extends AsyncDisposable {
  readonly url: string
}

/** frePPLe as far as its REST interface tells of resources and the buckets of calendars. */
export async function startFrepple(port = 0): Promise<SimulatedFrepple> {
  const resources = new Map<string, z.infer<typeof Resource>>()
  const buckets = new Map<number, Kept>()
  let faults = Faults.parse({})
  let count = 0
  const changes: string[] = []

  function answer(method: string, { pathname, searchParams }: URL, body: unknown): Answered {
    const [, , , entity = '', id = ''] = pathname.split('/')
    searchParams.delete('format')
    const asked = ([name, value]: readonly [string, string], row: object) =>
      String((row as Record<string, unknown>)[name] ?? '') === value
    const matching = <Row extends object>(rows: Iterable<Row>): Row[] =>
      [...rows].filter((row) => [...searchParams].every((pair) => asked(pair, row)))
    if (entity === 'resource' && method === 'GET') {
      if (id === '') return ok(matching(resources.values()))
      const found = resources.get(decodeURIComponent(id))
      return found ? ok(found) : notFound
    }
    if (entity !== 'calendarbucket') return notFound
    if (method === 'GET') return ok(matching(buckets.values()))
    const stands = buckets.get(Number(id))
    if (method !== 'POST' && !stands) return notFound
    if (method === 'DELETE') {
      buckets.delete(stands!.id)
      return { status: 204 }
    }
    const read = Bucket.safeParse({ ...stands, ...(body as object) })
    if (!read.success) return { status: 400, body: { detail: z.prettifyError(read.error) } }
    if (![...resources.values()].some(({ available }) => available === read.data.calendar))
      return { status: 400, body: { calendar: [`Invalid pk "${read.data.calendar}" - object does not exist.`] } }
    const kept = { ...read.data, id: stands?.id ?? ++count }
    buckets.set(kept.id, kept)
    return ok(kept, stands ? 200 : 201)
  }

  /** For tests and judges; no part of frePPLe. */
  function own(path: string, body: unknown): Answered | undefined {
    switch (path) {
      case '/__resources':
        for (const one of z.array(Resource).parse(body)) resources.set(one.name, one)
        return ok({})
      case '/__faults':
        faults = Faults.parse(body)
        return ok({})
      case '/__journal':
        return ok({ buckets: [...buckets.values()], changes })
      default:
        return undefined
    }
  }

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    const address = new URL(request.url ?? '/', 'http://frepple')
    const method = request.method ?? 'GET'
    const { status, body: told } = own(address.pathname, body) ?? inside(method, address, body, request)
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(told === undefined ? '' : JSON.stringify(told))
  }

  function inside(method: string, address: URL, body: unknown, { headers }: IncomingMessage): Answered {
    const right = `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}`
    if (headers.authorization !== right) return { status: 401, body: { detail: 'Invalid username/password.' } }
    if (method === 'GET') return answer(method, address, body)
    if (faults.unavailable > 0) {
      faults = { ...faults, unavailable: faults.unavailable - 1 }
      return { status: 503, body: { detail: 'Restarting' } }
    }
    const answered = answer(method, address, body)
    if (answered.status < 300) changes.push(method)
    if (faults.afterCommit === 0) return answered
    faults = { ...faults, afterCommit: faults.afterCommit - 1 }
    return { status: 500, body: { detail: 'Internal Server Error' } }
  }

  const server = createServer((request, response) => void reply(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
