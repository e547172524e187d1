import type { z } from 'zod'
import { Problem } from '../contract.ts'
import type { Access, Declared } from '../routes/route.ts'
import { type JsonSchema, type Named, schemaOf } from './schemas.ts'
import { version } from './version.ts'

/** The API as OpenAPI 3.1, written from the table of routes and the schemas that judge its requests. */
export function openApi(routes: readonly Declared[]): JsonSchema {
  const named: Named = new Map()
  const paths = Object.groupBy(routes, ({ path }) => path)
  const written = Object.fromEntries(
    Object.entries(paths).map(([path, its]) => [
      path,
      Object.fromEntries((its ?? []).map((route) => [route.method.toLowerCase(), operationOf(route, named)])),
    ]),
  )
  schemaOf(Problem, 'output', named)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Millwright',
      version,
      description: 'Keeps a manufacturer’s plants in step with Odoo: events in, and what became of them.',
    },
    servers: [{ url: '/' }],
    paths: written,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'The key of a system: mwk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'millwright', description: 'Set by signing in' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token', description: 'From the session' },
      },
      schemas: Object.fromEntries([...named].sort(([one], [other]) => one.localeCompare(other))),
    },
  }
}

function operationOf(route: Declared, named: Named): JsonSchema {
  const { name, summary, access, method, status = route.answer ? 200 : 204 } = route
  const content = (schema: z.ZodType, io: 'input' | 'output', type = 'application/json') => ({
    [type]: { schema: schemaOf(schema, io, named) },
  })
  const bodies = route.bodies ?? (route.body ? { 'application/json': route.body } : {})
  return {
    operationId: name,
    summary,
    security: securityOf(access, method),
    ...(typeof access === 'string' ? {} : { 'x-millwright-rights': access }),
    ...parametersOf(route, named),
    ...(Object.keys(bodies).length > 0
      ? {
          requestBody: {
            required: true,
            content: Object.assign({}, ...Object.entries(bodies).map(([type, body]) => content(body, 'input', type))),
          },
        }
      : {}),
    responses: {
      [status]: {
        description: summary,
        ...(route.answer ? { content: content(route.answer, 'output', route.answerType) } : {}),
      },
      ...Object.fromEntries(
        refusalsOf(route).map((code) => [
          code,
          { description: words[code] ?? 'Refused', content: content(Problem, 'output', 'application/problem+json') },
        ]),
      ),
    },
  }
}

const words: Readonly<Record<number, string>> = {
  400: 'The body cannot be read',
  401: 'Nobody is signed in, or the key is not known',
  403: 'Not allowed',
  404: 'There is no such thing, or it is not yours to see',
  409: 'Something else was there before',
  410: 'Used up',
  413: 'Too large',
  415: 'Unknown content type',
  422: 'Not as the schema says',
  429: 'Too many; Retry-After says when to go on',
  500: 'The hub failed; nothing was changed',
  503: 'Not possible at the moment; Retry-After says when to try again',
}

/** Those a route names, and those every route of its kind has. */
const refusalsOf = ({ access, refuses = [], params, query, body, method }: Declared): readonly number[] => {
  const all = new Set([...refuses, 500])
  if (access !== 'public') all.add(401)
  if (Array.isArray(access) || (access !== 'public' && method !== 'GET')) all.add(403)
  if (params || query || body) all.add(422)
  if (access !== 'public') all.add(503)
  return [...all].sort((one, other) => one - other)
}

function securityOf(access: Access, method: string): readonly JsonSchema[] {
  const session = method === 'GET' ? { session: [] } : { session: [], csrf: [] }
  if (access === 'public') return []
  if (access === 'key' || access === 'device') return [{ key: [] }]
  return access === 'signed-in-or-key' ? [session, { key: [] }] : [session]
}

function parametersOf({ params, query }: Declared, named: Named): JsonSchema {
  const each = (schema: z.ZodObject | undefined, where: 'path' | 'query') =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
      name,
      in: where,
      required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
      schema: schemaOf(field as z.ZodType, 'input', named),
    }))
  const parameters = [...each(params, 'path'), ...each(query, 'query')]
  return parameters.length > 0 ? { parameters } : {}
}
