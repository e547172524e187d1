import { z } from 'zod'
import { code, tableOf } from './markdown.ts'

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** The fields of a schema as a table: what each is, and whether it has to be there; nothing where it has none. */
export function fieldsOf(schema: z.ZodType | undefined): string {
  if (!schema) return ''
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema
  if (!shape.properties) return ''
  const rows = Object.entries(shape.properties).map(([name, field]) => [
    code(name),
    kindOf(field),
    shape.required?.includes(name) ? 'yes' : field.default === undefined ? '' : code(JSON.stringify(field.default)),
    field.description ?? '',
  ])
  return tableOf(['field', 'is', 'required, or default', 'means'], rows)
}

/** What a field is, in a word or two. */
function kindOf(field: Schema): string {
  if (field.const !== undefined) return code(JSON.stringify(field.const))
  if (field.enum) return field.enum.map((one) => code(String(one))).join(', ')
  const either = field.anyOf ?? field.oneOf
  if (either) return [...new Set(either.map(kindOf))].join(' or ')
  if (field.type === 'array') return `list of ${field.items ? kindOf(field.items) : 'anything'}`
  if (field.type !== 'object') return field.type === 'string' ? 'text' : (field.type ?? 'anything')
  const names = Object.keys(field.properties ?? {})
  if (names.length > 0) return `{ ${names.join(', ')} }`
  return field.additionalProperties ? `${kindOf(field.additionalProperties)} by name` : 'object'
}
