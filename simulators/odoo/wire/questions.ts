import { odoo19 } from '../../../src/connectors/odoo/profiles/odoo-19.ts'
import { EFFECT_MODEL, PROCEDURE_MODEL } from '../../../src/connectors/odoo/schema.ts'
import type { Books } from '../books/books.ts'
import { DEPLOYED, runProcedure, USER } from '../procedures/procedures.ts'
import { effectRows } from './effect-rows.ts'

/** A problem as Odoo puts it into its answer, with the status it has there. */
export class OdooError extends Error {
  readonly status: number
  readonly type: string

  constructor(status: number, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }
}

type Body = Readonly<Record<string, any>>

/** What Odoo answers to a method of a model: what the hub's connector asks, and nothing else. */
export function answerTo(books: Books, model: string, method: string, body: Body): unknown {
  if (model === 'ir.actions.server' && method === 'run') return ran(books, body)
  if (model === PROCEDURE_MODEL && method === 'search_read') return deployed(body['domain'] as readonly string[][])
  if (model === EFFECT_MODEL && method === 'search_read') return effectRows(books, body as never)
  if (model === 'res.users' && method === 'context_get') return { lang: 'en_US', tz: 'UTC', uid: USER.id }
  const use = odoo19.uses[model]
  if (use && method === 'fields_get')
    return Object.fromEntries((body['allfields'] ?? use.fields).map((field: string) => [field, { type: 'char' }]))
  if (use && method === 'has_access') return true
  throw new OdooError(404, 'werkzeug.exceptions.NotFound', `The simulated Odoo answers no ${method} of ${model}`)
}

function ran(books: Books, { ids, context }: Body): object {
  const action = Number(ids?.[0])
  if (!DEPLOYED.has(action))
    throw new OdooError(404, 'odoo.exceptions.MissingError', 'Record does not exist or has been deleted.')
  return { type: 'ir.actions.act_window_close', infos: runProcedure(books, action, context?.payload ?? {}) }
}

/** The hub asks for a procedure by its name and hash, each in a condition of its own. */
function deployed(domain: readonly string[][]): readonly object[] {
  const wanted = (field: string): string | undefined => domain.find(([name]) => name === field)?.[2]
  return [...DEPLOYED].flatMap(([id, { name, hash }]) =>
    name === wanted('x_name') && hash === wanted('x_hash') ? [{ id, x_action: id }] : [],
  )
}
