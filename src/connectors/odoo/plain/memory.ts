import type { CallOptions, OdooClient } from '../client.ts'
import type { Memory, Trace } from '../memory.ts'
import { deskOf } from './desk.ts'
import { type Kept, notebookOf } from './notebook.ts'

/** In plain mode the notebook says what is booked: an entry for each effect, in the drawer of its order. */
export function notebookMemory(odoo: OdooClient): Memory {
  const notebook = (options: CallOptions) => notebookOf(deskOf(odoo, options))
  return {
    async of(asked, options) {
      const keys = new Set(asked.map(({ key }) => key))
      const entries = await notebook(options).of([...new Set(asked.map(({ order }) => order))])
      return entries.flatMap((entry) =>
        keys.has(entry.key) && entry.result ? [{ ...traceFrom(entry), result: () => entry.result }] : [],
      )
    },

    between: async (period, options) => (await notebook(options).between(period)).map(traceFrom),
  }
}

const traceFrom = ({ id, key, operation, order, message, occurred, begun }: Kept): Trace => ({
  id,
  key,
  operation,
  order,
  message,
  occurred,
  booked: begun,
})
