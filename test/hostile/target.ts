import { readFileSync } from 'node:fs'
import net from 'node:net'
import type pg from 'pg'
import { databaseOf, migrate } from '#engine'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { testDatabase } from '../support/database.ts'
import { startHubProcess } from '../support/hub-process.ts'

/** How long an answer may be waited for; nothing here is to take a second. */
const PATIENCE = 20_000
/** A hundredth of a second: in this the kernel counts. */
const TICK = 10

export interface Answer {
  /** Of the first answer; undefined where the hub hung up without one. */
  readonly status: number | undefined
  readonly text: string
  /** Milliseconds of processor that the hub's event loop spent meanwhile: what others had to wait, at most. */
  readonly stall: number
}

/** A real hub in a process of its own, and somebody who means it ill at its door. */
export interface Target extends AsyncDisposable {
  readonly key: string
  readonly port: number
  /** Sends bytes as they are, over a connection of their own, and hears what comes back. */
  attack(...bytes: readonly (string | Uint8Array)[]): Promise<Answer>
  /** A request of the event door, as whoever has a key may write it. */
  post(body: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** A usual event of a usual sender, as long as the hub lives; its status. */
  usual(): Promise<number | undefined>
  isAlive(): boolean
  /** How many events the journal has from outside. */
  kept(): Promise<number>
  readonly pool: pg.Pool
  /** What a statement finds in its database. */
  rows(statement: string): Promise<readonly object[]>
}

/** With nothing but a plant, or with a policy there and systems. */
export async function aTarget(policy: object = {}, systems: readonly object[] = []): Promise<Target> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase())
  await migrate(database.pool)
  const estate = { home: 'centre', plants: [{ id: 'A', name: 'Plant A', policy }], systems }
  const hub = await startHubProcess({ databaseUrl: database.url, estate })
  stack.defer(() => hub.stop())
  const ids = uuids(systemClock)
  const wish = { plant: 'A', system: 'mes', types: ['*'], days: 1, by: 'test' }
  const key = await createKey(databaseOf(database.pool), 'centre', ids, systemClock.now(), wish)
  const port = Number(new URL(hub.url).port)
  let sent = 0

  async function attack(...bytes: readonly (string | Uint8Array)[]): Promise<Answer> {
    const before = loopTime(hub.child.pid!)
    const text = await talk(port, bytes)
    const status = /^HTTP\/1\.\d (\d{3})/.exec(text)?.[1]
    return { status: status ? Number(status) : undefined, text, stall: loopTime(hub.child.pid!) - before }
  }

  const post: Target['post'] = (body, headers = {}) => {
    const told = {
      host: `127.0.0.1:${port}`,
      authorization: `Bearer ${key}`,
      'content-type': 'application/cloudevents+json',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
      ...headers,
    }
    const lines = Object.entries(told).map(([name, value]) => `${name}: ${value}\r\n`)
    return attack(`POST /api/v1/events HTTP/1.1\r\n${lines.join('')}\r\n`, body)
  }

  const running = stack.move()
  return {
    key,
    port,
    pool: database.pool,
    attack,
    post,
    usual: async () => (await post(JSON.stringify(usualEvent(`usual-${sent++}`)))).status,
    isAlive: () => hub.child.exitCode === null && hub.child.signalCode === null,
    async kept() {
      const { rows } = await database.pool.query<{ kept: number }>(
        "select count(*)::int as kept from message where type not like 'hub.%'",
      )
      return rows[0]!.kept
    },
    rows: async (statement) => (await database.pool.query<object>(statement)).rows,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

export const usualEvent = (id: string) => ({
  ...{ specversion: '1.0', id, source: '/plants/A/systems/mes', type: 'mfg.production.output.received.v1' },
  time: new Date().toISOString(),
  data: { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } } as Record<string, unknown>,
})

/** Everything that comes back until the hub hangs up, or has answered and is not going to. */
async function talk(port: number, bytes: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = net.connect({ host: '127.0.0.1', port, noDelay: true })
  let text = ''
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1')
      if (isWhole(text)) resolve()
    })
    socket.on('close', () => resolve())
    // It may hang up before it has heard all; what it said before that counts.
    socket.on('error', () => resolve())
    socket.setTimeout(PATIENCE, () => resolve())
  })
  for (const part of bytes) socket.write(part)
  await ended
  socket.destroy()
  return text
}

/** Whether an answer has its whole body. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1]
  return head > 0 && length !== undefined && text.length >= head + 4 + Number(length)
}

/** Processor time of the thread that runs the event loop: the process's first one. */
function loopTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) * TICK
}
