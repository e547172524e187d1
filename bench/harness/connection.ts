import { once } from 'node:events'
import net from 'node:net'

/** One kept connection to a server, one request at a time, as lean as Node lets it be: the sender is not what is measured. */
export interface Connection {
  /** Sends a body and resolves with the status when the whole answer is here. */
  post(body: string): Promise<number>
  /** Seconds after which the last answer asked to be tried again. */
  readonly retryAfter: number | undefined
  close(): void
}

export async function connectTo(url: string, path: string, headers: Record<string, string>): Promise<Connection> {
  const { hostname, port } = new URL(url)
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  const head = `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}content-length: `
  let waiting: PromiseWithResolvers<number> | undefined
  let heard = Buffer.alloc(0)
  let retryAfter: number | undefined
  const fail = (error?: Error) => waiting?.reject(error ?? new Error('the server hung up'))
  socket.on('error', fail)
  socket.on('close', () => fail())
  socket.on('data', (chunk) => {
    heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk])
    const end = heard.indexOf('\r\n\r\n')
    if (end < 0) return
    const answer = heard.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
    if (heard.length < end + 4 + length) return
    heard = Buffer.alloc(0)
    retryAfter = Number(/retry-after: (\d+)/i.exec(answer)?.[1] ?? Number.NaN) || undefined
    waiting?.resolve(Number(answer.slice(9, 12)))
  })
  return {
    post(body) {
      waiting = Promise.withResolvers()
      socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
      return waiting.promise
    },
    get retryAfter() {
      return retryAfter
    },
    close: () => void socket.destroy(),
  }
}
