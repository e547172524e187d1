import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Instant } from '../../src/kernel/time.ts'
import { replayGuard, verifyWebhook } from '../../src/kernel/webhooks.ts'
import type { Faults } from './faults.ts'
import type { Floor } from './floor.ts'

export interface InboxParts {
  readonly floor: Floor
  readonly secrets: readonly string[]
  readonly faults: Faults
  readonly now: () => Instant
  /** Something came in; whoever sleeps may want to know. */
  readonly wake: () => void
}

const LARGEST = 1024 * 1024

/** Where the hub delivers orders: signed, at most five minutes old, and never a recording. */
export function inbox(parts: InboxParts): Server {
  const isNew = replayGuard()
  return createServer((request, response) => {
    void bytesOf(request).then((body) => {
      if (body === undefined) return answer(response, 413, { code: 'TOO_LARGE' })
      if (request.method !== 'POST') return answer(response, 405, { code: 'METHOD_NOT_ALLOWED' })
      const now = parts.now()
      const verdict = verifyWebhook(parts.secrets, request.headers, body, now)
      if ('refused' in verdict) return answer(response, 401, { code: verdict.refused })
      if (!isNew(verdict, now)) return answer(response, 409, { code: 'REPLAYED' })
      return take(parts, verdict.id, body, response)
    })
  })
}

function take({ floor, faults, wake }: InboxParts, id: string, body: Buffer, response: ServerResponse): void {
  if (faults.webhook === 'hang') return
  if (faults.webhook === 'fail') return answer(response, 500, { code: 'FAULT' })
  if (faults.webhook === 'busy') return answer(response, 503, { code: 'BUSY' }, { 'retry-after': '2' })
  const read = jsonIn(body)
  if (read === undefined) return answer(response, 400, { code: 'NOT_JSON' })
  const taken = floor.take({ id, type: String(read.type), data: read.data })
  if ('wrong' in taken) return answer(response, 422, { code: 'NOT_UNDERSTOOD', detail: taken.wrong })
  wake()
  if (faults.webhook === 'take-and-fail') return void response.destroy()
  answer(response, taken.known ? 200 : 202, taken)
}

function bytesOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Buffer | undefined>()
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= LARGEST) chunks.push(chunk)
  })
  request.on('end', () => resolve(size > LARGEST ? undefined : Buffer.concat(chunks)))
  return promise
}

function jsonIn(body: Buffer): { readonly type?: unknown; readonly data?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

export function answer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
