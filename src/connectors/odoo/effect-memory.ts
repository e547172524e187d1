import { z } from 'zod'
import type { CallOptions, OdooClient } from './client.ts'
import type { Memory, Trace } from './memory.ts'
import { EFFECT_MODEL } from './schema.ts'

const FIELDS = ['x_key', 'x_operation', 'x_order', 'x_message', 'x_occurred', 'create_date']
const Row = z.looseObject({
  id: z.int(),
  x_key: z.string(),
  x_operation: z.string(),
  x_order: z.int(),
  x_message: z.string(),
  x_occurred: z.string(),
  create_date: z.string(),
})
const Whole = Row.extend({ x_result: z.string() })

/** With procedures each effect is a row, written in the transaction that booked it; the integration user may read them. */
export function effectMemory(odoo: OdooClient): Memory {
  const read = <Found extends z.infer<typeof Row>>(shape: z.ZodType<Found>, body: object, options: CallOptions) =>
    odoo.call(EFFECT_MODEL, 'search_read', { ...body, order: 'id' }, z.array(shape), options)

  return {
    async of(asked, options) {
      const domain = [['x_key', 'in', [...new Set(asked.map(({ key }) => key))]]]
      const rows = await read(Whole, { domain, fields: [...FIELDS, 'x_result'] }, options)
      return rows.map((row) => ({ ...traceFrom(row), result: () => JSON.parse(row.x_result) as unknown }))
    },

    async between({ since, until, after, atMost }, options) {
      const domain = [
        ['create_date', '>=', since],
        ['create_date', '<', until],
        ['id', '>', after],
        // Of orders: what takes capacity is about none.
        ['x_order', '>', 0],
      ]
      return (await read(Row, { domain, fields: FIELDS, limit: atMost }, options)).map(traceFrom)
    },
  }
}

const traceFrom = (row: z.infer<typeof Row>): Trace => ({
  id: row.id,
  key: row.x_key,
  operation: row.x_operation,
  order: row.x_order,
  message: row.x_message,
  occurred: row.x_occurred,
  booked: row.create_date,
})
