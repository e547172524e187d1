import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DeviceKey } from '#governance/keys'
import type { Person } from '#governance/people'
import { plantsWith } from '#governance/rights'
import type { ApiParts } from '../parts.ts'
import { notAllowed } from '../problems.ts'
import { asDevice, keyOf, notOfDevice } from '../door/key.ts'
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
      const { person, device } = await admit(request, route, parts)
      const asked = {
        person,
        device,
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

interface Admitted {
  readonly person?: Person
  readonly device?: DeviceKey
}

/** Who asks, if the route is not for everybody; refuses whoever may not. */
export async function admit(request: FastifyRequest, { access }: Declared, parts: ApiParts): Promise<Admitted> {
  if (access === 'public') return {}
  if (access === 'device') return { device: asDevice(await keyOf(request, parts)) }
  if (access === 'key' || (access === 'signed-in-or-key' && request.headers.authorization)) {
    notOfDevice(await keyOf(request, parts))
    return {}
  }
  const person = await personOf(request, parts.people, parts.secure)
  if (typeof access === 'string') return { person }
  if (!access.some((right) => plantsWith(person.grants, right).length > 0)) throw notAllowed()
  return { person }
}
