import { z } from 'zod'

export type JsonSchema = Readonly<Record<string, unknown>>

/** The schemas that several documents name, collected while each is written. */
export type Named = Map<string, JsonSchema>

/**
 * A schema as JSON Schema 2020-12, from the same source that judges at run time. Named ones are collected and referred
 * to; what JSON Schema cannot say is said in its description.
 */
export function schemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  named: Named,
  at = '#/components/schemas/',
): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema & {
    $defs?: Readonly<Record<string, JsonSchema>>
  }
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        name === '$ref' ? String(item).replace('#/$defs/', at) : moved(item),
      ]),
    )
  }
  for (const [name, { id: __, ...definition }] of Object.entries($defs))
    named.set(name, moved(definition) as JsonSchema)
  const { id, ...own } = moved(rest) as JsonSchema
  if (typeof id !== 'string') return own
  named.set(id, own)
  return { $ref: `${at}${id}` }
}
