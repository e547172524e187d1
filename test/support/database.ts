import pg from 'pg'
import { inject } from 'vitest'
import { openPool } from '#engine'
import { onConnection, urlOf } from '../../src/local/postgres/connect.ts'

let made = 0

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly pool: pg.Pool
}

/** A database of one's own, cloned from the migrated template, dropped at the end. */
export async function testDatabase(): Promise<TestDatabase> {
  const address = inject('postgres')
  const name = `test_${process.pid}_${made++}`
  await onConnection(address, 'postgres', (client) =>
    client.query(`create database ${name} template template_millwright`),
  )
  const url = urlOf(address, name)
  const pool = openPool({ url, connections: 10, name: 'millwright-test' })
  return {
    url,
    pool,
    async [Symbol.asyncDispose]() {
      await pool.end()
      await onConnection(address, 'postgres', (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
