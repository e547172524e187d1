import type { FastifyInstance, FastifyRequest } from 'fastify'
import { plantsWith } from '#governance/rights'
import type { ApiParts } from '../parts.ts'
import { notAllowed } from '../problems.ts'
import { keyOf } from '../door/key.ts'
import { personOf } from '../sessions.ts'
import type { Declared, Route } from './route.ts'

/** Puts a route into the server: rights first, then form, then what it does. */
export function register(app: FastifyInstance, route: Route, parts: ApiParts): void {
  if ('register' in route) return route.register(app, parts)
  app.route({
    method: route.method,
    url: urlOf(route),
    config: route.perMinute ? { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } : {},
    handler: async (request, reply) => {
      const person = await admit(request, route, parts)
      const asked = {
        person,
        reader: { database: parts.database, home: parts.home, grants: person?.grants ?? [], plants: parts.plants },
        params: route.params?.parse(request.params),
        query: route.query?.parse(request.query),
        body: route.body?.parse(request.body),
        request,
        reply,
      }
      void reply.code(route.status ?? (route.answer ? 200 : 204))
      if (route.answerType) void reply.type(route.answerType)
      return route.answerTo(asked as never, parts)
    },
  })
}

export const urlOf = ({ path }: Declared): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** Who asks, if the route is not for everybody; refuses whoever may not. */
export async function admit(request: FastifyRequest, { access }: Declared, { people, keys, secure }: ApiParts) {
  if (access === 'public') return undefined
  if (access === 'key' || (access === 'signed-in-or-key' && request.headers.authorization)) {
    await keyOf(request, keys)
    return undefined
  }
  const person = await personOf(request, people, secure)
  if (typeof access === 'string') return person
  if (!access.some((right) => plantsWith(person.grants, right).length > 0)) throw notAllowed()
  return person
}
