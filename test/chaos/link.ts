import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A line between the hub and something it needs, which a storm can spoil. It knows nothing of what it carries. */
export interface Link extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** What is connected now is reset. */
  reset(): void
  /** What is connected now stays so and carries nothing any more; neither end is told. */
  fallSilent(): void
  /** Nobody is there: what is connected is reset, and so is whoever tries, until `restore`. */
  cut(): void
  /** Everything takes so many milliseconds longer, each way, until `restore`. */
  slow(by: number): void
  restore(): void
}

interface Connection {
  readonly ends: readonly [net.Socket, net.Socket]
  isSilent: boolean
}

export async function linkTo({ host, port }: { readonly host: string; readonly port: number }): Promise<Link> {
  const connections = new Set<Connection>()
  let isCut = false
  let late = 0

  async function carry(connection: Connection, from: net.Socket, to: net.Socket): Promise<void> {
    try {
      for await (const chunk of from) {
        if (late > 0) await pause(late)
        if (!connection.isSilent && !to.write(chunk as Buffer)) await once(to, 'drain')
      }
    } catch {
      // Broken off; the other end is told below.
    }
    if (connection.isSilent) return
    to.destroy()
    connections.delete(connection)
  }

  const server = net.createServer((client) => {
    client.on('error', () => {})
    if (isCut) return void client.resetAndDestroy()
    const upstream = net.connect(port, host)
    upstream.on('error', () => {})
    for (const socket of [client, upstream]) socket.setNoDelay(true)
    const connection: Connection = { ends: [client, upstream], isSilent: false }
    connections.add(connection)
    void carry(connection, client, upstream)
    void carry(connection, upstream, client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const reset = (): void => {
    for (const connection of connections) {
      if (connection.isSilent) continue
      for (const end of connection.ends) end.resetAndDestroy()
      connections.delete(connection)
    }
  }
  return {
    host: '127.0.0.1',
    port: (server.address() as net.AddressInfo).port,
    reset,
    fallSilent: () => {
      for (const connection of connections) connection.isSilent = true
    },
    cut: () => {
      isCut = true
      reset()
    },
    slow: (by) => {
      late = by
    },
    restore: () => {
      isCut = false
      late = 0
    },
    async [Symbol.asyncDispose]() {
      server.close()
      for (const { ends } of connections) for (const end of ends) end.destroy()
      await once(server, 'close')
    },
  }
}
