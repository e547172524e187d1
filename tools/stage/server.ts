import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { Changed } from '../../src/api/contract.ts'
import { answer } from './routes.ts'
import { broken, problem, Refusal } from './problems.ts'
import { emptyWorld, fullWorld, operatorWorld, type World } from './world.ts'

/** The same rules as the hub's own door, so that what would break there breaks here. */
const headers = {
  'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

const worldNamed = (name: string): World =>
  name.startsWith('empty') ? emptyWorld() : name.startsWith('operator') ? operatorWorld() : fullWorld()

export interface Stage {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the built console and answers its questions with a story. The cookie `stage` chooses it: `full`, `operator`,
 * `empty` or `failed`, with `-anything` behind it for a copy of its own; the cookie `millwright` stands for a session.
 */
export async function openStage({
  folder,
  port = 0,
  kind = 'full',
}: {
  folder: string
  port?: number
  kind?: string
}): Promise<Stage> {
  const worlds = new Map<string, World>()
  const streams = new Map<string, Set<ServerResponse>>()
  const worldOf = (name: string): World => {
    let world = worlds.get(name)
    if (!world) worlds.set(name, (world = worldNamed(name)))
    return world
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error)
      response.writeHead(500).end()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stage')
    if (!url.pathname.startsWith('/api/v1/')) return file(folder, url.pathname, response)
    const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')))
    const name: string = cookies['stage'] ?? kind
    const path = url.pathname.slice('/api/v1'.length)
    if (path === '/stream') return stream(name, response)

    const send = (status: number, body: unknown, more: Record<string, string> = {}): void => {
      response.writeHead(status, {
        ...headers,
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...more,
      })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    }
    const door = (path.startsWith('/session') || path.startsWith('/alerts/link')) && request.method === 'POST'
    // A device shows no session; on the stage every browser is one.
    const ofDevice = path.startsWith('/floor') || path === '/events'
    if (!door && !ofDevice && cookies['millwright'] !== 'in')
      return send(401, problem(401, 'SIGN_IN', 'You are not signed in', 'Sign in and try again.'))
    if (name.startsWith('failed') && !path.startsWith('/session')) return send(500, broken)
    try {
      const text = await textOf(request)
      const isRecord = path.startsWith('/wire/')
      const said = answer(worldOf(name), {
        method: request.method ?? 'GET',
        path,
        query: url.searchParams,
        text,
        body: text === '' || isRecord ? undefined : (JSON.parse(text) as unknown),
        csrf: request.headers['x-csrf-token'] as string | undefined,
        changed: (topics) => {
          const data = JSON.stringify(Changed.parse({ at: new Date().toISOString(), topics }))
          for (const open of streams.get(name) ?? []) open.write(`event: changed\ndata: ${data}\n\n`)
        },
      })
      const cookie = door ? 'millwright=in; Path=/; SameSite=Strict' : 'millwright=; Path=/; Max-Age=0'
      const changes = door || (request.method === 'DELETE' && path === '/session')
      send(said === undefined ? 204 : 200, said, changes ? { 'set-cookie': cookie } : {})
    } catch (error) {
      if (error instanceof Refusal) return send(error.problem.status, error.problem)
      throw error
    }
  }

  function stream(name: string, response: ServerResponse): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': here\n\n')
    const open = streams.get(name) ?? new Set()
    streams.set(name, open.add(response))
    response.on('close', () => open.delete(response))
  }

  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function file(folder: string, path: string, response: ServerResponse): Promise<void> {
  // An order's id has a point in it, so what is a page is not told by the ending: what is not a file is the console.
  const isFile = path.startsWith('/assets/') || ['/mark.svg', '/floor-worker.js'].includes(path)
  const asked = isFile ? normalize(path) : '/index.html'
  const content = await readFile(join(folder, asked)).catch(() => undefined)
  if (!content) return void response.writeHead(404, headers).end()
  response
    .writeHead(200, { ...headers, 'content-type': types[extname(asked)] ?? 'application/octet-stream' })
    .end(content)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
