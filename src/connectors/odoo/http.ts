import { Agent as HttpAgent, request as overHttp } from 'node:http'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'
import type { CallOptions, OdooAccess } from './client.ts'
import { failureFrom } from './failures.ts'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  /** What it asks us to remember, as a `cookie` header. */
  readonly cookies: string
}

type Headers = Readonly<Record<string, string>>

/** One line to one Odoo: what is sent over it, and what is known when it breaks. */
export interface Wire {
  /** Posts what is given, else only asks for the page. */
  send(path: string, headers: Headers, body: object | undefined, options: CallOptions): Promise<Answer>
  close(): void
}

export function wireTo(access: Pick<OdooAccess, 'url' | 'timeout'>): Wire {
  const base = new URL(access.url)
  const secure = base.protocol === 'https:'
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })

  return {
    send(path, headers, body, options) {
      const text = body && JSON.stringify(body)
      const deadline = AbortSignal.timeout(access.timeout)
      const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      // Until a connection stands, nothing can have reached Odoo; from then on we no longer know.
      let sent = false
      const request = (secure ? overHttps : overHttp)(new URL(path, base), {
        method: text === undefined ? 'GET' : 'POST',
        agent,
        signal,
        headers: {
          accept: 'application/json',
          ...(text === undefined ? {} : written(text)),
          ...headers,
          ...tracing(options),
        },
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
                cookies: (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; '),
              })
            : reject(failureFrom({ kind: 'half-an-answer' })),
        )
        response.on('error', (cause) =>
          reject(failureFrom(signal.aborted ? { kind: 'deadline', sent } : { kind: 'half-an-answer', cause })),
        )
      })
      request.end(text)
      return promise
    },
    close: () => agent.destroy(),
  }
}

const written = (text: string): Headers => ({
  'content-type': 'application/json',
  'content-length': `${Buffer.byteLength(text)}`,
})

const tracing = (options: CallOptions): Headers => ({
  ...(options.correlation ? { 'x-correlation-id': options.correlation } : {}),
  ...(options.traceparent ? { traceparent: options.traceparent } : {}),
})
