import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { OdooError } from './questions.ts'

/** One call of a method, as it came over the socket. */
export interface OdooCall {
  readonly model: string
  readonly method: string
  readonly body: Readonly<Record<string, any>>
}

/** What becomes of a call on the socket: an answer, whatever it says; or none, and the connection is cut. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly text: string }
  | { readonly kind: 'cut' }

export const json = (value: unknown, status = 200): Outcome => ({
  kind: 'answer',
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(value),
})

/** An error in Odoo's own words, as JSON-2 tells it. */
export const errorAnswer = ({ status, type, message }: OdooError): Outcome =>
  json({ name: type, message, arguments: [message], context: {}, debug: '' }, status)

/** JSON-2 as Odoo 19 speaks it, and the one question of the older envelope that says which Odoo this is. */
export function odooServer(
  access: { readonly database: string; readonly apiKey: string },
  serve: (call: OdooCall) => Promise<Outcome>,
): Server {
  async function outcomeOf(request: IncomingMessage): Promise<Outcome> {
    const text = await textOf(request)
    if (request.url === '/web/webclient/version_info')
      return json({
        jsonrpc: '2.0',
        id: 1,
        result: { server_version: '19.0', server_version_info: [19, 0, 0, 'final', 0, ''] },
      })
    const [, model, method] = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    if (!model || !method) return json({ name: 'werkzeug.exceptions.NotFound', message: 'Not Found' }, 404)
    if (request.headers['x-odoo-database'] !== access.database)
      return json({ name: 'werkzeug.exceptions.NotFound', message: 'Database not found' }, 404)
    if (request.headers.authorization !== `bearer ${access.apiKey}`)
      return json({ name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' }, 401)
    return serve({ model, method, body: JSON.parse(text || '{}') as OdooCall['body'] })
  }

  return createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    outcomeOf(request).then(
      (outcome) => settle(response, outcome),
      (problem: unknown) => settle(response, errorAnswer(errorFrom(problem))),
    )
  })
}

/** Whatever it is, it is told in Odoo's way, as its web server would. */
const errorFrom = (problem: unknown): OdooError =>
  problem instanceof OdooError ? problem : new OdooError(500, 'builtins.ValueError', String(problem))

function settle(response: ServerResponse, outcome: Outcome): void {
  if (outcome.kind === 'cut') response.destroy()
  else response.writeHead(outcome.status, { 'content-type': outcome.type }).end(outcome.text)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
