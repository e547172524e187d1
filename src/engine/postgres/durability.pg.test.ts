import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertDurable, openPool } from '#engine'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

/** What the hub says of a database whose sessions begin with this setting. */
async function said(setting: string, value: string): Promise<unknown> {
  const name = new URL(database.url).pathname.slice(1)
  await database.pool.query(`alter database ${name} set ${setting} = ${value}`)
  const pool = openPool({ url: database.url, connections: 1, name: 'millwright-test' })
  try {
    return await assertDurable(pool).then(
      () => 'durable',
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    )
  } finally {
    await pool.end()
    await database.pool.query(`alter database ${name} reset ${setting}`)
  }
}

describe('a database that acknowledges', () => {
  it.each(['on', 'remote_apply'])('after its log is on disk (synchronous_commit = %s) is taken', async (value) => {
    expect(await said('synchronous_commit', value)).toBe('durable')
  })

  it.each(['off', 'local'])('before that (synchronous_commit = %s) is refused, and why is said', async (value) => {
    const answer = await said('synchronous_commit', value)
    expect(answer).toContain('DATABASE_NOT_DURABLE')
    expect(answer).toContain(`synchronous_commit is ${value} and must be on`)
  })
})
