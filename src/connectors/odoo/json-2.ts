import { z } from 'zod'
import type { OdooAccess, Transport } from './client.ts'
import { errorIn, failureFrom } from './failures.ts'
import type { Wire } from './http.ts'

/** Odoo's newer interface, from 19 on: a method's own parameters by name, an error with a status of its own. */
export function json2(wire: Wire, { database, apiKey }: OdooAccess): Transport {
  const headers = { authorization: `bearer ${apiKey}`, 'x-odoo-database': database }
  const transport: Transport = {
    async userId(options) {
      const context = await transport.execute('res.users', 'context_get', {}, options)
      const read = z.looseObject({ uid: z.int() }).safeParse(context)
      if (read.success) return read.data.uid
      throw failureFrom({ kind: 'half-an-answer', cause: read.error })
    },
    async execute(model, method, body, options) {
      const answer = await wire.send(`/json/2/${model}/${method}`, headers, body, options)
      if (answer.status !== 200 || !answer.type.includes('json') || isRpcError(answer.text))
        throw failureFrom({ kind: 'answer', ...answer })
      try {
        return JSON.parse(answer.text) as unknown
      } catch (cause) {
        throw failureFrom({ kind: 'half-an-answer', cause })
      }
    },
  }
  return transport
}

/** A success that is none: the older envelope says 200 and puts the error inside. */
const isRpcError = (text: string): boolean => text.startsWith('{"jsonrpc"') && errorIn(text) !== undefined
