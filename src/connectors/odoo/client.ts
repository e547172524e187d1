import { Agent as HttpAgent, request as overHttp } from 'node:http'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'
import type { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { Call } from '#model/ports/port'
import { errorIn, failureFrom } from './failures.ts'

export interface OdooAccess {
  readonly url: string
  readonly database: string
  readonly apiKey: string
  readonly timeout: number
}

/** One Odoo, spoken to through its JSON-2 interface. */
export interface OdooClient {
  /** Calls a public method by its Python argument names. Throws a Failure; the answer has the given shape. */
  call<Answer>(
    model: string,
    method: string,
    body: object,
    shape: z.ZodType<Answer>,
    call: CallOptions,
  ): Promise<Answer>
  /** Whether something that speaks as Odoo listens there; throws a Failure otherwise. */
  alive(call: CallOptions): Promise<void>
  close(): void
}

export type CallOptions = Partial<Call> & { readonly correlation?: string }

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

export function odooClient(access: OdooAccess): OdooClient {
  const base = new URL(access.url)
  const secure = base.protocol === 'https:'
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })

  function send(path: string, method: 'GET' | 'POST', body: string | undefined, options: CallOptions): Promise<Answer> {
    const deadline = AbortSignal.timeout(access.timeout)
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    // Until a connection stands, nothing can have reached Odoo; from then on we no longer know.
    let sent = false
    const request = (secure ? overHttps : overHttp)(new URL(path, base), {
      method,
      agent,
      signal,
      headers: headers(body, options),
    })
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true))
      else sent = true
    })
    request.on('error', (cause: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(failureFrom({ kind: 'deadline', sent }))
      else reject(failureFrom({ kind: 'socket', code: cause.code ?? 'unknown', sent, cause }))
    })
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        response.complete
          ? resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              text: Buffer.concat(chunks).toString('utf8'),
            })
          : reject(failureFrom({ kind: 'half-an-answer' })),
      )
      response.on('error', (cause) =>
        reject(failureFrom(signal.aborted ? { kind: 'deadline', sent } : { kind: 'half-an-answer', cause })),
      )
    })
    request.end(body)
    return promise
  }

  const headers = (body: string | undefined, options: CallOptions): Record<string, string> => ({
    accept: 'application/json',
    authorization: `bearer ${access.apiKey}`,
    'x-odoo-database': access.database,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    ...(options.correlation ? { 'x-correlation-id': options.correlation } : {}),
    ...(options.traceparent ? { traceparent: options.traceparent } : {}),
  })

  return {
    async call(model, method, body, shape, options) {
      const answer = await send(`/json/2/${model}/${method}`, 'POST', JSON.stringify(body), options)
      if (answer.status !== 200 || !answer.type.includes('json') || isRpcError(answer.text))
        throw failureFrom({ kind: 'answer', ...answer })
      return understood(answer.text, shape)
    },
    async alive(options) {
      const answer = await send('/web/health', 'GET', undefined, options)
      if (answer.status !== 200 || !answer.type.includes('json')) throw failureFrom({ kind: 'answer', ...answer })
    },
    close: () => agent.destroy(),
  }
}

/** A success that is none: the older envelope says 200 and puts the error inside. */
const isRpcError = (text: string): boolean => text.startsWith('{"jsonrpc"') && errorIn(text) !== undefined

function understood<Answer>(text: string, shape: z.ZodType<Answer>): Answer {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw cause instanceof Failure ? cause : failureFrom({ kind: 'half-an-answer', cause })
  }
}
