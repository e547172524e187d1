import pg from 'pg'
import type { Database, Sql, Statement } from '#kernel/sql'
import type { Duration } from '#kernel/time'
import { Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import { type Primary, primaryIn, serversIn } from './primary.ts'
import { Session } from './session.ts'

/** PostgreSQL's numbers for the types we read our own way. */
const BIGINT = 20
const TIMESTAMPTZ = 1184

/** Bigint counters stay far below 2^53; moments are RFC 3339 text, as everywhere in Millwright. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === BIGINT) return Number
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

export interface DatabaseSettings {
  /** Several servers of one database, as in `postgresql://user@one:5432,two:5432/database`: the one that is written to. */
  readonly url: string
  /** Who knows which one that is, where several pools are to move together. */
  readonly primary?: Primary | undefined
  readonly connections: number
  /** Shown in `pg_stat_activity`, so that an administrator sees whose session it is. */
  readonly name: string
  /** Sessions that find rows by indexes alone, so that a plan stays right however fast a table grows. */
  readonly steady?: boolean
  /**
   * How long a statement may go unanswered; for ever where nobody says. A line that fell silent looks like a database
   * that thinks, and neither end is ever told.
   */
  readonly patience?: Duration
}

/** What a process holds that went silent in a transaction is free again as soon as its leases are over. */
const usual = '-c search_path=millwright,public -c timezone=UTC -c idle_in_transaction_session_timeout=8000'

/** A pool of sessions whose unqualified names mean Millwright's own schema. */
export function openPool(settings: DatabaseSettings): pg.Pool {
  const { url, connections, name, steady = false, patience, primary = primaryIn(url) } = settings
  const options = {
    Client: Session,
    connectionString: serversIn(url)[0]!,
    primary,
    max: connections,
    application_name: name,
    options: steady ? `${usual} -c enable_seqscan=off -c enable_bitmapscan=off` : usual,
    connectionTimeoutMillis: 5000,
    ...(patience ? { query_timeout: patience } : {}),
    types: types as pg.CustomTypesConfig,
  }
  const pool = new pg.Pool(options)
  // A session lost while idle is replaced by the pool, one lost in a transaction fails its next statement; without
  // listeners either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (session) => session.on('error', () => {}))
  return pool
}

const SQLSTATE = /^[0-9A-Z]{5}$/
/** SQLSTATE classes that say the transaction was certainly not committed and may be repeated: 58 is a disk that fails. */
const transient = /^(40|55P03|57P0[123]|53|58|08|25006)/
/** The server takes no writes any more: it is not the one to talk to. */
const READ_ONLY = '25006'

/** Sorts a database error by what it says about the transaction. */
export function databaseFailure(error: unknown, committing: boolean): Error {
  if (error instanceof Failure) return error
  const { code, message } = error as { code?: string; message?: string }
  if (code && SQLSTATE.test(code) && !transient.test(code))
    return new Refused(code, `The database refused: ${message}`, { cause: error })
  const sentence = `The database did not answer: ${message}`
  if (committing && !/^(40|55|53)/.test(code ?? '')) return new Unanswered('DATABASE', sentence, { cause: error })
  return new Unavailable('DATABASE', sentence, { cause: error })
}

/** Whether the database said so, or we did: then the session is as good as before. */
function isAnswer(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return code !== READ_ONLY && (error instanceof Failure || SQLSTATE.test(code))
}

/** One transaction; a failure before the commit left nothing behind, one at the commit may have. */
export async function transaction<Result>(
  pool: pg.Pool,
  work: (session: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  let session: pg.PoolClient
  try {
    session = await pool.connect()
  } catch (error) {
    throw databaseFailure(error, false)
  }
  let committing = false
  try {
    await session.query('begin')
    const result = await work(session)
    committing = true
    await session.query('commit')
    session.release()
    return result
  } catch (error) {
    // A broken session is thrown away, and so is one that did not answer; a healthy one is cleaned first.
    if (isAnswer(error))
      await session.query('rollback').then(
        () => session.release(),
        () => session.release(true),
      )
    else session.release(true)
    throw databaseFailure(error, committing)
  }
}

/** A session, or the pool, for statements by name. */
export const sqlOf = (session: Pick<pg.Pool, 'query'>): Sql => ({
  all: async <Row>({ name, text }: Statement, values: readonly unknown[]) =>
    (await session.query({ name, text, values: [...values] })).rows as Row[],
})

/** The same database for those who only read, and for people's actions. */
export const databaseOf = (pool: pg.Pool): Database => ({
  all: (statement, values) =>
    sqlOf(pool)
      .all<never>(statement, values)
      .catch((error) => {
        throw databaseFailure(error, false)
      }),
  transaction: (work) => transaction(pool, (session) => work(sqlOf(session))),
})
