import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chanceFrom } from '../chance.ts'
import { Books } from './books/books.ts'
import { Ground, layOut } from './books/lay-out.ts'
import { control } from './control.ts'
import { type Faults, noFaults, setFaults } from './faults.ts'
import { presence } from './presence.ts'
import { service } from './serve.ts'
import { odooServer } from './wire/json-2.ts'
import type { Refusal } from './books/refusal.ts'

export interface OdooSettings {
  readonly port?: number
  readonly controlPort?: number
  readonly seed?: string
  readonly database?: string
  readonly apiKey?: string
  readonly faults?: Faults
  /** The moment, in milliseconds. */
  readonly now?: () => number
}

export interface SimulatedOdoo extends AsyncDisposable {
  /** How the hub reaches it: the settings of a system of the kind `odoo`. */
  readonly access: { readonly url: string; readonly database: string; readonly apiKey: string }
  readonly control: string
  readonly books: Books
  readonly faults: Readonly<Faults>
  /** Numbers of the orders that were laid out, or why nothing was. */
  readonly layOut: (ground: Ground) => readonly number[] | Refusal
  /** What was not understood; then nothing was set. */
  readonly setFaults: (wished: unknown) => string | undefined
  readonly counts: () => object
}

export async function startOdoo(settings: OdooSettings = {}): Promise<SimulatedOdoo> {
  const { database = 'simulated', apiKey = 'simulated', faults = noFaults(), now = Date.now } = settings
  const books = new Books()
  const stamp = stampsOf(now)
  const { serve, drop, counts } = service(books, faults, chanceFrom(settings.seed ?? '1'), stamp)
  const server = odooServer({ database, apiKey }, serve)
  const url = await listening(server, settings.port ?? 0)
  const there = presence(server, faults, drop)
  const parts = {
    books,
    faults,
    counts,
    layOut: (ground: Ground) => {
      books.now = stamp()
      return books.try(() => layOut(books, Ground.parse(ground)))
    },
    setFaults: (wished: unknown) => {
      const wrong = setFaults(faults, wished)
      there.follow()
      return wrong
    },
  }
  const judges = control(parts)
  const controlUrl = await listening(judges, settings.controlPort ?? 0)
  there.follow()
  return {
    ...parts,
    access: { url, database, apiKey },
    control: controlUrl,
    [Symbol.asyncDispose]: async () => {
      drop()
      await there.end()
      judges.closeAllConnections()
      judges.close()
    },
  }
}

async function listening(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Moments as Odoo writes them. PostgreSQL tells microseconds, so that no two transactions share one. */
function stampsOf(now: () => number): () => string {
  let last = 0
  return () => {
    const at = Math.max(now() * 1000, last + 1)
    last = at
    const milliseconds = Math.floor(at / 1000)
    return `${new Date(milliseconds).toISOString().slice(0, 23)}${String(at % 1000).padStart(3, '0')}`
  }
}
