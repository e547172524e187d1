import { once } from 'node:events'
import pg from 'pg'
import { type Duration, seconds } from '#kernel/time'

/** How long a database may take to hear that a session is over. */
const GOODBYE: Duration = seconds(3)

/**
 * A session that ends even when its line fell silent. The driver says goodbye and waits for the other side to close: over
 * such a line for ever, and with the socket the process stays too.
 */
export class Session extends pg.Client {
  override end(): Promise<void>
  override end(callback: (error: Error) => void): void
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const { stream } = (this as unknown as { readonly connection: pg.Connection }).connection
    const insist = setTimeout(() => stream.destroy(), GOODBYE)
    void once(stream, 'close').then(
      () => clearTimeout(insist),
      () => {},
    )
    return callback ? super.end(callback) : super.end()
  }
}
