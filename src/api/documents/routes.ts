import { z } from 'zod'
import { catalogue, kindOf } from '#model/catalogue'
import { notFound } from '../problems.ts'
import { type Declared, type Route, route } from '../routes/route.ts'
import { asyncApi, eventOf } from './asyncapi.ts'
import { openApi } from './openapi.ts'
import { type JsonSchema, type Named, schemaOf } from './schemas.ts'

const Document = z.record(z.string(), z.unknown())

const document = (name: string, path: string, summary: string): Declared & { readonly answer: typeof Document } => ({
  name,
  method: 'GET',
  path,
  access: 'signed-in-or-key',
  summary,
  answer: Document,
})

/** What the API says about itself. It takes the table of routes, which takes it in turn. */
export const documentRoutes = (all: () => readonly Declared[]): readonly Route[] => [
  route(document('readOpenApi', '/api/v1/openapi.json', 'This API as OpenAPI 3.1'), async () => openApi(all())),
  route(document('readAsyncApi', '/api/v1/asyncapi.json', 'Events in and changes out as AsyncAPI 3'), async () =>
    asyncApi(),
  ),
  route(document('listSchemas', '/api/v1/schemas', 'Every event type with the address of its schema'), async () => ({
    schemas: catalogue.map(({ type, title }) => ({ type, title, schema: addressOf(type) })),
  })),
  route(
    {
      ...document('readSchema', '/api/v1/schemas/{file}', 'The JSON Schema of an event type, as {type}.json'),
      params: z.object({ file: z.string().max(140) }),
      answerType: 'application/schema+json',
      refuses: [404],
    },
    async ({ params: { file } }) => {
      const kind = kindOf(file.replace(/\.json$/, ''))
      if (!kind || !file.endsWith('.json')) throw notFound('schema')
      return alone(eventOf(kind), addressOf(kind.type), kind.title)
    },
  ),
]

const addressOf = (type: string): string => `/api/v1/schemas/${type}.json`

/** A schema with all it refers to in itself. */
function alone(schema: z.ZodType, $id: string, title: string): JsonSchema {
  const named: Named = new Map()
  const { $ref } = schemaOf(schema, 'input', named, '#/$defs/')
  const root = String($ref).replace('#/$defs/', '')
  const { [root]: own, ...$defs } = Object.fromEntries(named)
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id, title, ...own, $defs }
}
