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
      expect(published.required).toContain('order')
      expect(kind.schema.safeParse({ order: 'odoo.1', surprise: true }).success).toBe(false)
    },
  )
})
