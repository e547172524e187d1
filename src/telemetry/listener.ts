import { timingSafeEqual, createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refused } from '#kernel/failure'
import type { Meters } from './meters.ts'

/** Where a collector finds the numbers. */
export interface MetricsDoor {
  readonly host: string
  readonly port: number
  /** What a collector from elsewhere must show. */
  readonly token?: string
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * `GET /metrics` on a port of its own, so that it can be kept from people by the network as well. Closed unless asked
 * for; beyond this machine only with a token.
 */
export async function openMetricsDoor(
  door: MetricsDoor,
  write: Meters['write'],
): Promise<AsyncDisposable & { readonly url: string }> {
  if (!loopback.has(door.host) && !door.token)
    throw new Refused(
      'METRICS_OPEN',
      `Metrics at ${door.host} would be open to whoever reaches it: set a token, or listen at 127.0.0.1.`,
    )
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const refuse = (status: number) => response.writeHead(status).end()
    if (request.url !== '/metrics') return refuse(404)
    if (request.method !== 'GET') return refuse(405)
    if (!mayRead(request, door)) return refuse(401)
    return write(request, response)
  })
  server.listen(door.port, door.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${door.host}:${port}/metrics`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A page in a browser on this machine must not get here under another name. */
function mayRead({ headers }: IncomingMessage, { token }: MetricsDoor): boolean {
  if (token === undefined) return loopback.has((headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'))
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
}
