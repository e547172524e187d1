import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * Stands before an Odoo: passes on what is asked, and keeps calls of server actions to itself, so that what the hub would
 * send can be run elsewhere. Those are answered with a failure.
 */
export async function overheard(odoo: string) {
  const kept: { readonly ids: readonly number[]; readonly context: { readonly payload: unknown } }[] = []
  const server = http.createServer((request, response) => {
    void answer(request, response).catch((cause: Error) => response.writeHead(502).end(cause.message))
  })
  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (request.url?.endsWith('/ir.actions.server/run')) {
      kept.push(JSON.parse(body.toString()))
      response.writeHead(503).end()
      return
    }
    const { authorization = '', 'x-odoo-database': database = '' } = request.headers
    const headers = { authorization, 'x-odoo-database': String(database), 'content-type': 'application/json' }
    const told = await fetch(new URL(request.url ?? '/', odoo), {
      ...{ method: request.method ?? 'GET', headers },
      ...(body.length > 0 ? { body } : {}),
    })
    response.writeHead(told.status, { 'content-type': told.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await told.arrayBuffer()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    kept,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
