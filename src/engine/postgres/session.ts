import { once } from 'node:events'
import pg from 'pg'
import { type Duration, seconds } from '#kernel/time'
import type { Primary } from './primary.ts'

/** How long a database may take to hear that a session is over. */
const GOODBYE: Duration = seconds(3)

/**
 * A session that ends even when its line fell silent, and that stands on the server which is written to. The driver says
 * goodbye and waits for the other side to close: over such a line for ever, and with the socket the process stays too.
 */
export class Session extends pg.Client {
  readonly #primary: Primary | undefined

  constructor({ primary, ...config }: pg.ClientConfig & { readonly primary?: Primary | undefined } = {}) {
    super(config)
    this.#primary = primary
  }

  override connect(): Promise<pg.Client>
  override connect(callback: (error: Error) => void): void
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | void {
    const connecting = this.#primary ? this.#connectTo(this.#primary) : super.connect()
    if (!callback) return connecting
    connecting.then(() => (callback as () => void)(), callback)
  }

  async #connectTo(primary: Primary): Promise<pg.Client> {
    const url = await primary.find()
    const { hostname, port } = new URL(url)
    Object.assign(this, { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 5432) })
    this.once('end', () => primary.left(this))
    await super.connect()
    primary.joined(this, url)
    return this
  }

  /** Breaks off at once; whoever waits for an answer gets none. */
  leave(): void {
    this.#socket().destroy()
  }

  override end(): Promise<void>
  override end(callback: (error: Error) => void): void
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const socket = this.#socket()
    const insist = setTimeout(() => socket.destroy(), GOODBYE)
    void once(socket, 'close').then(
      () => clearTimeout(insist),
      () => {},
    )
    return callback ? super.end(callback) : super.end()
  }

  #socket() {
    return (this as unknown as { readonly connection: pg.Connection }).connection.stream
  }
}
