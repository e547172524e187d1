import { z } from 'zod'
import { Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import type { CallOptions, OdooAccess, Transport } from './client.ts'
import { errorIn, failureFrom } from './failures.ts'
import type { Answer, Wire } from './http.ts'

/** What Odoo's own methods take by place, since their parameters are called differently from version to version. */
const BY_PLACE: { readonly [method: string]: readonly string[] } = {
  create: ['vals_list'],
  default_get: ['fields'],
  search: ['domain'],
  search_count: ['domain'],
  search_read: ['domain'],
  write: ['vals'],
}

interface Place {
  readonly user: number
  readonly cookie: string
}

const LOST = new Set(['NOT_AUTHORISED', 'NOT_ODOO', 'NO_DATABASE'])

const Envelope = z.looseObject({ jsonrpc: z.string(), result: z.unknown().optional() })

/**
 * The envelope of Odoo before 19: an error comes with status 200 and lies inside, a method that returns nothing has no
 * result at all, and the user is named with each call.
 */
export function jsonRpc(wire: Wire, { database, login, apiKey }: OdooAccess): Transport {
  let place: Place | undefined

  /**
   * Where Odoo has several databases and a caller has chosen none, it answers every error with a page of the web server,
   * and nobody can tell whether the work was done. So we take a place in ours first, as a browser does.
   */
  async function takePlace(options: CallOptions): Promise<Place> {
    if (place) return place
    const page = `/web/login?db=${encodeURIComponent(database)}`
    const { cookies: cookie } = await asked(() => wire.send(page, {}, undefined, options))
    const params = { service: 'common', method: 'login', args: [database, login, apiKey] }
    const answer = await asked(() => rpc(wire, { path: '/jsonrpc', cookie }, params, options))
    if (!z.int().positive().safeParse(answer).success)
      throw new Unavailable('NOT_AUTHORISED', `Odoo does not accept the API key of ${login}`)
    place = { user: answer as number, cookie }
    return place
  }

  return {
    userId: async (options) => (await takePlace(options)).user,
    async execute(model, method, body, options) {
      const { ids, context, ...rest } = body as { readonly ids?: unknown; readonly context?: object }
      const named: Record<string, unknown> = { ...rest, ...(context ? { context } : {}) }
      const placed: unknown[] = ids === undefined ? [] : [ids]
      for (const name of BY_PLACE[method] ?? []) {
        if (!(name in named)) break
        placed.push(named[name])
        delete named[name]
      }
      const { user, cookie } = await takePlace(options)
      const args = [database, user, apiKey, model, method, placed, named]
      try {
        return await rpc(wire, { path: '/jsonrpc', cookie }, { service: 'object', method: 'execute_kw', args }, options)
      } catch (failure) {
        // The key may have been withdrawn, the database replaced, or our place in it forgotten.
        if (failure instanceof Failure && LOST.has(failure.code)) place = undefined
        throw failure
      }
    },
  }
}

/** One call in the older envelope. */
export async function rpc(
  wire: Wire,
  { path, cookie }: { readonly path: string; readonly cookie?: string },
  params: object,
  options: CallOptions,
): Promise<unknown> {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  const answer = await wire.send(path, headers, { jsonrpc: '2.0', method: 'call', id: 1, params }, options)
  if (answer.status !== 200 || !answer.type.includes('json') || errorIn(answer.text) !== undefined)
    throw failureFrom({ kind: 'answer', ...answer })
  return resultIn(answer)
}

function resultIn({ text }: Answer): unknown {
  try {
    return Envelope.parse(JSON.parse(text) as unknown).result ?? null
  } catch (cause) {
    throw failureFrom({ kind: 'half-an-answer', cause })
  }
}

/** A question that changes nothing: without an answer, nothing has happened, and no event is at fault. */
export async function asked<A>(question: () => Promise<A>): Promise<A> {
  try {
    return await question()
  } catch (failure) {
    if (failure instanceof Unanswered && failure.code === 'DATABASE_LOST')
      throw new Unavailable('NO_DATABASE', 'Odoo cannot open this database', { cause: failure })
    if (failure instanceof Unanswered || failure instanceof Refused)
      throw new Unavailable(failure.code, failure.message, { cause: failure })
    throw failure
  }
}
