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

/** A server may close what was idle for a while: then the next request has a new connection. */
export async function connectTo(url: string, path: string, headers: Record<string, string>): Promise<Connection> {
  const { hostname, port } = new URL(url)
  const head = `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}content-length: `
  let waiting: PromiseWithResolvers<number> | undefined
  let retryAfter: number | undefined

  async function connected(): Promise<net.Socket> {
    const made = net.connect({ host: hostname, port: Number(port), noDelay: true })
    await once(made, 'connect')
    let heard = Buffer.alloc(0)
    const fail = (error?: Error) => waiting?.reject(error ?? new Error('the server hung up'))
    made.on('error', fail)
    made.on('close', () => fail())
    made.on('data', (chunk) => {
      heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk])
      const end = heard.indexOf('\r\n\r\n')
      if (end < 0) return
      const answer = heard.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
      if (heard.length < end + 4 + length) return
      heard = Buffer.alloc(0)
      retryAfter = Number(/retry-after: (\d+)/i.exec(answer)?.[1] ?? Number.NaN) || undefined
      const answered = waiting
      waiting = undefined
      answered?.resolve(Number(answer.slice(9, 12)))
    })
    return made
  }

  let socket = await connected()
  return {
    async post(body) {
      if (!socket.writable) socket = await connected()
      waiting = Promise.withResolvers()
      const { promise } = waiting
      socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
      return promise
    },
    get retryAfter() {
      return retryAfter
    },
    close: () => void socket.destroy(),
  }
}
