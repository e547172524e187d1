import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { problemFrom } from './failures.ts'
import type { ApiParts } from './parts.ts'
import { notFound, Trouble } from './problems.ts'
import { register } from './routes/register.ts'
import { routes } from './routes/table.ts'

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
  await app.register(helmet, security(parts.secure))
  await app.register(rateLimit, { global: false })
  app.addHook('onRequest', async ({ raw: { rawHeaders } }) => {
    // Two servers in a row may each believe another one.
    if (rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1)
      throw new Trouble(400, 'BAD_REQUEST', 'Not understood', 'The request names two hosts; send it with one.')
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'A request failed')
    const retryAfter = error instanceof Trouble ? error.retryAfter : problem.status === 503 ? 2 : undefined
    if (retryAfter) void reply.header('retry-after', String(retryAfter))
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
  for (const route of routes) register(app, route, parts)
  await serveConsole(app)
  return app
}

const security = (secure: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
  },
  hsts: secure,
})

/** The console is one page; whatever is not a file or the API is a place in it. */
async function serveConsole(app: FastifyInstance): Promise<void> {
  const built = existsSync(consoleFiles)
  if (built) await app.register(statics, { root: consoleFiles, wildcard: false, cacheControl: false })
  app.setNotFoundHandler((request, reply) => {
    if (built && request.method === 'GET' && !request.url.startsWith('/api/')) return reply.sendFile('index.html')
    return reply.code(404).type('application/problem+json').send(notFound('address').problem)
  })
}
