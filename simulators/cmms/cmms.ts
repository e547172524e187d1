import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { chanceFrom } from '../chance.ts'
import { Books } from './books.ts'
import type { Answered, Asked, Desk, Dialect, Endpoint } from './dialect.ts'
import { type Faults, noFaults, setFaults } from './faults.ts'
import { isInside, outbox } from './hooks.ts'
import type { Memory } from './memory.ts'
import { Deed, doIt, Impossible } from './story.ts'
import { truth } from './truth.ts'

export interface CmmsSettings {
  readonly port?: number
  readonly seed?: string
  readonly faults?: Faults
  /** Webhooks may go to this machine and its network, which the real one refuses. */
  readonly callsLan?: boolean
  /** With it, one that is started again has the books that it had. */
  readonly memory?: Memory
  /** Milliseconds of our clock. */
  readonly now?: () => number
}

export interface SimulatedCmms extends AsyncDisposable {
  readonly url: string
  readonly books: Books
  readonly faults: Readonly<Faults>
  /** Has people do something there; answers the number of what it is about. */
  readonly drive: (deed: z.input<typeof Deed>) => number
  /** What was not understood; then nothing was set. */
  readonly setFaults: (wished: unknown) => string | undefined
  readonly desk: Desk
  /** Webhooks that are held back to come late go out now. */
  readonly flushHooks: () => void
}

/** A CMMS in the words of one vendor, with what can go wrong with it. */
export async function startCmms(dialect: Dialect, settings: CmmsSettings = {}): Promise<SimulatedCmms> {
  const { faults = noFaults(), now = Date.now, callsLan = false, memory } = settings
  const chance = chanceFrom(settings.seed ?? '1')
  const books = new Books()
  for (const { at, deed } of memory?.before ?? []) doIt(books, deed, { stamp: at, from: at }, dialect.habits)
  const endpoints: Endpoint[] = []
  const sessions = new Map<string, number>()
  const stamp = (): number => now() + faults.clockSkew
  const hooks = outbox({ dialect, faults, endpoints, chance: chance.named('hooks'), now: stamp })

  const desk: Desk = {
    books,
    faults,
    endpoints,
    sees: () => now() - faults.staleRead,
    written: (at) => (faults.schemaDrift ? at : new Date(at).toISOString().replace('Z', '+00:00')),
    do(deed, { skipWebhooks = false } = {}) {
      const at = stamp()
      const done = doIt(books, deed, { stamp: at, from: now() + faults.lateCommit }, dialect.habits)
      memory?.keep({ at, deed })
      if (!skipWebhooks) hooks.send(done.changes.flatMap((change) => dialect.hooks(change, desk, at)))
      return done
    },
    subscribe(event, url, secret = dialect.secret) {
      if (dialect.refusesLan && !callsLan && isInside(url)) return undefined
      const endpoint = { id: endpoints.length + 1, event, url, secret }
      endpoints.push(endpoint)
      return endpoint
    },
    signIn() {
      const token = `session-${chance.between(1, 2 ** 30)}`
      sessions.set(token, 0)
      return token
    },
    isSignedIn(token) {
      const asked = sessions.get(token)
      if (asked === undefined) return false
      sessions.set(token, asked + 1)
      if (faults.sessionExpiry === 0 || asked < faults.sessionExpiry) return true
      sessions.delete(token)
      return false
    },
  }

  function answer(asked: Asked): Answered {
    const own = ownAnswer(asked)
    if (own) return own
    if (faults['429'] > 0 && chance.happens(faults['429'])) return dialect.tooMany
    const answered = dialect.answer(asked, desk) ?? { status: 404, body: { message: 'Not Found' } }
    if (faults['500AfterCommit'] > 0 && chance.happens(faults['500AfterCommit']))
      return { status: 500, body: { message: 'Internal Server Error' } }
    return answered
  }

  /** For tests, judges and the demo; no part of any vendor. */
  function ownAnswer({ method, path, body }: Asked): Answered | undefined {
    switch (`${method} ${path}`) {
      case 'GET /__journal':
        return { status: 200, body: truth(books) }
      case 'GET /__faults':
        return { status: 200, body: faults }
      case 'POST /__faults': {
        const wrong = setFaults(faults, body)
        return wrong === undefined ? { status: 200, body: faults } : { status: 422, body: { wrong } }
      }
      case 'POST /__drive': {
        const deed = Deed.safeParse(body)
        if (!deed.success) return { status: 422, body: { wrong: z.prettifyError(deed.error) } }
        try {
          return { status: 200, body: { id: desk.do(deed.data).id } }
        } catch (error) {
          if (error instanceof Impossible) return { status: 422, body: { wrong: error.message } }
          throw error
        }
      }
      default:
        return undefined
    }
  }

  const server = createServer((request, response) => {
    void askedBy(request).then((asked) => reply(response, answer(asked)))
  })
  server.listen(settings.port ?? 0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    books,
    faults,
    desk,
    drive: (deed) => desk.do(Deed.parse(deed)).id,
    setFaults: (wished) => setFaults(faults, wished),
    flushHooks: () => hooks.flush(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await hooks.ended()
    },
  }
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://cmms')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  const header = (name: string) => {
    const value = request.headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  return { method: request.method ?? 'GET', path: pathname, query: searchParams, header, body }
}

function reply(response: ServerResponse, { status, body, headers = {} }: Answered): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
}
