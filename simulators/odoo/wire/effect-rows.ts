import type { Books } from '../books/books.ts'
import { told } from '../effects/perform.ts'

type Condition = readonly [field: string, operator: string, value: any]

/** What Odoo remembers of effects, as rows: found by their keys, or by when they were booked, in the order of booking. */
export function effectRows(
  { effects }: Books,
  {
    domain,
    fields,
    limit,
  }: { readonly domain: readonly Condition[]; readonly fields: readonly string[]; readonly limit?: number },
): readonly object[] {
  const keys = domain.find(([field]) => field === 'x_key')?.[2] as readonly string[] | undefined
  const rows = [...effects.values()].map((effect, nth) => ({ id: nth + 1, effect }))
  return rows
    .filter(({ effect }) => !keys || keys.includes(effect.key))
    .map(({ id, effect: { key, operation, order, message, occurred, at, result } }) => ({
      id,
      x_key: key,
      x_operation: operation,
      x_order: order.id,
      x_message: message,
      x_occurred: occurred,
      create_date: at.replace('T', ' ').slice(0, 19),
      ...(fields.includes('x_result') ? { x_result: JSON.stringify(told(result)) } : {}),
    }))
    .filter((row) => domain.every((condition) => holds(row, condition)))
    .slice(0, limit)
}

function holds(row: { readonly [field: string]: unknown }, [field, operator, value]: Condition): boolean {
  const has = row[field] as string | number
  switch (operator) {
    case 'in':
      return (value as readonly unknown[]).includes(has)
    case '>=':
      return has >= value
    case '<':
      return has < value
    case '>':
      return has > value
    default:
      throw new Error(`The simulated Odoo does not know the operator ${operator}`)
  }
}
