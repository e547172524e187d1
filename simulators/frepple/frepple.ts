import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { isKind, recordsOf } from './records.ts'
import { planned } from './run.ts'

/** Whom it lets in. */
export const access = { user: 'millwright', password: 'frepple-password' } as const

/** What can be made to go wrong: so many of the next calls that change something. */
const Faults = z.strictObject({
  unavailable: z.int().min(0).default(0).describe('Refused before anything happens: it is being restarted'),
  afterCommit: z.int().min(0).default(0).describe('Done, and answered with a failure'),
  runs: z
    .enum(['plan', 'fail', 'hang', 'misplan'])
    .default('plan')
    .describe('What becomes of runs; a misplan is blind'),
})
export type FreppleFaults = z.infer<typeof Faults>

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

/** frePPLe as far as its REST interface takes and tells what is to be planned, and has a plan made. */
export async function startFrepple(port = 0): Promise<SimulatedFrepple> {
  const records = recordsOf()
  const tasks: string[] = []
  let today = new Date().toISOString().slice(0, 19)
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
    if (pathname.startsWith('/execute/')) return executed(method, entity, searchParams)
    if (isKind(entity) && method === 'GET') {
      if (id === '') return ok(matching<object>(records.all(entity)))
      const found = records.all('resource').find(({ name }) => name === decodeURIComponent(id))
      return found ? ok(found) : notFound
    }
    if (isKind(entity)) {
      const objection = records.keep(entity, z.array(z.record(z.string(), z.unknown())).parse(body))
      return objection === undefined ? ok(body, 201) : { status: 400, body: { detail: objection } }
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
    if (!records.all('resource').some(({ available }) => available === read.data.calendar))
      return { status: 400, body: { calendar: [`Invalid pk "${read.data.calendar}" - object does not exist.`] } }
    const kept = { ...read.data, id: stands?.id ?? ++count }
    buckets.set(kept.id, kept)
    return ok(kept, stands ? 200 : 201)
  }

  /** A run is begun, and asked after until it is over. */
  function executed(method: string, command: string, asked: URLSearchParams): Answered {
    if (command === 'runplan' && method === 'POST') {
      tasks.push('Waiting')
      return ok({ taskid: tasks.length, message: 'Successfully launched task' })
    }
    const nth = Number(asked.get('id')) - 1
    const before = tasks[nth]
    if (command !== 'status' || before === undefined) return notFound
    if (before === 'Waiting' && faults.runs !== 'hang') tasks[nth] = faults.runs === 'fail' ? 'Failed' : '50%'
    if (before === '50%') {
      planned(
        records,
        faults.runs === 'misplan' ? [] : [...buckets.values()].filter(({ value }) => Number(value) === 0),
        today,
      )
      tasks[nth] = 'Done'
    }
    return ok({ [nth + 1]: { name: 'runplan', status: before, message: before === 'Failed' ? 'Out of memory' : null } })
  }

  /** For tests and judges; no part of frePPLe. */
  function own(path: string, body: unknown): Answered | undefined {
    switch (path) {
      case '/__resources':
        records.keep('resource', z.array(z.record(z.string(), z.unknown())).parse(body))
        return ok({})
      case '/__today':
        today = z.string().parse(body)
        return ok({})
      case '/__faults':
        faults = Faults.parse(body)
        return ok({})
      case '/__journal':
        return ok({ buckets: [...buckets.values()], changes, orders: records.all('manufacturingorder') })
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
