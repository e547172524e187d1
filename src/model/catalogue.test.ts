import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from './catalogue.ts'

describe('DOM-01: the canonical language', () => {
  it('names every event with a version of its own', () => {
    for (const { type } of catalogue) expect(type).toMatch(/^mfg\.[a-z]+(\.[a-z-]+)+\.v[1-9]\d*$/)
    expect(new Set(catalogue.map(({ type }) => type)).size).toBe(catalogue.length)
  })

  it.each(catalogue.map((kind) => [kind.type, kind] as const))(
    'publishes the schema that is checked: %s',
    (_, kind) => {
      const { $ref, $defs, ...inline } = z.toJSONSchema(kind.schema, { io: 'input' })
      const published = $ref ? $defs![$ref.split('/').at(-1)!]! : inline
      expect(published).toMatchObject({ type: 'object', additionalProperties: false })
      expect(published.required).toContain(kind.about)
      expect(kind.schema.safeParse({ [kind.about]: 'odoo.1', surprise: true }).success).toBe(false)
    },
  )

  /** A07: an event can bring no list, no operator and no command to where a name is meant: each leaf is a word or a yes. */
  it.each(catalogue.map((kind) => [kind.type, kind] as const))('takes nothing it does not name: %s', (_, kind) => {
    const open = openPlaces(z.toJSONSchema(kind.schema, { io: 'input' }) as Schema)
    expect(open).toEqual([])
  })
})

interface Schema {
  readonly [word: string]: unknown
}

/** Where a schema would take a value of any shape. */
function openPlaces(schema: Schema, at = ''): readonly string[] {
  const { type, $ref, anyOf, oneOf, allOf, properties = {}, items, $defs = {}, additionalProperties } = schema
  const below = [
    ...[anyOf, oneOf, allOf]
      .flatMap((several) => (several as Schema[] | undefined) ?? [])
      .map((one) => [at, one] as const),
    ...Object.entries({ ...(properties as object), ...($defs as object) }).map(
      ([name, one]) => [`${at}/${name}`, one as Schema] as const,
    ),
    ...(items ? [[`${at}/-`, items as Schema] as const] : []),
    ...(typeof additionalProperties === 'object' ? [[`${at}/*`, additionalProperties as Schema] as const] : []),
  ]
  const isBound = 'const' in schema || 'enum' in schema || $ref || anyOf || oneOf || allOf
  const isNamed =
    isBound ||
    (type === 'object' && additionalProperties !== undefined && additionalProperties !== true) ||
    (type === 'array' && items !== undefined) ||
    ['string', 'boolean', 'null', 'integer', 'number'].includes(String(type))
  return [...(isNamed ? [] : [at || '/']), ...below.flatMap(([where, one]) => openPlaces(one, where))]
}
