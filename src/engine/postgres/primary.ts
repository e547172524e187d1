import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Duration, milliseconds, seconds } from '#kernel/time'

/** What a server says of itself: which database it is of, and in which of its lives, if it is written to. */
export interface Answer {
  readonly url: string
  readonly system: string
  /** Each promotion of a standby begins a new one; undefined for a standby. */
  readonly timeline: number | undefined
}

type Known = Answer & { readonly timeline: number }

/** How long a server may take to answer. */
const PATIENCE: Duration = seconds(2)
/** How long the others may still take when one is found. */
const GRACE: Duration = milliseconds(250)

/** `postgresql://user@one:5432,two:5432/database`, as libpq understands it: an address for each server. */
export function serversIn(url: string): readonly string[] {
  const [, head = '', hosts = '', rest = ''] = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(url) ?? []
  return hosts.includes(',') ? hosts.split(',').map((host) => head + host + rest) : [url]
}

/**
 * Which server is to be written to. One that was left behind by a promotion may come back and believe that it is still
 * the one: it is told by its timeline, and never gone back to. Neither is another database under a wrong address.
 */
export const primaryAmong = (answers: readonly Answer[], known: Known | undefined): Known | undefined =>
  answers
    .filter((answer): answer is Known => answer.timeline !== undefined)
    .filter(({ system, timeline }) => !known || (system === known.system && timeline >= known.timeline))
    .toSorted((a, b) => b.timeline - a.timeline || Number(b.url === known?.url) - Number(a.url === known?.url))[0]

/** A database on several servers, of which one is written to; a failover moves it, and every session moves along. */
export class Primary {
  readonly #urls: readonly string[]
  readonly #sessions = new Map<{ leave(): void }, string>()
  #known: Known | undefined
  #look: Promise<string> | undefined

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** The address to connect to now. Those who ask at the same time are told by one look. */
  find(): Promise<string> {
    this.#look ??= this.#find().finally(() => (this.#look = undefined))
    return this.#look
  }

  /** A session that stands on a server; it is told to leave when that is no longer the one. */
  joined(session: { leave(): void }, url: string): void {
    if (url === this.#known?.url) this.#sessions.set(session, url)
    else session.leave()
  }

  left(session: { leave(): void }): void {
    this.#sessions.delete(session)
  }

  async #find(): Promise<string> {
    const found = primaryAmong(await answersOf(this.#urls), this.#known)
    if (!found) throw new Error(`none of ${this.#urls.map(hostIn).join(', ')} is there and can be written to`)
    this.#known = found
    for (const [session, url] of this.#sessions) if (url !== found.url) session.leave()
    return found.url
  }
}

/** A database on one server is simply connected to. */
export function primaryIn(url: string): Primary | undefined {
  const servers = serversIn(url)
  return servers.length > 1 ? new Primary(servers) : undefined
}

const hostIn = (url: string): string => new URL(url).host

async function answersOf(urls: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const one = Promise.withResolvers<void>()
  const asking = urls.map(async (url) => {
    const answer = await ask(url).catch(() => undefined)
    if (answer) answers.push(answer)
    if (answer?.timeline !== undefined) one.resolve()
  })
  await Promise.race([Promise.all(asking), one.promise.then(() => pause(GRACE))])
  return answers
}

const question = `
  select
    (select system_identifier::text from pg_control_system()) as system,
    case when not pg_is_in_recovery() then left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline`

async function ask(url: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    application_name: 'millwright looks for the primary',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ system: string; timeline: string | null }>(question)
    const { system, timeline } = rows[0]!
    return { url, system, timeline: timeline === null ? undefined : Number.parseInt(timeline, 16) }
  } finally {
    void client.end().catch(() => {})
  }
}
