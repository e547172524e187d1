import { describe, expect, it } from 'vitest'
import { catalogue } from '#model/catalogue'
import { rights } from '#governance/rights'
import { publicRoutes, routes } from '../routes/table.ts'
import { asyncApi, eventOf } from './asyncapi.ts'
import { openApi } from './openapi.ts'

type Node = Record<string, any>
const documents: Record<string, Node> = { OpenAPI: openApi(routes), AsyncAPI: asyncApi() }

/** Every reference of a document that leads nowhere in it. */
function dangling(document: Node): string[] {
  const missing: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    for (const [name, item] of Object.entries(value)) {
      if (name === '$ref' && typeof item === 'string') {
        const parts = item.replace('#/', '').split('/')
        if (!item.startsWith('#/') || parts.reduce<any>((so, part) => so?.[part], document) === undefined)
          missing.push(item)
      } else visit(item)
    }
  }
  visit(document)
  return missing
}

describe('the documents', () => {
  it.each(Object.keys(documents))('%s: every reference leads somewhere', (name) => {
    expect(dangling(documents[name]!)).toEqual([])
  })

  it('OpenAPI: has every route with its rights, its request and its answers', () => {
    const { paths } = documents['OpenAPI']!
    for (const route of routes) {
      const operation = paths[route.path]?.[route.method.toLowerCase()] as Node
      expect(operation, route.name).toMatchObject({ operationId: route.name, summary: route.summary })
      expect(Object.keys(operation['responses']).length).toBeGreaterThan(1)
      const inPath = (operation['parameters'] ?? []).filter((parameter: Node) => parameter['in'] === 'path')
      expect(inPath.map((parameter: Node) => `{${parameter['name']}}`)).toEqual(route.path.match(/\{\w+\}/g) ?? [])
    }
  })

  it('DOM-01: every event type has a published schema from the source that judges it', () => {
    const { components } = documents['AsyncAPI']!
    for (const kind of catalogue) {
      const schema = components.schemas[kind.type.replaceAll('.', '_')] as Node
      expect(schema['properties'].type.const).toBe(kind.type)
      expect(schema['required']).toEqual(
        expect.arrayContaining(['specversion', 'id', 'source', 'type', 'time', 'data']),
      )
      const event = {
        specversion: '1.0',
        id: '1',
        source: '/plants/A/systems/mes',
        type: kind.type,
        time: 'now',
        data: {},
      }
      expect(eventOf(kind).safeParse(event).success).toBe(false)
    }
  })
})

describe('the table of routes', () => {
  it('gives every route a right, or names it among the public ones', () => {
    expect(routes.filter(({ access }) => access === 'public').map(({ name }) => name)).toEqual(publicRoutes)
    for (const { access } of routes)
      if (typeof access !== 'string') for (const right of access) expect(rights).toContain(right)
  })

  it('names each route once, and changes nothing by GET', () => {
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length)
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length)
    for (const { method, body } of routes) if (method === 'GET') expect(body).toBeUndefined()
  })
})
