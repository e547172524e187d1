import { Agent as HttpAgent, request as overHttp, type RequestOptions } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'
import type { Duration } from '#kernel/time'
import type { Failure } from '#kernel/failure'
import type { Call } from '#model/ports/port'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** What is known of a delivery that went wrong; facts only, never a message text. */
export type DeliveryTrouble =
  | { readonly kind: 'socket'; readonly code: string; readonly sent: boolean; readonly cause?: unknown }
  | { readonly kind: 'deadline'; readonly sent: boolean }
  | { readonly kind: 'half-an-answer'; readonly cause?: unknown }
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly retryAfter?: string }

export interface Recipient {
  readonly url: string
  /** After this a delivery counts as unanswered. */
  readonly timeout: Duration
  /** Trouble in the words of whoever takes the deliveries. */
  readonly failureFrom: (trouble: DeliveryTrouble) => Failure
  /** How the address of the name is found; by the machine's own way where absent. */
  readonly lookup?: LookupFunction
}

/** One address that takes deliveries, one POST each. */
export interface Mailbox {
  /** Answers what came back with a success; throws a Failure for all else. */
  post(body: string, headers: Readonly<Record<string, string>>, call: Pick<Call, 'signal'>): Promise<Answer>
  /** Whether anything that speaks HTTP listens there; throws a Failure otherwise. */
  alive(signal: AbortSignal): Promise<void>
  close(): void
}

/** More of an answer than anybody needs is not kept. */
const ANSWER_BYTES = 64 * 1024

export function mailbox({ url, timeout, failureFrom, lookup }: Recipient): Mailbox {
  const address = new URL(url)
  const secure = address.protocol === 'https:'
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })

  function send(options: RequestOptions, body: string | undefined, outer: AbortSignal): Promise<Answer> {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(timeout)])
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    // Until a connection stands, nothing can have reached them; from then on we no longer know.
    let sent = false
    const request = (secure ? overHttps : overHttp)(address, {
      ...options,
      agent,
      signal,
      ...(lookup ? { lookup } : {}),
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
      const { statusCode: status = 0, headers } = response
      const type = headers['content-type'] ?? ''
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= ANSWER_BYTES) chunks.push(chunk)
      })
      response.on('end', () => {
        const retryAfter = headers['retry-after']
        if (!response.complete) reject(failureFrom({ kind: 'half-an-answer' }))
        else if (status >= 200 && status < 300 && !type.includes('html'))
          resolve({ status, type, text: Buffer.concat(chunks).toString('utf8') })
        else reject(failureFrom({ kind: 'answer', status, type, ...(retryAfter ? { retryAfter } : {}) }))
      })
      response.on('error', (cause) =>
        reject(failureFrom(signal.aborted ? { kind: 'deadline', sent } : { kind: 'half-an-answer', cause })),
      )
    })
    request.end(body)
    return promise
  }

  return {
    post: (body, headers, { signal }) =>
      send(
        {
          method: 'POST',
          headers: {
            ...headers,
            accept: 'application/json',
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        body,
        signal,
      ),
    async alive(signal) {
      // Whatever it says to a question it does not expect: somebody is there.
      await send({ method: 'HEAD' }, undefined, signal).catch((failure) => {
        if (failure.code === 'UNREACHABLE' || failure.code === 'DEADLINE' || failure.code === 'CONNECTION_LOST')
          throw failure
      })
    },
    close: () => agent.destroy(),
  }
}
