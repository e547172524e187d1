import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import statics from '@fastify/static'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Database } from '#kernel/sql'
import type { Problem } from './contract.ts'
import { type DoorParts, eventsDoor } from './door/route.ts'
import { readJourney } from './pages/journey.ts'
import { MessageQuery, readMessages } from './pages/messages.ts'
import type { Reader } from './pages/reader.ts'
import { Trouble } from './problems.ts'
import { personOf, type SessionParts, sessionRoutes } from './sessions.ts'

export interface ApiParts extends DoorParts, SessionParts {
  readonly database: Database
  readonly home: string
  readonly log: FastifyBaseLogger
  /** Whether the hub can take events: false while its database is away. */
  readonly ready: () => Promise<boolean>
}

const consoleFiles = fileURLToPath(new URL('../../dist/console/', import.meta.url))

/** The hub's one door: events in, the console's questions, health. Closed by default; each route says who may use it. */
export async function buildApi(parts: ApiParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,

    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    genReqId: () => parts.ids(),
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    hsts: parts.secure,
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'A request failed')
    const retryAfter = error instanceof Trouble ? error.retryAfter : undefined
    if (retryAfter) void reply.header('retry-after', String(retryAfter))
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })

  eventsDoor(app, parts)
  sessionRoutes(app, parts)
  pages(app, parts)
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await parts.ready()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  if (existsSync(consoleFiles)) await serveConsole(app)
  return app
}

function pages(app: FastifyInstance, { people, database, home }: ApiParts): void {
  const readerFor = async (request: Parameters<typeof personOf>[0]): Promise<Reader> => ({
    database,
    home,
    grants: (await personOf(request, people)).grants,
  })
  app.get('/api/v1/messages', async (request) =>
    readMessages(await readerFor(request), MessageQuery.parse(request.query)),
  )
  app.get('/api/v1/messages/:id', async (request) => {
    const { id } = z.object({ id: z.uuid() }).parse(request.params)
    return readJourney(await readerFor(request), id)
  })
}

/** The console is one page; whatever is not a file or the API is a place in it. */
async function serveConsole(app: FastifyInstance): Promise<void> {
  await app.register(statics, { root: consoleFiles, wildcard: false, cacheControl: false })
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/'))
      return reply
        .code(404)
        .type('application/problem+json')
        .send({ status: 404, code: 'NOT_FOUND', title: 'Not found', detail: 'There is nothing at this address.' })
    return reply.sendFile('index.html')
  })
}

function problemFrom(error: unknown): Problem {
  if (error instanceof Trouble) return error.problem
  if (error instanceof z.ZodError)
    return {
      status: 422,
      code: 'SCHEMA_INVALID',
      title: 'Not as expected',
      detail: 'Something in the request is not as its schema says.',
      errors: error.issues.map((issue) => ({
        pointer: `/${issue.path.join('/')}`,
        code: 'SCHEMA_INVALID',
        detail: issue.message,
      })),
    }
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413)
    return {
      status: 413,
      code: 'TOO_LARGE',
      title: 'Too large',
      detail: 'The request is larger than this address takes. Send it in parts.',
    }
  if (statusCode && statusCode < 500)
    return {
      status: statusCode,
      code: code ?? 'BAD_REQUEST',
      title: 'Not understood',
      detail: 'The request could not be read.',
    }
  return {
    status: 500,
    code: 'INTERNAL',
    title: 'Something went wrong here',
    detail: 'The hub failed on this request; nothing was changed. The log has the reason under this request’s id.',
  }
}
