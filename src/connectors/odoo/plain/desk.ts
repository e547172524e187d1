import { z } from 'zod'
import { Refused, Unavailable } from '#kernel/failure'
import type { CallOptions, OdooClient } from '../client.ts'
import type { Reading } from './reading.ts'
import { sheetOf, type Values } from './sheet.ts'

/** What plain mode does in Odoo: ordinary calls, each of them in a transaction of its own. */
export interface Desk {
  read<Row>(what: Reading<Row>, domain: readonly unknown[], more?: object): Promise<readonly Row[]>
  ids(model: string, domain: readonly unknown[], limit?: number): Promise<readonly number[]>
  /** Makes a record under a name of its own; whoever asks again, also at the same time, gets the one that was made. */
  make(model: string, name: string, values: Values, context?: object): Promise<number>
  /** The record that was made under the name, where there is one; of a model in which none is without any value. */
  made(model: string, name: string): Promise<number | undefined>
  set(model: string, ids: readonly number[], values: object, context?: object): Promise<void>
  drop(model: string, ids: readonly number[]): Promise<void>
  act(model: string, method: string, body: object): Promise<unknown>
}

const Loaded = z.looseObject({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.looseObject({ type: z.string(), message: z.string() })),
})

/** `noupdate` with `mode: update`: a name that is known already is only told, its record stays as it is. */
const ONCE = { module: 'millwright', mode: 'update', noupdate: true, tz: 'UTC' }

/** What PostgreSQL says when others were at the same rows: loading tells it in a sentence only. */
const OTHERS_WERE_THERE = /could not serialize|deadlock detected|could not obtain lock|concurrent update/i

/** And of rights, in the language that every Odoo has. */
const NOT_ALLOWED = /^You are not allowed to /

export function deskOf(odoo: OdooClient, options: CallOptions): Desk {
  const call = <Answer>(model: string, method: string, body: object, shape: z.ZodType<Answer>): Promise<Answer> =>
    odoo.call(model, method, body, shape, options)

  async function load(model: string, fields: readonly string[], data: readonly (readonly string[])[], context: object) {
    return call(model, 'load', { fields, data, context: { ...ONCE, ...context } }, Loaded)
  }

  return {
    read: ({ model, fields, rows }, domain, more = {}) => call(model, 'search_read', { domain, fields, ...more }, rows),

    ids: (model, domain, limit) => call(model, 'search', { domain, ...(limit ? { limit } : {}) }, z.array(z.int())),

    async make(model, name, values, context = {}) {
      const { fields, data } = sheetOf(name, values)
      const { ids, messages } = await load(model, fields, data, context)
      if (ids && ids.length === 1) return ids[0]!
      const said = messages.find(({ type }) => type === 'error')?.message ?? 'Odoo did not say why'
      if (OTHERS_WERE_THERE.test(said)) throw new Unavailable('BUSY', 'Others kept changing the same records in Odoo')
      const sentence = said.split('\n')[0]!.slice(0, 500)
      if (NOT_ALLOWED.test(sentence))
        throw new Unavailable('NOT_AUTHORISED', `The integration user lacks a right in Odoo: ${sentence}`)
      throw new Refused('ODOO_REFUSED', sentence)
    },

    async made(model, name) {
      // Such a record is refused: what is not there is not made by asking.
      const { ids } = await load(model, ['id'], [[name]], {})
      return ids ? ids[0] : undefined
    },

    async set(model, ids, vals, context) {
      if (ids.length > 0) await call(model, 'write', { ids, vals, ...(context ? { context } : {}) }, z.unknown())
    },

    async drop(model, ids) {
      const there = ids.length > 0 ? await call(model, 'search', { domain: [['id', 'in', ids]] }, z.array(z.int())) : []
      if (there.length > 0) await call(model, 'unlink', { ids: there }, z.unknown())
    },

    act: (model, method, body) => call(model, method, body, z.unknown()),
  }
}
