import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { problemFrom } from './failures.ts'
import type { ApiParts } from './parts.ts'
import { notFound, Trouble } from './problems.ts'
import { register } from './routes/register.ts'
import { routes } from './routes/table.ts'
import { secureHeaders } from './secure-headers.ts'

const consoleFiles = fileURLToPath(new URL('../../dist/console/', import.meta.url))

/** The hub's one door: events in, the console's questions, health. Closed by default; each route says who may use it. */
export async function buildApi(parts: ApiParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  const always = secureHeaders(parts.secure)
  app.addHook('onRequest', ({ raw: { rawHeaders }, url }, reply, done) => {
    void reply.headers(always)
    if (url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
    // Two servers in a row may each believe another one.
    if (namesTwoHosts(rawHeaders))
      done(new Trouble(400, 'BAD_REQUEST', 'Not understood', 'The request names two hosts; send it with one.'))
    else done()
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

function namesTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}

/** The console is one page; whatever is not a file or the API is a place in it. */
async function serveConsole(app: FastifyInstance): Promise<void> {
  const built = existsSync(consoleFiles)
  if (built) await app.register(statics, { root: consoleFiles, wildcard: false, cacheControl: false })
  app.setNotFoundHandler((request, reply) => {
    if (built && request.method === 'GET' && !request.url.startsWith('/api/')) return reply.sendFile('index.html')
    return reply.code(404).type('application/problem+json').send(notFound('address').problem)
  })
}
