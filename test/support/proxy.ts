import net from 'node:net'
import { once } from 'node:events'

/** A wire between a client and a server that a test can cut. */
export interface Proxy extends AsyncDisposable {
  readonly url: string
  /** The next answers to requests that match, after so many of them, are lost: the work is done, nobody is told. */
  loseAnswers(count: number, to?: string | RegExp, after?: number): void
  /** Nobody is there: connections are refused until `restore`. */
  cut(): void
  restore(): void
  readonly lost: number
}

export async function proxyTo(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<net.Socket>()
  let losing = 0
  let passing = 0
  let marker: string | RegExp = ''
  const isMarked = (text: string) => (typeof marker === 'string' ? text.includes(marker) : marker.test(text))
  let lost = 0
  let isCut = false
  const server = net.createServer((client) => {
    if (isCut) return void client.destroy()
    const upstream = net.connect(Number(port), hostname)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    let asked = ''
    let answered = false
    client.on('data', (chunk) => {
      asked = answered ? chunk.toString('latin1') : asked + chunk.toString('latin1')
      answered = false
      upstream.write(chunk)
    })
    client.on('end', () => upstream.end())
    upstream.on('data', (chunk) => {
      const isNew = !answered
      answered = true
      if (isNew && losing > 0 && isMarked(asked) && passing-- <= 0) {
        losing--
        lost++
        return void client.destroy()
      }
      client.write(chunk)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    loseAnswers: (count, to = '', after = 0) => {
      losing = count
      passing = after
      marker = to
    },
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    restore: () => {
      isCut = false
    },
    get lost() {
      return lost
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
